#include "base/text.h"
#include "lawbook.h"
#include "policy/agreements.h"
#include "policy/import_dsa.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

using namespace kith;
using namespace kith::policy_tests;
using base::Instant;
using nlohmann::json;
using policy::Mode;

// The agreements taken over from the pilot give exactly what its own rules give, question by question.
namespace {

struct Asker {
    std::string id, type;
};

// The pilot's way of deciding, written down once more from its published service, slowly and on the file
// itself.
bool lists(const json& rule, const char* member, const std::string& value) {
    if (!rule.contains(member)) return false;
    return std::ranges::any_of(rule[member], [&](const json& one) {
        return base::lower_ascii(one.get<std::string>()) == base::lower_ascii(value);
    });
}

bool reference_matches(const json& rule, const Asker& asker, const std::string& type,
                       const std::string& purpose, const std::string& mode, Instant now) {
    const bool has_ids = rule.contains("destOrgIds") && !rule["destOrgIds"].empty();
    const bool is_for =
        has_ids ? lists(rule, "destOrgIds", asker.id) : lists(rule, "destOrgTypes", asker.type);
    if (!is_for || !lists(rule, "modes", mode) || !lists(rule, "recordTypes", type) ||
        !lists(rule, "purposes", purpose))
        return false;
    if (rule.contains("validFrom") && now < at(rule["validFrom"])) return false;
    return !(rule.contains("validUntil") && now > at(rule["validUntil"]));
}

bool reference_allows(const json& organisation, const Asker& asker, const std::string& type,
                      const std::string& purpose, const std::string& mode, Instant now) {
    if (!organisation.contains("dsaPolicy")) return false;
    for (const char* list : {"exceptions", "defaults"})
        for (const auto& rule : organisation["dsaPolicy"].value(list, json::array()))
            if (reference_matches(rule, asker, type, purpose, mode, now)) return rule["effect"] == "allow";
    return false;
}

/// Nobody may ask for what they may not find.
std::optional<Mode> reference(const json& organisation, const Asker& asker, const std::string& type,
                              const std::string& purpose, Instant now) {
    if (!reference_allows(organisation, asker, type, purpose, "EXISTENCE", now)) return {};
    return reference_allows(organisation, asker, type, purpose, "CONTENT", now) ? Mode::content
                                                                                : Mode::existence;
}

std::set<std::string> named(const json& directory, const char* member) {
    std::set<std::string> all;
    for (const auto& organisation : directory["organisations"])
        if (organisation.contains("dsaPolicy"))
            for (const char* list : {"exceptions", "defaults"})
                for (const auto& rule : organisation["dsaPolicy"].value(list, json::array()))
                    for (const auto& one : rule.value(member, json::array()))
                        all.insert(base::upper_ascii(one.get<std::string>()));
    return all;
}

/// Both ends of every validity, the moments beside them, and some far from any.
std::set<Instant> moments(const json& directory) {
    using namespace std::chrono_literals;
    std::set<Instant> all = {at("1999-05-05T00:00:00Z"), at("2026-11-22T12:00:00Z"),
                             at("2100-01-01T00:00:00Z")};
    for (const auto& organisation : directory["organisations"])
        if (organisation.contains("dsaPolicy"))
            for (const char* list : {"exceptions", "defaults"})
                for (const auto& rule : organisation["dsaPolicy"].value(list, json::array()))
                    for (const char* end : {"validFrom", "validUntil"})
                        if (rule.contains(end))
                            for (const auto beside : {-1ms, 0ms, 1ms}) all.insert(at(rule[end]) + beside);
    return all;
}

/// Every organisation a source of its own, every record type a category, every purpose one of the same name.
policy::DsaMap map_for(const json& directory, const Asker& asker) {
    policy::DsaMap map{asker.id, asker.type, {}, {}};
    for (const auto& organisation : directory["organisations"]) {
        policy::DsaMap::Holder holder{organisation["orgId"], record::SourceId(organisation["orgId"]), {}};
        for (const auto& type : named(directory, "recordTypes"))
            holder.record_types.push_back({type, {record::CategoryId(type)}});
        map.holders.push_back(holder);
    }
    for (const auto& purpose : named(directory, "purposes")) map.purposes.push_back({purpose, {purpose}});
    return map;
}

policy::Rulebook rulebook_of(const json& directory, std::vector<policy::Agreement> agreements) {
    policy::Rulebook book;
    for (const auto& type : named(directory, "recordTypes"))
        book.categories.push_back({record::CategoryId(type), type});
    for (const auto& purpose : named(directory, "purposes"))
        book.purposes.push_back({purpose, purpose, {}, {}, false, {}});
    for (const auto& organisation : directory["organisations"]) {
        policy::Source source;
        source.id = record::SourceId(organisation["orgId"]);
        for (const auto& category : book.categories) source.categories.push_back(category.id);
        book.sources.push_back(source);
    }
    book.agreements = std::move(agreements);
    return book;
}

struct Compared {
    size_t asked = 0, given = 0, different = 0;
};

void compare(const json& directory, const Asker& asker, Compared& compared) {
    const auto imported = policy::import_dsa(directory.dump(), map_for(directory, asker));
    BOOST_TEST_REQUIRE(imported.has_value(), (imported ? "" : imported.error().detail));
    const auto book = rulebook_of(directory, imported->agreements);
    const auto days = moments(directory);
    for (const auto& organisation : directory["organisations"])
        for (const auto& category : book.categories)
            for (const auto& purpose : book.purposes)
                for (const Instant day : days) {
                    const auto expected = reference(organisation, asker, category.name, purpose.id, day);
                    const auto ours = policy::agreed(book, record::SourceId(organisation["orgId"]),
                                                     category.id, purpose.id, day)
                                          .mode();
                    compared.asked += 2;  // existence and content
                    compared.given += expected.has_value();
                    compared.different += ours != expected;
                }
}

Compared compare_all(const json& directory) {
    Compared compared;
    for (const std::string type :
         {"LOCAL_AUTHORITY", "EDUCATION", "HEALTH", "POLICE", "HOUSING", "VOLUNTARY", "OTHER"})
        compare(directory, {"SOMEBODY-ELSE", type}, compared);
    for (const auto& organisation : directory["organisations"])
        compare(directory, {organisation["orgId"], organisation["orgType"]}, compared);
    return compared;
}

json rule(const char* text) {
    return json::parse(text);
}

json directory_of(std::vector<json> exceptions, std::vector<json> defaults) {
    return {{"organisations",
             {{{"orgId", "POLICE-01"},
               {"orgName", "Police"},
               {"orgType", "POLICE"},
               {"dsaPolicy", {{"version", "1"}, {"defaults", defaults}, {"exceptions", exceptions}}}},
              {{"orgId", "NONE-01"}, {"orgName", "No agreement"}, {"orgType", "OTHER"}}}}};
}

/// Everything in it that the order of exceptions and defaults, dates, ids, types and letters can turn.
json intricate() {
    return directory_of(
        {rule(R"({"effect":"deny","modes":["CONTENT"],"recordTypes":["crime"],"destOrgTypes":["HEALTH"],
                  "purposes":["SAFEGUARDING"],"validFrom":"2026-03-01T00:00:00Z","validUntil":"2026-06-01T00:00:00Z"})"),
         rule(R"({"effect":"allow","modes":["EXISTENCE","CONTENT"],"recordTypes":["CRIME","custody"],
                  "destOrgIds":["SOMEBODY-ELSE"],"destOrgTypes":["EDUCATION"],"purposes":["safeguarding"],
                  "validFrom":"2026-05-01T00:00:00Z","reason":"An operation"})"),
         rule(R"({"effect":"deny","modes":["EXISTENCE"],"recordTypes":["custody"],"destOrgTypes":["POLICE"],
                  "purposes":["CRIME_PREVENTION"]})")},
        {rule(
             R"({"effect":"deny","modes":["EXISTENCE","CONTENT"],"recordTypes":["crime"],"destOrgTypes":["EDUCATION"],
                  "purposes":["SAFEGUARDING"],"validUntil":"2026-01-01T00:00:00Z"})"),
         rule(R"({"effect":"allow","modes":["existence"],"recordTypes":["crime"],
                  "destOrgTypes":["HEALTH","Education","POLICE"],"purposes":["SAFEGUARDING","CRIME_PREVENTION"],
                  "validFrom":"2025-01-01T00:00:00Z"})"),
         rule(R"({"effect":"allow","modes":["CONTENT"],"recordTypes":["crime","custody"],
                  "destOrgTypes":["HEALTH","POLICE"],"purposes":["SAFEGUARDING","CRIME_PREVENTION"]})"),
         rule(
             R"({"effect":"allow","modes":["CONTENT","EXISTENCE"],"recordTypes":["crime"],"purposes":["SAFEGUARDING"]})"),
         rule(R"({"effect":"allow","modes":["EXISTENCE"],"recordTypes":["custody"],"destOrgTypes":["POLICE"],
                  "purposes":["CRIME_PREVENTION"],"validUntil":"9999-12-31T23:59:59Z"})")});
}

json random_rule(support::SeededEntropy& entropy) {
    const auto roll = [&](unsigned n) { return static_cast<unsigned char>(entropy.bytes(1)[0]) % n; };
    const auto some = [&](const std::vector<std::string>& all) {
        json list = json::array();
        for (const auto& one : all)
            if (roll(2)) list.push_back(one);
        return list;
    };
    json one = {{"effect", roll(3) ? "allow" : "deny"},
                {"modes", some({"EXISTENCE", "CONTENT"})},
                {"recordTypes", some({"crime", "custody"})},
                {"purposes", some({"SAFEGUARDING", "CRIME_PREVENTION"})}};
    if (roll(4)) one["destOrgTypes"] = some({"LOCAL_AUTHORITY", "POLICE", "HEALTH"});
    if (roll(4) == 0) one["destOrgIds"] = some({"POLICE-01", "SOMEBODY-ELSE"});
    const auto year = [&] {
        return std::to_string(2024 + roll(5)) + "-0" + std::to_string(1 + roll(9)) + "-01T00:00:00Z";
    };
    if (roll(2)) one["validFrom"] = year();
    if (roll(2)) one["validUntil"] = year();
    return one;
}

json random_directory(std::uint64_t number) {
    support::SeededEntropy entropy(number);
    std::vector<json> exceptions, defaults;
    for (int i = 0; i < 4; ++i) {
        exceptions.push_back(random_rule(entropy));
        defaults.push_back(random_rule(entropy));
    }
    return directory_of(exceptions, defaults);
}

json published(const char* file) {
    std::ifstream in(std::filesystem::path(KITH_SHARED_DATA) / "sui" / file);
    return in ? json::parse(in) : json();
}

policy::DsaMap shipped_map() {
    std::ifstream in(KITH_SOURCE_DIR "/policy/rules/dsa-map.json");
    auto map = policy::read_dsa_map(std::string(std::istreambuf_iterator<char>(in), {}));
    BOOST_TEST_REQUIRE(map.has_value(), (map ? "" : map.error().detail));
    return *map;
}

std::string refusal(const json& directory) {
    const auto imported =
        policy::import_dsa(directory.dump(), map_for(intricate(), {"SOMEBODY-ELSE", "HEALTH"}));
    BOOST_TEST_REQUIRE(!imported.has_value());
    return imported.error().detail;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_import_dsa_tests)

BOOST_AUTO_TEST_CASE(every_question_of_an_intricate_directory_is_answered_as_the_pilot_would) {
    const auto compared = compare_all(intricate());
    BOOST_TEST(compared.different == 0u);
    BOOST_TEST(compared.given > 50u);
    BOOST_TEST(compared.asked > 2'000u);
}

BOOST_AUTO_TEST_CASE(every_question_of_random_directories_is_answered_as_the_pilot_would) {
    Compared compared;
    for (std::uint64_t number = 1; number <= 40; ++number) {
        const json directory = random_directory(number);
        for (const Asker& asker : {Asker{"SOMEBODY-ELSE", "LOCAL_AUTHORITY"}, Asker{"POLICE-01", "POLICE"},
                                   Asker{"OTHER-01", "HEALTH"}})
            compare(directory, asker, compared);
    }
    BOOST_TEST(compared.different == 0u);
    BOOST_TEST(compared.given > 200u);
}

BOOST_AUTO_TEST_CASE(every_question_of_the_published_directory_is_answered_as_the_pilot_would) {
    const json directory = published("org-directory.json");
    if (directory.is_null()) {
        std::cout << "skipped 1: the pilot's published directory is not here\n";
        return;
    }
    const auto compared = compare_all(directory);
    BOOST_TEST(compared.different == 0u);
    BOOST_TEST(compared.given > 100u);
}

BOOST_AUTO_TEST_CASE(the_shipped_map_takes_the_published_directory_over_into_the_shipped_rulebook) {
    const json directory = published("org-directory.json");
    if (directory.is_null()) {
        std::cout << "skipped 1: the pilot's published directory is not here\n";
        return;
    }
    const auto imported = policy::import_dsa(directory.dump(), shipped_map());
    BOOST_TEST_REQUIRE(imported.has_value());
    std::ifstream in(KITH_SOURCE_DIR "/policy/rules/northshire.json");
    json rulebook = json::parse(in);
    rulebook["agreements"] = json::parse(policy::agreements_json(imported->agreements));
    rulebook.erase("examples");
    const auto read = policy::read_rulebook(rulebook.dump());
    BOOST_TEST_REQUIRE(read.has_value(), (read ? "" : read.error().detail));
    BOOST_TEST(read->agreements.size() == imported->agreements.size());
    BOOST_TEST(
        std::ranges::any_of(imported->notes, [](const auto& note) { return note.starts_with("NO-DSA-01"); }));
    const auto police =
        policy::agreed(*read, record::SourceId("constabulary"), record::CategoryId("police_incident"),
                       "SECTION_47", at("2026-11-22T12:00:00Z"));
    BOOST_TEST((police.mode() == Mode::content), "its dated exception for this authority holds on that day");
    const auto before =
        policy::agreed(*read, record::SourceId("constabulary"), record::CategoryId("police_incident"),
                       "SECTION_47", at("2025-11-30T23:59:59Z"));
    BOOST_TEST(!before.mode().has_value());
}

BOOST_AUTO_TEST_CASE(an_organisation_without_a_policy_gives_nothing) {
    json directory = intricate();
    for (auto& organisation : directory["organisations"]) organisation.erase("dsaPolicy");
    const auto imported =
        policy::import_dsa(directory.dump(), map_for(intricate(), {"SOMEBODY-ELSE", "HEALTH"}));
    BOOST_TEST_REQUIRE(imported.has_value());
    BOOST_TEST(imported->agreements.empty());
    BOOST_TEST(policy::agreements_json({}) == "[]\n");
}

BOOST_AUTO_TEST_CASE(a_member_effect_or_mode_that_nobody_here_knows_is_refused) {
    const auto with = [](const char* member, json value) {
        json directory = intricate();
        directory["organisations"][0]["dsaPolicy"]["defaults"][0][member] = std::move(value);
        return refusal(directory);
    };
    BOOST_TEST(with("conditions", {"night"}).find("defaults[0]") != std::string::npos);
    BOOST_TEST(with("effect", "maybe").find("allow") != std::string::npos);
    BOOST_TEST(with("modes", {"SUMMARY"}).find("EXISTENCE and CONTENT") != std::string::npos);
    BOOST_TEST(with("validFrom", "last year").find("validFrom") != std::string::npos);
    BOOST_TEST(with("validUntil", "2026-01-01").find("validUntil") != std::string::npos);
    BOOST_TEST(with("recordTypes", "crime").find("recordTypes") != std::string::npos);
    json policy_member = intricate();
    policy_member["organisations"][0]["dsaPolicy"]["emergency"] = true;
    BOOST_TEST(refusal(policy_member).find("emergency") != std::string::npos);
    json twice = intricate();
    twice["organisations"][1]["orgId"] = "police-01";
    BOOST_TEST(refusal(twice).find("twice") != std::string::npos);
    json lacking = intricate();
    lacking["organisations"][0]["dsaPolicy"]["exceptions"][0].erase("purposes");
    BOOST_TEST(refusal(lacking).find("purposes is missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_map_that_would_give_one_thing_for_another_is_refused) {
    std::ifstream in(KITH_SOURCE_DIR "/policy/rules/dsa-map.json");
    const json sound = json::parse(in);
    const auto wrong = [](const json& map) {
        const auto read = policy::read_dsa_map(map.dump());
        BOOST_TEST(!read.has_value());
        return read ? std::string{} : read.error().detail;
    };
    json map = sound;
    map["purposes"]["SAFEGUARDING"].push_back("SECTION_47");
    BOOST_TEST(wrong(map).find("SECTION_47") != std::string::npos);
    map = sound;
    map["holders"][0]["record_types"]["personal.details"].push_back("looked_after");
    BOOST_TEST(wrong(map).find("looked_after") != std::string::npos);
    map = sound;
    map["holders"] = json::array();
    wrong(map);
    map = sound;
    map["also"] = 1;
    wrong(map);
    map = sound;
    map["purposes"]["SAFEGUARDING"] = json::array();
    wrong(map);
    map = sound;
    map.erase("asks_as");
    wrong(map);
}

BOOST_AUTO_TEST_CASE(whoever_asks_may_be_another_organisation_of_the_directory_and_no_stranger) {
    const json directory = intricate();
    const auto map = map_for(directory, {"SOMEBODY-ELSE", "HEALTH"});
    const auto as_police = policy::import_dsa(directory.dump(), map, "police-01");
    BOOST_TEST_REQUIRE(as_police.has_value());
    BOOST_TEST(!as_police->agreements.empty());
    BOOST_TEST(!policy::import_dsa(directory.dump(), map, "STRANGER").has_value());
    auto contradicted = map;
    contradicted.asking_org = "POLICE-01";
    BOOST_TEST(!policy::import_dsa(directory.dump(), contradicted).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
