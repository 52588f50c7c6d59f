#include "connectors/social_care/matching.h"

#include "connectors/social_care/child.h"

#include <algorithm>

namespace kith::social_care {
namespace {

using record::Compared;

/// A child keeps one number at a time; that the council knows one as former still tells it is the same child.
Compared compare_pupil_numbers(const std::string& asked, const record::PersonRecord& told) {
    Compared result = Compared::not_said;
    for (const record::Identifier& held : told.identifiers) {
        if (held.kind != "upn") continue;
        const Compared one = record::compare_numbers(asked, held.value);
        if (one == Compared::agree) return one;
        if (one != Compared::not_said) result = one;
    }
    return result;
}

bool somebody_said_so(const record::RosterPerson& asked, const record::PersonRecord& told,
                      const std::string& source) {
    return std::any_of(asked.confirmed.begin(), asked.confirmed.end(), [&](const record::Identifier& held) {
        return held.kind == "la_child_id" && held.issuer == source && held.value == told.ref;
    });
}

}  // namespace

bool Found::is_the_child() const {
    if (is_confirmed) return true;
    const bool said_both = agreement.family == Compared::agree && agreement.given == Compared::agree &&
                           agreement.born == Compared::agree;
    return agreement.is_certain() && said_both;
}

bool Found::may_be_the_child() const {
    if (is_the_child()) return true;
    const bool name_differs = agreement.family == Compared::differ || agreement.given == Compared::differ;
    return !(name_differs && agreement.born == Compared::differ);
}

Found compare(json::Value child, const record::RosterPerson& asked, const std::string& source) {
    Found found{child, read_demographics(child, source), {}, false};
    found.agreement = record::compare_demographics(asked, found.who);
    found.agreement.number = compare_pupil_numbers(asked.upn, found.who);
    found.is_confirmed = somebody_said_so(asked, found.who, source);
    return found;
}

}  // namespace kith::social_care
