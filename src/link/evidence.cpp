#include "link/compare.h"
#include "link/fold.h"

#include <algorithm>

namespace kith::link {

namespace {

using Finding = Evidence::Finding;

Evidence numbers(const std::string& field, bool shared, bool conflict, bool shared_old) {
    if (shared && shared_old)
        return {field, Finding::agrees, "same " + field + ", an earlier one in one of the records"};
    if (shared) return {field, Finding::agrees, "same " + field + " in both, check digit holds"};
    if (conflict) return {field, Finding::differs, "each has its own valid " + field};
    return {field, Finding::missing, field + " missing on one side"};
}

Evidence birth(const Profile& a, const Profile& b) {
    const auto found = compare_dates(a.born, b.born);
    const std::string field = "date of birth";
    if (found.finding == DateFinding::missing)
        return {field, Finding::missing, "birth date missing on one side"};
    const std::string both = found.a->words() + " against " + found.b->words();
    switch (found.finding) {
        case DateFinding::same:
            return {field, Finding::agrees, "same birth date"};
        case DateFinding::compatible:
            return {field, Finding::agrees, "birth dates fit: " + both};
        case DateFinding::swapped:
            return {field, Finding::near, "day and month exchanged: " + both};
        case DateFinding::slip:
            return {field, Finding::near, "birth dates one slip apart: " + both};
        case DateFinding::stand_in:
            return {field, Finding::near, "same year, one possibly a default date: " + both};
        default:
            return {field, Finding::differs, "birth dates differ: " + both};
    }
}

Finding finding_of(NameFinding finding) {
    if (finding == NameFinding::missing) return Finding::missing;
    if (finding == NameFinding::spelling) return Finding::near;
    return agrees(finding) ? Finding::agrees : Finding::differs;
}

std::string name_words(const std::string& field, NameFinding finding, const std::string& a,
                       const std::string& b) {
    const std::string both = a + " against " + b;
    switch (finding) {
        case NameFinding::missing:
            return field + " missing on one side";
        case NameFinding::same:
            return "same " + field;
        case NameFinding::part:
            return field + " shared in part: " + both;
        case NameFinding::initial:
            return field + " fits an initial: " + both;
        case NameFinding::spelling:
            return field + " spelt differently: " + both;
        case NameFinding::differs:
            return field + " differs: " + both;
    }
    return field;
}

void add_names(std::vector<Evidence>& out, const Profile& a, const Profile& b) {
    const auto found = compare_names(a, b);
    if (found.a == nullptr) {
        out.push_back({"given name", Finding::missing, "no name on one side"});
        return;
    }
    if (found.is_swapped) {
        out.push_back({"name order", Finding::near,
                       "given and family name exchanged: " + found.a->shown_given + ' ' +
                           found.a->shown_family + " against " + found.b->shown_given + ' ' +
                           found.b->shown_family});
        return;
    }
    const bool stands_in = found.a->is_stand_in != found.b->is_stand_in;
    if (stands_in)
        out.push_back({"given name", Finding::near, "one side has only a stand-in for a given name"});
    else
        out.push_back({"given name", finding_of(found.given),
                       name_words("given name", found.given, found.a->shown_given, found.b->shown_given)});
    out.push_back({"family name", finding_of(found.family),
                   name_words("family name", found.family, found.a->shown_family, found.b->shown_family)});
}

Evidence place(const Profile& a, const Profile& b) {
    if (a.postcodes.empty() || b.postcodes.empty())
        return {"address", Finding::missing, "no postcode to compare on one side"};
    if (shares(a.postcodes, b.postcodes)) return {"address", Finding::agrees, "same postcode"};
    return {"address", Finding::differs, "different postcodes"};
}

Evidence sex(const Profile& a, const Profile& b) {
    if (a.sexes.empty() || b.sexes.empty()) return {"sex", Finding::missing, "sex not stated on one side"};
    const bool same =
        std::find_first_of(a.sexes.begin(), a.sexes.end(), b.sexes.begin(), b.sexes.end()) != a.sexes.end();
    return {"sex", same ? Finding::agrees : Finding::differs,
            same ? "same sex recorded" : "different sex recorded"};
}

int rank(Finding finding) {
    switch (finding) {
        case Finding::differs:
            return 0;
        case Finding::near:
            return 1;
        case Finding::agrees:
            return 2;
        case Finding::missing:
            return 3;
    }
    return 3;
}

}  // namespace

std::vector<Evidence> evidence_of(const Profile& a, const Profile& b) {
    std::vector<Evidence> out;
    out.push_back(numbers("NHS number", shares_nhs(a, b), nhs_conflict(a, b), !shares(a.nhs, b.nhs)));
    out.push_back(
        numbers("unique pupil number", shares_upn(a, b), upn_conflict(a, b), !shares(a.upns, b.upns)));
    if (shares(a.locals, b.locals))
        out.push_back(
            {"source's own number", Finding::agrees, "the source gives both the same number of its own"});
    out.push_back(birth(a, b));
    add_names(out, a, b);
    out.push_back(sex(a, b));
    out.push_back(place(a, b));
    if ((a.says_died && b.says_living) || (a.says_living && b.says_died))
        out.push_back({"death", Finding::differs, "one records a death, the other does not"});
    return out;
}

void put_counter_evidence_first(std::vector<Evidence>& evidence) {
    std::stable_sort(evidence.begin(), evidence.end(),
                     [](const Evidence& a, const Evidence& b) { return rank(a.finding) < rank(b.finding); });
}

std::vector<Evidence> compare(const record::PersonRecord& a, const record::PersonRecord& b) {
    return evidence_of(profile_of(a), profile_of(b));
}

std::vector<Evidence> compare(const record::RosterPerson& asked, const record::PersonRecord& record) {
    return evidence_of(profile_of(asked), profile_of(record));
}

}  // namespace kith::link
