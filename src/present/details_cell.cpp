#include "base/text.h"
#include "present/details_parts.h"
#include "present/keeping.h"
#include "present/ledger_view.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

const record::Reply* reply_of(const ChildView& view, const record::Cell& cell) {
    if (!view.picture) return nullptr;
    for (const auto& reply : view.picture->replies)
        if (reply->source == cell.source && reply->person == cell.person) return reply.get();
    return nullptr;
}

std::string ring_words(const std::string& name, const std::string& role, const std::string& phone,
                       const std::string& hours) {
    std::vector<std::string> parts;
    for (const auto& part : {name, role, phone, hours})
        if (!part.empty()) parts.push_back(part);
    return base::join(parts, ", ");
}

void add_contacts(Lines& out, const ChildView& view, const record::Cell& cell, const record::Reply* reply) {
    if (const policy::Source* source = view.sources->find(cell.source))
        add_field(out, "Whom to ring",
                  ring_words(source->contact_name, {}, source->contact_phone, source->contact_hours));
    if (!reply) return;
    for (const auto& contact : reply->contacts)
        add_field(out, "Named by the source",
                  ring_words(contact.name, contact.role, contact.phone, contact.hours));
}

void add_standing(Lines& out, const ChildView& view, const record::Cell& cell) {
    Line state = Line::field(
        "State", std::string(wording::symbol(cell.state)) + " " + std::string(wording::label(cell.state)));
    state.mood = mood_of(cell);
    out.push_back(std::move(state));
    if (may_ask_again(cell)) {
        Line again = Line::sentence("Press R to ask this cell again. The others stay as they are.");
        again.action = "Ask again";
        again.opens = Target::cell(cell.person, cell.source);
        out.push_back(std::move(again));
    }
    add_field(out, "Required", cell.required ? "yes, by this purpose" : "");
    if (cell.as_of) add_field(out, "As of", base::uk_time(*cell.as_of) + ", says the source");
    if (cell.received_at) add_field(out, "Answer had", base::uk_time(*cell.received_at));
    add_field(out, "Copy", kept_words(cell, view.now));
    if (cell.tries > 0) add_field(out, "Tries", std::to_string(cell.tries));
    if (const auto took = view.took.find({cell.person, cell.source}); took != view.took.end())
        add_field(out, "Took", seconds_words(took->second));
}

const policy::Source* covering(const ChildView& view, const record::Cell& cell) {
    return view.sources->find(cell.source);
}

void add_coverage(Lines& out, const ChildView& view, const record::Cell& cell, const record::Reply* reply) {
    if (const policy::Source* source = covering(view, cell)) add_field(out, "Covers", source->area);
    if (reply && !reply->coverage.is_open()) add_field(out, "Its records cover", reply->coverage.words());
}

}  // namespace

Details cell_details(const ChildView& view, const record::PersonId& person, const record::SourceId& source) {
    const record::Cell* cell = cell_of(view, person, source);
    if (!cell) return {};
    Details details;
    details.title = view.sources->name(source) + ": " + person_words(view, person);
    const record::Reply* reply = reply_of(view, *cell);
    details.account.push_back(
        Line::sentence(wording::sentence(*cell, view.sources->name(source), person_words(view, person))));
    add_standing(details.account, view, *cell);
    add_coverage(details.account, view, *cell, reply);
    add_contacts(details.account, view, *cell, reply);
    if (reply) add_quality(details.account, reply->notices);
    if (reply && !reply->people.empty()) add_origin(details.origin, view, reply->people.front().origin);
    if (details.origin.empty())
        details.origin.push_back(
            Line::sentence("No record came from this source, so there is no origin to show. "
                           "The state above says why."));
    return details;
}

}  // namespace kith::present
