#include "leaves.h"

#include <algorithm>
#include <set>

using namespace kith;
using namespace kith::review_tests;
using review::Filter;
using review::Register;

namespace {

Register read(const std::vector<std::string>& leaves) {
    Register log;
    for (const auto& leaf : leaves) BOOST_TEST_REQUIRE(log.add(leaf).has_value());
    log.settle();
    return log;
}

/// Three workstations, one of whose clocks goes back in between.
std::vector<std::string> three_chains() {
    Story s;
    for (int n = 0; n < 30; ++n) {
        auto e = s.entry(n % 3 ? "event_opened" : "enquiry_asked", n % 2 ? "r.singh" : "A.Okafor",
                         "e-" + std::to_string(n / 3), "2026-11-10T09:00:00Z");
        e.workstation = "WS-" + std::to_string(n % 3);
        e.at += std::chrono::minutes{n == 16 ? 2 : n};
        if (n % 5 == 0) e.purpose = "MASH_ENQUIRY";
        s.log.add(e);
    }
    return s.log.leaves;
}

std::vector<std::string> told(const Register& log, const std::vector<std::uint64_t>& places) {
    std::vector<std::string> all;
    for (const auto place : places) {
        const auto line = log.line(place);
        all.push_back(line.chain + ":" + std::to_string(line.index) + line.kind + line.user + line.facts);
    }
    return all;
}

std::vector<Filter> filters() {
    std::vector<Filter> all(9);
    all[1].user = "r.singh";
    all[2].words = "okafor mash";
    all[3].kinds = {"enquiry_asked"};
    all[4].accesses_only = true;
    all[5].from = at("2026-11-10T09:10:00Z");
    all[5].until = at("2026-11-10T09:20:00Z");
    all[6].enquiry = "e-3";
    all[7].subject = token("subject", "9990004838");
    all[7].purpose = "SECTION_47";
    all[8].words = "no such word";
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review_register_tests)

BOOST_AUTO_TEST_CASE(every_member_of_a_leaf_comes_back) {
    Story s;
    auto e = s.entry("results_displayed", "r.singh", "e-1", "2026-11-10T09:00:00.250Z");
    e.shown_clear = {"9990000018", "9990000026"};
    e.facts_json =
        R"({"cells":[{"count":1,"person":"subject","source":"pds","state":"records_held"},{"count":1,"person":"subject","source":"pds","state":"records_held"}],"odd":"a } { \" , é"})";
    s.log.add(e);
    const auto log = s.log.settled();
    const auto line = log.line(0);
    BOOST_TEST(line.facts == e.facts_json);
    BOOST_TEST(line.user == "r.singh");
    BOOST_TEST(line.role == e.role);
    BOOST_TEST(line.agency == e.agency);
    BOOST_TEST(line.case_ref == e.case_ref);
    BOOST_TEST((line.at == e.at));
    BOOST_TEST(line.subject == token("subject", "9990004838"));
    BOOST_TEST(line.postcode == token("postcode", "NS4 7QT"));
    BOOST_TEST(line.shown.size() == 2u);
    BOOST_TEST(line.shown[1] == token("subject", "9990000026"));
    const auto single = review::read_leaf(s.log.leaves[0]);
    BOOST_TEST_REQUIRE(single.has_value());
    BOOST_TEST(single->facts == line.facts);
    BOOST_TEST(single->shown == line.shown);
}

BOOST_AUTO_TEST_CASE(P3_each_chain_keeps_its_own_order_whatever_its_clock_did_and_whatever_came_first) {
    auto leaves = three_chains();
    const auto once = read(leaves);
    std::map<std::string, std::uint64_t> next;
    for (std::uint64_t place = 0; place < once.size(); ++place) {
        const auto line = once.line(place);
        BOOST_TEST(line.index == next[line.chain]++);
    }
    std::uint64_t state = 7;
    for (int turn = 0; turn < 20; ++turn) {
        for (size_t n = leaves.size(); n > 1; --n)
            std::swap(leaves[n - 1], leaves[(state = state * 6364136223846793005u + 1) % n]);
        const auto again = read(leaves);
        BOOST_TEST(told(again, again.find({})) == told(once, once.find({})));
    }
}

BOOST_AUTO_TEST_CASE(P26_every_question_is_answered_alike_wherever_the_leaves_came_from) {
    const auto leaves = three_chains();
    // One store gives workstation by workstation, the other by time; one of them gives some entries twice.
    auto by_chain = leaves;
    std::ranges::stable_sort(by_chain, {},
                             [](const std::string& leaf) { return review::read_leaf(leaf)->chain; });
    auto twice = leaves;
    twice.insert(twice.end(), leaves.begin(), leaves.begin() + 12);
    const auto a = read(by_chain), b = read(twice);
    BOOST_TEST(a.size() == b.size());
    for (const auto& filter : filters()) BOOST_TEST(told(a, a.find(filter)) == told(b, b.find(filter)));
}

BOOST_AUTO_TEST_CASE(a_filter_finds_what_a_plain_look_through_all_entries_finds) {
    const auto log = read(three_chains());
    const auto has = [](const review::LogLine& line, const std::string& word) {
        const std::string all = line.user + "|" + line.role + "|" + line.purpose + "|" + line.case_ref + "|" +
                                line.kind + "|" + line.workstation;
        return std::ranges::search(all, word, [](char x, char y) {
                   return std::tolower(x) == std::tolower(y);
               }).begin() != all.end();
    };
    size_t found_at_all = 0;
    for (const auto& filter : filters()) {
        std::vector<std::uint64_t> plain;
        for (std::uint64_t place = log.size(); place-- > 0;) {
            const auto line = log.line(place);
            bool is_wanted = (filter.user.empty() || line.user == filter.user) &&
                             (filter.purpose.empty() || line.purpose == filter.purpose) &&
                             (filter.enquiry.empty() || line.enquiry == filter.enquiry) &&
                             (filter.subject.empty() || line.subject == filter.subject) &&
                             (!filter.from || line.at >= *filter.from) &&
                             (!filter.until || line.at < *filter.until) &&
                             (filter.kinds.empty() || filter.kinds[0] == line.kind);
            std::istringstream words(filter.words);
            for (std::string word; words >> word;) is_wanted = is_wanted && has(line, word);
            if (is_wanted) plain.push_back(place);
        }
        BOOST_TEST(log.find(filter) == plain);
        found_at_all += plain.size();
        if (plain.size() > 2)
            BOOST_TEST((log.find(filter, 2) == std::vector<std::uint64_t>(plain.begin(), plain.begin() + 2)));
    }
    BOOST_TEST(found_at_all > 60u);
}

BOOST_AUTO_TEST_CASE(the_words_of_a_kind_find_it_as_people_read_it) {
    const auto log = read(three_chains());
    Filter filter;
    filter.words = "opened event";
    BOOST_TEST(log.find(filter).size() == 20u);
}

BOOST_AUTO_TEST_CASE(what_is_no_leaf_is_refused_and_leaves_the_register_as_it_was) {
    const std::string good = three_chains()[0];
    const auto without = [&](const std::string& part, const std::string& with) {
        std::string bad = good;
        bad.replace(bad.find(part), part.size(), with);
        return bad;
    };
    Register log;
    BOOST_TEST_REQUIRE(log.add(good).has_value());
    for (const auto& bad :
         {std::string(), std::string("[]"), std::string("{}"), good.substr(0, good.size() / 2),
          without("\"user\"", "\"usr\""), without("2026-11-10T09:00:00.000Z", "yesterday"),
          without("\"index\":0", "\"index\":-1"),
          without("\"facts\":{", "\"facts\":[],\"g\":{"), without("\"kind\":", "\"kind\":1,\"kinda\":"),
          without("{\"agency\":\"Northshire Council\",",
                  "{\"agency\":\"Northshire Council\",\"agency\":\"x\","),
          good + "x"}) {
        const auto added = log.add(bad);
        BOOST_TEST(!added.has_value(), bad.substr(0, 40));
        if (!added) BOOST_TEST((added.error().fault == base::Fault::invalid_input));
    }
    log.settle();
    BOOST_TEST(log.size() == 1u);
    BOOST_TEST(log.line(0).user == "A.Okafor");
}

BOOST_AUTO_TEST_CASE(F9_no_cut_or_flipped_leaf_does_more_than_be_refused) {
    const std::string good = three_chains()[0];
    for (size_t n = 0; n < good.size(); ++n) {
        BOOST_TEST(!review::read_leaf(good.substr(0, n)).has_value());
        for (const char c : {'"', '{', '}', ',', '\0', '\x01', '\xFF'}) {
            std::string bad = good;
            bad[n] = c;
            const auto read = review::read_leaf(bad);
            if (read) BOOST_TEST(read->facts.front() == '{');
        }
    }
}

BOOST_AUTO_TEST_CASE(searching_stops_when_asked_to) {
    const auto log = read(three_chains());
    std::stop_source stop;
    stop.request_stop();
    BOOST_TEST(log.find({}, SIZE_MAX, stop.get_token()).size() < log.size());
}

BOOST_AUTO_TEST_SUITE_END()
