#pragma once
#include "chronology/chronology.h"
#include "support/builders.h"

#include <string>
#include <vector>

/// One child, asked about by name and number, and answers about her.
namespace kith::chronology_tests {

inline std::string maisies_number() {
    return support::nhs_number(483);
}

inline std::vector<record::RosterPerson> roster() {
    auto child = support::line("subject", "subject", "Maisie", "Pellow", "2017-02-14");
    child.nhs_number = maisies_number();
    return {child};
}

inline support::PersonBuilder maisie(const std::string& source) {
    return support::PersonBuilder(source, "child")
        .named("Maisie", "Pellow")
        .born("2017-02-14")
        .nhs(maisies_number());
}

inline support::ReplyBuilder answer(const std::string& source) {
    return support::ReplyBuilder(source, "subject").subject(maisie(source));
}

inline chronology::Chronology merged(const link::Replies& replies,
                                     const std::set<std::string>& ungrouped = {}) {
    return chronology::merge(replies, link::resolve(roster(), replies, {}), ungrouped);
}

/// Everything the chronology says, as text.
inline std::string print(const chronology::Chronology& all) {
    std::string out;
    for (const auto* list : {&all.entries, &all.undated}) {
        for (const auto& entry : *list) {
            out += entry.id + ' ' + entry.event.sort_time().words() + ' ' + entry.event.origin.source.text() +
                   ' ' + entry.event.origin.reference + ' ' + entry.event.title + " [" + entry.group + ']';
            for (const auto& person : entry.people) out += ' ' + person;
            out += '\n';
        }
        out += "--\n";
    }
    for (const auto& group : all.groups) {
        out += group.id + ' ' + group.headline + ": " + group.reason;
        for (const auto& id : group.entries) out += ' ' + id;
        out += '\n';
    }
    return out;
}

}  // namespace kith::chronology_tests
