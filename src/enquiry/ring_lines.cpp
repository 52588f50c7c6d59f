#include "base/text.h"
#include "enquiry/thirty_seconds.h"
#include "link/people.h"

#include <algorithm>
#include <set>

namespace kith::enquiry {

namespace {

/// A tie of the child to a professional that has not ended.
struct Worker {
    std::string name, phone;
    record::When since;
    record::Origin origin;
};

std::vector<Worker> workers(const Panel& panel) {
    std::vector<Worker> out;
    const link::People people(panel.picture.identities);
    for (const auto& reply : panel.picture.replies) {
        const link::Refs refs(*reply, people);
        for (const auto& tie : reply->ties) {
            const bool ended = tie.since.end() && tie.since.end()->last_day() < panel.today.first_day();
            if (tie.kind == "social_worker" && !tie.to_person && !ended && refs.of(tie.from) == panel.subject)
                out.push_back({tie.to, tie.phone, tie.since, tie.origin});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Worker& a, const Worker& b) { return a.origin < b.origin; });
    return out;
}

/// Fills the panel of numbers; nobody is listed twice.
class RingList {
public:
    explicit RingList(const Panel& panel) : panel_(panel) {}

    void add(const std::string& who, const record::Contact& contact, const record::Origin& origin) {
        if (contact.phone.empty() && contact.email.empty()) return;
        if (!seen_.insert(who + '|' + contact.phone + '|' + contact.email).second) return;
        std::string text = who;
        for (const auto* part :
             {&contact.name, &contact.role, &contact.phone, &contact.email, &contact.hours})
            if (!part->empty()) text += ", " + *part;
        lines_.push_back({.label = "Whom to ring", .text = std::move(text), .origins = {origin}});
    }

    /// The contact that the rulebook holds for a source.
    void add(const record::SourceId& id) {
        for (const auto& source : panel_.sources)
            if (source.id == id)
                add(panel_.name_of(id),
                    {.name = source.contact_name,
                     .phone = source.contact_phone,
                     .hours = source.contact_hours},
                    {id, "rulebook", panel_.picture.at, {}});
    }

    std::vector<Line> take() { return std::move(lines_); }

private:
    const Panel& panel_;
    std::set<std::string> seen_;
    std::vector<Line> lines_;
};

bool wants_a_call(const record::Cell& cell) {
    using record::LedgerState;
    return completeness_of(cell.state, cell.required) == record::Completeness::hole ||
           cell.state == LedgerState::withheld || cell.state == LedgerState::refused ||
           cell.state == LedgerState::neither_confirm_nor_deny;
}

}  // namespace

Line worker_line(const Panel& panel) {
    const auto all = workers(panel);
    if (all.empty())
        return panel.nobody_says("Allocated worker", "No source that answered names a social worker");
    Line line{.label = "Allocated worker"};
    for (const auto& worker : all) {
        line.text += (line.text.empty() ? "" : "; ") + worker.name +
                     (worker.since.is_known() ? " since " + worker.since.start().words() : "") +
                     (worker.phone.empty() ? "" : ", " + worker.phone) + " (" +
                     panel.name_of(worker.origin.source) + ")";
        line.origins.push_back(worker.origin);
    }
    return line;
}

/// First the child's own worker, then whoever can close a hole, then whom the sources that hold records name.
std::vector<Line> ring_lines(const Panel& panel) {
    RingList list(panel);
    for (const auto& worker : workers(panel))
        list.add("Social worker", {.name = worker.name, .phone = worker.phone}, worker.origin);
    for (const auto& cell : panel.picture.ledger)
        if (cell.person == panel.subject->person && wants_a_call(cell)) list.add(cell.source);
    for (const auto& reply : panel.picture.replies)
        if (reply->person == panel.subject->person)
            for (const auto& contact : reply->contacts)
                list.add(panel.name_of(reply->source), contact, {reply->source, {}, panel.picture.at, {}});
    auto lines = list.take();
    if (lines.empty())
        lines.push_back(panel.nobody_says("Whom to ring", "No source that answered names a contact"));
    return lines;
}

}  // namespace kith::enquiry
