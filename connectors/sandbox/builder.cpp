#include "connectors/sandbox/builder.h"

#include <utility>

namespace kith::sandbox {
namespace {

std::string prefix_of(std::string_view source, std::string_view setting) {
    if (source == "ambulance") return "CAD";
    if (source == "gp") return "GP";
    return setting == "emergency" ? "ED" : "HS";
}

}  // namespace

void Builder::begin_family(std::string slug, std::string about, bool is_fixture) {
    out_.families.push_back({std::move(slug), std::move(about), is_fixture});
}

PersonIndex Builder::add(Person person) {
    person.family_index = out_.families.size() - 1;
    if (!person.nhs_number.empty()) numbers_.take_nhs(person.nhs_number);
    for (const auto& old : person.old_nhs_numbers) numbers_.take_nhs(old);
    out_.people.push_back(std::move(person));
    const PersonIndex index = out_.people.size() - 1;
    out_.families.back().members.push_back(index);
    return index;
}

std::size_t Builder::place(std::string line, std::string town, std::string postcode) {
    out_.places.push_back({std::move(line), std::move(town), std::move(postcode)});
    return out_.places.size() - 1;
}

void Builder::lives(PersonIndex person, std::size_t place, std::string from, std::string until) {
    out_.people[person].homes.push_back({place, std::move(from), std::move(until)});
}

void Builder::kin(PersonIndex of, std::string kind, PersonIndex to, std::string since, std::string until) {
    out_.kinships.push_back({of, std::move(kind), to, std::move(since), std::move(until)});
}

void Builder::kin_both(PersonIndex one, std::string kind, PersonIndex other, std::string since,
                       std::string until) {
    kin(one, kind, other, since, until);
    kin(other, std::move(kind), one, std::move(since), std::move(until));
}

void Builder::incident(std::string slug, std::string date, std::string what,
                       std::vector<PersonIndex> people) {
    out_.incidents.push_back({std::move(slug), std::move(date), std::move(what), std::move(people)});
}

Peculiarity& Builder::peculiar(std::string source, PersonIndex person) {
    return out_.peculiarities[{std::move(source), person}];
}

std::string Builder::reference(std::string_view prefix) {
    auto& count = references_.emplace(prefix, 1000).first->second;
    return std::string(prefix) + "-" + std::to_string(++count);
}

HealthContact& Builder::contact(std::string_view source, PersonIndex person, std::string_view setting,
                                std::string from, std::string reason) {
    written().contacts.push_back({.source = std::string(source),
                                  .person = person,
                                  .reference = reference(prefix_of(source, setting)),
                                  .setting = std::string(setting),
                                  .from = std::move(from),
                                  .reason = std::move(reason)});
    return written().contacts.back();
}

HealthAppointment& Builder::appointment(std::string_view source, PersonIndex person, std::string_view status,
                                        std::string at, std::string what) {
    written().appointments.push_back({.source = std::string(source),
                                      .person = person,
                                      .reference = reference("APT"),
                                      .status = std::string(status),
                                      .at = std::move(at),
                                      .what = std::move(what)});
    return written().appointments.back();
}

CareEpisode& Builder::episode(std::string_view source, PersonIndex person, std::string referred,
                              std::string_view referral_source) {
    written().episodes.push_back({.source = std::string(source),
                                  .person = person,
                                  .reference = reference(source == "westmoor-care" ? "WMC" : "NSC"),
                                  .referred = std::move(referred),
                                  .referral_source = std::string(referral_source)});
    return written().episodes.back();
}

}  // namespace kith::sandbox
