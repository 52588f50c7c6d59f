#include "base/text.h"
#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::policy_tests;
using policy::PersonKind;

// Every role x purpose x kind of person x source x category of the shipped rulebook, against what its authors
// say it permits (northshire_matrix.txt). Neither side is made from the other.
namespace {

/// "role|purpose|kind|source" to the categories permitted there, written as in the file.
using Matrix = std::map<std::string, std::set<std::string>>;

const std::vector<std::pair<std::string, PersonKind>> kKinds = {{"child", PersonKind::subject_child},
                                                                {"child", PersonKind::other_child},
                                                                {"adult", PersonKind::adult},
                                                                {"unborn", PersonKind::unborn},
                                                                {"unknown", PersonKind::age_unknown}};

std::string key(const std::string& role, const std::string& purpose, const std::string& kind,
                const std::string& source) {
    return base::join({role, purpose, kind, source}, "|");
}

struct Heading {
    std::string purpose;
    std::vector<std::string> roles;
};

Matrix read_expectations() {
    std::ifstream in(KITH_SOURCE_DIR "/tests/policy/northshire_matrix.txt");
    Matrix matrix;
    std::vector<Heading> headings;
    bool is_in_rows = false;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        std::string first, second;
        words >> first >> second;
        if (line[0] != ' ') {
            if (is_in_rows) headings.clear();
            headings.push_back({first, base::split(second, ',')});
        }
        is_in_rows = line[0] == ' ';
        if (!is_in_rows) continue;
        for (std::string category; words >> category;)
            for (const auto& heading : headings)
                for (const auto& role : heading.roles)
                    matrix[key(role, heading.purpose, first, second)].insert(category);
    }
    return matrix;
}

std::string years_back(const record::Period& period) {
    if (!period.from) return {};
    return "@" + std::to_string(record::uk_day(story_time()).year() - period.from->year());
}

void add(Matrix& matrix, const policy::Permit& permit, const std::string& role, const std::string& purpose,
         const std::string& kind) {
    for (const auto& grant : permit.grants()) {
        auto& cell = matrix[key(role, purpose, kind, grant.source.text())];
        for (const auto& one : grant.allowed)
            cell.insert(one.category.text() + (one.mode == policy::Mode::existence ? "?" : "") +
                        years_back(one.period));
    }
}

Matrix decide_all(PersonKind kind, const std::string& name) {
    Matrix matrix;
    for (const auto& role : shipped().roles)
        for (const auto& purpose : shipped().purposes) {
            auto asked = request(role.id, purpose.id);
            asked.roster = {person("p1", kind)};
            const auto decision = policy::decide(shipped(), approved(asked), story_time());
            if (const auto* permit = std::get_if<policy::Permit>(&decision))
                add(matrix, *permit, role.id, purpose.id, name);
        }
    return matrix;
}

std::string words(const Matrix& matrix, const std::string& cell) {
    const auto at = matrix.find(cell);
    if (at == matrix.end()) return "";
    return base::join({at->second.begin(), at->second.end()}, " ");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_matrix_tests)

BOOST_AUTO_TEST_CASE(every_role_purpose_person_source_and_category_is_permitted_exactly_as_stated) {
    const Matrix expected = read_expectations();
    BOOST_TEST_REQUIRE(expected.size() > 200u);
    for (const auto& [name, kind] : kKinds) {
        const Matrix decided = decide_all(kind, name);
        for (const auto& role : shipped().roles)
            for (const auto& purpose : shipped().purposes)
                for (const auto& source : shipped().sources) {
                    const auto cell = key(role.id, purpose.id, name, source.id.text());
                    BOOST_TEST(
                        words(decided, cell) == words(expected, cell),
                        cell << " (" << policy::name_of(kind) << "): decided " << words(decided, cell));
                }
    }
}

BOOST_AUTO_TEST_CASE(the_expectations_name_only_what_the_rulebook_has) {
    std::set<std::string> cells;
    for (const auto& role : shipped().roles)
        for (const auto& purpose : shipped().purposes)
            for (const auto& source : shipped().sources)
                for (const auto* kind : {"child", "adult", "unborn", "unknown"})
                    cells.insert(key(role.id, purpose.id, kind, source.id.text()));
    for (const auto& [cell, categories] : read_expectations()) BOOST_TEST(cells.contains(cell), cell);
}

BOOST_AUTO_TEST_CASE(auditors_and_the_purposes_of_auditors_permit_no_content_to_anybody) {
    for (const auto& [name, kind] : kKinds)
        for (const auto& [cell, categories] : decide_all(kind, name)) {
            BOOST_TEST(!cell.starts_with("auditor|"), cell);
            BOOST_TEST(cell.find("|AUDIT|") == std::string::npos, cell);
            BOOST_TEST(cell.find("|SUBJECT_ACCESS|") == std::string::npos, cell);
        }
}

BOOST_AUTO_TEST_SUITE_END()
