#include "export_world.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::tlog_tests;
using tlog::Trouble;

namespace {

std::string said(const tlog::ExportReport& report) {
    std::string out;
    for (const auto& one : report.findings)
        out += std::string(tlog::name_of(one.trouble)) + (one.entry ? " " + std::to_string(*one.entry) : "") +
               ": " + one.sentence + "\n";
    return out;
}

/// The first finding is this one, there.
void expect(const tlog::ExportReport& report, Trouble trouble, std::optional<std::uint64_t> entry) {
    BOOST_TEST_REQUIRE(!report.findings.empty());
    BOOST_TEST((report.findings[0].trouble == trouble), said(report));
    BOOST_TEST((report.findings[0].entry == entry), said(report));
}

std::vector<std::string> whole_of(const ExportWorld& world) {
    return lines_of(world.whole());
}

/// What somebody who lacks the log's key can do at best: put the hash right again after an edit.
std::string rehashed(std::uint64_t index, const std::string& leaf) {
    return "entry " + std::to_string(index) + " " + crypto::hex(crypto::leaf_hash(leaf)) + " " + leaf + "\n";
}

std::string edited(std::string leaf) {
    const size_t at = leaf.find("\"turn\":");
    return leaf.insert(at + 7, "4");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tlog_export_tests)

BOOST_AUTO_TEST_CASE(AU_3_an_untouched_log_is_intact_whole_in_part_and_chosen) {
    for (const size_t size : {1, 2, 9, 10, 11, 64, 137}) {
        const ExportWorld world(size);
        const auto report = world.check(world.whole());
        BOOST_TEST(report.is_intact(), said(report));
        BOOST_TEST(report.entries == size);
        BOOST_TEST(report.first_at == base::to_iso(ExportWorld::at(0)));
    }
    const ExportWorld world(137);
    BOOST_TEST(world.check(world.part({40, 41, 42, 43}, true)).is_intact());
    BOOST_TEST(world.check(world.part({0, 7, 136}, false)).is_intact());
    BOOST_TEST(world.check(world.part({}, false)).is_intact());
}

BOOST_AUTO_TEST_CASE(AU_3_a_deleted_entry_is_found_where_it_is_missing) {
    const ExportWorld world(60);
    for (const std::uint64_t i : {0, 1, 9, 33, 58}) {
        auto lines = whole_of(world);
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, i)));
        expect(world.check(joined(lines)), Trouble::missing, i);
    }
    auto lines = whole_of(world);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, 59)));
    expect(world.check(joined(lines)), Trouble::truncated, 59);
}

BOOST_AUTO_TEST_CASE(AU_3_an_entry_put_in_is_found_where_it_was_put) {
    const ExportWorld world(60);
    auto lines = whole_of(world);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, 30)), lines[line_of(lines, 12)]);
    expect(world.check(joined(lines)), Trouble::added, 12);
    lines = whole_of(world);
    std::string forged = world.leaves[59];
    forged.replace(forged.find("\"index\":59"), 10, "\"index\":60");
    lines.insert(lines.end() - 1, rehashed(60, forged));
    expect(world.check(joined(lines)), Trouble::added, 60);
}

BOOST_AUTO_TEST_CASE(AU_3_two_entries_that_changed_places_are_found) {
    const ExportWorld world(60);
    for (const std::uint64_t i : {0, 17, 40}) {
        auto lines = whole_of(world);
        std::swap(lines[line_of(lines, i)], lines[line_of(lines, i + 1)]);
        expect(world.check(joined(lines)), Trouble::order, i);
    }
}

BOOST_AUTO_TEST_CASE(P5_an_edit_is_found_at_its_entry_and_nowhere_else) {
    const ExportWorld world(60);
    for (const std::uint64_t i : {0, 9, 10, 35, 59}) {
        auto lines = whole_of(world);
        std::string& line = lines[line_of(lines, i)];
        line.insert(line.find("\"turn\":") + 7, "4");
        const auto report = world.check(joined(lines));
        expect(report, Trouble::edited, i);
        for (const auto& one : report.findings) BOOST_TEST((!one.entry || *one.entry == i), said(report));
    }
}

BOOST_AUTO_TEST_CASE(P5_an_edited_hash_is_found_at_its_entry_and_nowhere_else) {
    const ExportWorld world(60);
    auto lines = whole_of(world);
    std::string& line = lines[line_of(lines, 35)];
    line[12] = line[12] == 'a' ? 'b' : 'a';
    const auto report = world.check(joined(lines));
    expect(report, Trouble::edited, 35);
    for (const auto& one : report.findings) BOOST_TEST((!one.entry || *one.entry == 35), said(report));
}

BOOST_AUTO_TEST_CASE(AU_3_an_edit_whose_hash_was_put_right_is_found_between_two_heads) {
    const ExportWorld world(60);
    auto lines = whole_of(world);
    lines[line_of(lines, 35)] = rehashed(35, edited(world.leaves[35]));
    const auto report = world.check(joined(lines));
    expect(report, Trouble::edited, 30);
    BOOST_TEST(report.findings[0].sentence.find("entries 30 to 39") != std::string::npos,
               report.findings[0].sentence);
}

BOOST_AUTO_TEST_CASE(AU_3_a_log_that_was_cut_off_is_found_by_its_last_head) {
    const ExportWorld world(60);
    auto lines = whole_of(world);
    const auto from = lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, 50));
    lines.erase(from, lines.end() - 2);  // the last head and the seal stay
    expect(world.check(joined(lines)), Trouble::truncated, 50);
}

BOOST_AUTO_TEST_CASE(AU_3_a_log_cut_off_with_its_heads_and_sealed_again_is_found_by_a_head_kept_elsewhere) {
    const ExportWorld before(60);
    ExportWorld cut(50);
    BOOST_TEST(cut.check(cut.whole()).is_intact(), "by itself it is a log like any other");
    const auto report = cut.check(cut.whole(), {before.heads.at(60)});
    expect(report, Trouble::truncated, 50);
    BOOST_TEST(report.findings[0].sentence.find("shorter than it was") != std::string::npos);
    BOOST_TEST(before.check(before.whole(), {cut.heads.at(50)}).is_intact(), "an older head of the same log");
}

BOOST_AUTO_TEST_CASE(AU_3_a_forked_log_is_found_by_a_head_kept_elsewhere) {
    const ExportWorld one(40);
    ExportWorld other(20);
    for (int i = 20; i < 60; ++i) other.append(i * 7 + 1);
    other.sign();
    BOOST_TEST(other.check(other.whole()).is_intact());
    expect(other.check(other.whole(), {one.heads.at(40)}), Trouble::forked, 0);
    expect(other.check(other.whole(), {one.heads.at(40), one.heads.at(20)}), Trouble::forked, 20);
    std::vector<std::uint64_t> last{59};
    expect(other.check(other.part(last, true, {40}), {one.heads.at(40)}), Trouble::forked, 39);
    BOOST_TEST(other.check(other.part(last, true, {20}), {one.heads.at(20)}).is_intact());
    expect(other.check(other.part(last, true), {one.heads.at(20)}), Trouble::unproved, {});
}

BOOST_AUTO_TEST_CASE(AU_3_another_key_is_said_first) {
    ExportWorld world(30);
    const std::string file = world.whole();
    ExportWorld stranger;
    stranger.seed = base::Secret(std::string(32, 'x'));
    expect(stranger.check(file), Trouble::wrong_key, {});
    BOOST_TEST(stranger.check(file).findings.size() == 1u, said(stranger.check(file)));
    // One head by a stranger in an otherwise sound log.
    stranger.leaves = world.leaves;
    stranger.leaves.resize(20);
    world.heads[20] = stranger.sign();
    expect(world.check(world.whole()), Trouble::wrong_key, 19);
    expect(world.check(world.part({3}, false), {stranger.sign()}), Trouble::wrong_key, {});
}

BOOST_AUTO_TEST_CASE(a_log_that_went_on_with_a_new_key_holds_with_both) {
    ExportWorld world(30);
    const auto old_key = world.key();
    world.seed = base::Secret(std::string(32, 'n'));
    for (int i = 0; i < 5; ++i) world.append();
    world.sign();
    std::istringstream in(world.whole());
    const auto report = tlog::check_export(in, {{world.key(), old_key}, {}});
    BOOST_TEST(report.is_intact(), said(report));
    expect(world.check(world.whole()), Trouble::wrong_key, 9);
}

BOOST_AUTO_TEST_CASE(AU_3_a_clock_set_back_is_found_unless_an_entry_says_so) {
    const auto log = [](const std::string& kind, std::int64_t back_by) {
        ExportWorld world;
        for (int i = 0; i < 10; ++i) world.append(100 + i);
        world.append(109 - back_by, kind);
        for (int i = 0; i < 5; ++i) world.append(110 - back_by + i);
        world.sign();
        return world.check(world.whole());
    };
    expect(log("enquiry_asked", 6), Trouble::clock, 10);
    expect(log("enquiry_asked", 60), Trouble::clock, 10);
    BOOST_TEST(log("enquiry_asked", 5).is_intact(), "programs wait for each other");
    BOOST_TEST(log("clock_changed", 60).is_intact());
    BOOST_TEST(log("enquiry_asked", 60).findings.size() == 1u);
}

BOOST_AUTO_TEST_CASE(AU_3_a_clock_that_creeps_back_is_found) {
    ExportWorld world;
    for (int i = 0; i < 10; ++i) world.append(100 - 2 * i);
    world.sign(100);
    expect(world.check(world.whole()), Trouble::clock, 3);
}

BOOST_AUTO_TEST_CASE(AU_3_a_head_dated_before_the_one_before_it_is_found) {
    ExportWorld world(10);
    for (int i = 10; i < 20; ++i) world.append(i * 7);
    world.sign(0);
    expect(world.check(world.whole()), Trouble::clock, 19);
}

BOOST_AUTO_TEST_CASE(a_file_without_its_seal_or_with_more_after_it_is_found) {
    const ExportWorld world(20);
    auto lines = whole_of(world);
    lines.pop_back();
    expect(world.check(joined(lines)), Trouble::truncated, 19);
    expect(world.check(world.whole() + "entry\n"), Trouble::form, 19);
    expect(world.check(world.whole().substr(0, world.whole().size() - 1)), Trouble::form, 19);
}

BOOST_AUTO_TEST_CASE(AU_12_a_chosen_entry_that_is_not_under_the_head_is_found) {
    const ExportWorld world(60);
    auto lines = lines_of(world.part({3, 30, 44}, false));
    lines[line_of(lines, 30)] = rehashed(30, edited(world.leaves[30]));
    expect(world.check(joined(lines)), Trouble::unproved, 30);
    lines = lines_of(world.part({3, 30, 44}, false));
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, 30) + 1));
    expect(world.check(joined(lines)), Trouble::unproved, 30);
    lines = lines_of(world.part({3, 30, 44}, false));
    const auto at = lines.begin() + static_cast<std::ptrdiff_t>(line_of(lines, 30));
    lines.erase(at, at + 2);
    const auto report = world.check(joined(lines));
    BOOST_TEST(!report.is_intact());
    BOOST_TEST(said(report).find("says that it holds 3 entries, and holds 2") != std::string::npos,
               said(report));
}

BOOST_AUTO_TEST_CASE(entries_of_another_log_or_under_no_head_are_found) {
    ExportWorld world(20);
    std::string& leaf = world.leaves[7];
    leaf.replace(leaf.find("0011"), 4, "1100");
    expect(world.check(world.whole()), Trouble::edited, 0);
    BOOST_TEST(said(world.check(world.whole())).find("belongs to another log") != std::string::npos);
    ExportWorld unsigned_tail(20);
    for (int i = 0; i < 3; ++i) unsigned_tail.append();
    const auto report = unsigned_tail.check(unsigned_tail.whole());
    expect(report, Trouble::uncovered, 20);
    BOOST_TEST(report.unsigned_entries == 3u);
}

BOOST_AUTO_TEST_CASE(what_is_no_export_at_all_is_said_in_a_sentence) {
    const ExportWorld world(3);
    for (const auto& file :
         {std::string{}, std::string("\n"), std::string(100, '\0'), std::string(5u << 20, 'x'),
          world.whole().substr(0, 60), "kith access log export 2\n" + world.whole()}) {
        const auto report = world.check(file);
        BOOST_TEST_REQUIRE(!report.is_intact());
        BOOST_TEST((report.findings[0].trouble == Trouble::form));
    }
}

BOOST_AUTO_TEST_CASE(a_thousand_troubles_are_counted_not_kept) {
    const ExportWorld world(300);
    auto lines = whole_of(world);
    for (auto& line : lines)
        if (line.starts_with("entry")) line.insert(line.size() - 2, "x");
    const auto report = world.check(joined(lines));
    BOOST_TEST(report.findings.size() == tlog::kMostFindings);
    BOOST_TEST(report.further_findings >= 200u);
}

BOOST_AUTO_TEST_SUITE_END()
