#include "connectors/social_care/file.h"

#include "connectors/social_care/child.h"

#include <algorithm>

namespace kith::social_care {

record::Event& File::add_event(std::string_view category, std::string_view kind, std::string title,
                               std::string reference) {
    record::Event event;
    event.origin.reference = std::move(reference);
    event.category = record::CategoryId(std::string(category));
    event.kind = kind;
    event.title = std::move(title);
    event.about = {child_ref_};
    event.author_role = "social worker";
    return reply_.events.emplace_back(std::move(event));
}

record::Tie& File::add_tie(std::string_view kind, std::string to, std::string reference) {
    record::Tie tie;
    tie.origin.reference = std::move(reference);
    tie.from = child_ref_;
    tie.to = std::move(to);
    tie.to_person = false;
    tie.kind = kind;
    return reply_.ties.emplace_back(std::move(tie));
}

void File::note_purged(std::string_view what) {
    note(std::string(what) + " was withdrawn by the source");
}

void File::note(std::string notice) {
    if (std::find(reply_.notices.begin(), reply_.notices.end(), notice) == reply_.notices.end())
        reply_.notices.push_back(std::move(notice));
}

std::vector<json::Value> File::kept(json::Value list, std::string_view what) {
    std::vector<json::Value> out;
    for (json::Value node : list) {
        if (is_purged(node))
            note_purged(what);
        else if (node.is_object())
            out.push_back(node);
        else
            note(std::string(what) + " is not in the shape of the payload");
    }
    return out;
}

record::When read_day(json::Value node, const char* member, record::Event& event) {
    return record::read_date(node[member], "The date " + std::string(member), event.quality, event.details);
}

record::When read_span(json::Value node, const char* from, const char* until, record::Event& event) {
    const auto start = read_day(node, from, event), end = read_day(node, until, event);
    if (start.is_known())
        return record::When::span(start.start(), end.is_known() ? std::optional(end.start()) : std::nullopt);
    if (end.is_known()) {
        event.quality.push_back("has an end and no start");
        record::add_detail(event.details, "Ended", end.words());
    }
    return {};
}

void add_code(json::Value node, const char* member, CodeList list, std::string_view label,
              record::Event& event) {
    record::add_detail(event.details, label, in_words(list, record::said(node[member])));
}

}  // namespace kith::social_care
