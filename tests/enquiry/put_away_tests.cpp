// FD-17, X7: what an enquiry holds of people, put away while nobody may see it and brought back as it was.
#include "cli/picture_json.h"
#include "crypto/sealed_text.h"
#include "enquiry/put_away.h"
#include "record/reply_json.h"
#include "support/builders.h"
#include "world.h"

#include <random>

using namespace kith;
using namespace kith::enquiry_tests;

namespace {

std::string shown(const enquiry::Picture& picture) {
    return cli::to_json(picture, {});
}

policy::Request in_an_emergency() {
    policy::Request request = about_ana();
    request.purpose = "IMMEDIATE_DANGER";
    request.emergency = policy::Emergency{"danger_now", "The neighbour hears the child crying", {}};
    return request;
}

/// Requests with every member filled or left out at random; the same ones every run.
class RandomRequests {
public:
    explicit RandomRequests(unsigned seed) : random_(seed) {}

    policy::Request next() {
        policy::Request request;
        request.user = {text(), text(), text(), text(), text()};
        request.purpose = text();
        request.case_ref = text();
        request.reason = text();
        request.consent = static_cast<policy::Consent>(number(3));
        request.override_reason = text();
        request.override_words = text();
        for (int i = number(4); i > 0; --i) request.roster.push_back(line());
        for (int i = number(3); i > 0; --i) request.sources.emplace_back(text());
        request.period = {date(), date()};
        if (flag()) request.emergency = policy::Emergency{text(), text(), instant(), flag()};
        if (flag())
            request.approval = policy::Approval{{text(), text(), text(), text(), text()}, instant(), text()};
        request.has_declared_conflict = flag();
        return request;
    }
    std::vector<record::Cell> ledger() {
        std::vector<record::Cell> cells;
        for (int i = number(6); i > 0; --i) {
            record::Cell cell{PersonId(text()), SourceId(text()), static_cast<LedgerState>(number(15))};
            cell.count = static_cast<size_t>(number(40));
            if (flag()) cell.as_of = instant();
            if (flag()) cell.received_at = instant();
            if (flag()) cell.kept_until = instant();
            cell.detail = text();
            cell.tries = number(3);
            cell.required = flag();
            cells.push_back(cell);
        }
        return cells;
    }
    enquiry::Decisions decisions() {
        enquiry::Decisions decisions;
        for (int i = number(4); i > 0; --i)
            decisions.settled.push_back({text(), PersonId(text()), text(), flag()});
        for (int i = number(4); i > 0; --i) decisions.ungrouped.insert(text());
        return decisions;
    }

private:
    int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    bool flag() { return number(2) == 1; }
    std::string text() {
        static const std::vector<std::string> kTexts{"",
                                                     "Ana",
                                                     "O\u2019Neill \"the elder\"",
                                                     "two\nlines\tand a tab",
                                                     "\u0141ucja \U0001F476",
                                                     "999 000 4838",
                                                     "back\\slash / {\"a\":1}"};
        return kTexts[static_cast<size_t>(number(static_cast<int>(kTexts.size())))];
    }
    base::Instant instant() {
        return base::Instant(std::chrono::milliseconds(1'763'800'000'000 + number(1'000'000'000)));
    }
    std::optional<record::PartialDate> date() {
        switch (number(4)) {
            case 0:
                return {};
            case 1:
                return *record::PartialDate::of_year(1990 + number(30));
            case 2:
                return *record::PartialDate::of_month(1990 + number(30), 1 + number(12));
            default:
                return *record::PartialDate::of_day(1990 + number(30), 1 + number(12), 1 + number(28));
        }
    }
    record::RosterPerson line() {
        record::RosterPerson line;
        line.id = PersonId("p" + std::to_string(number(9)));
        line.relation = text();
        for (int i = number(3); i > 0; --i)
            line.names.push_back(
                {text(), text(), text(), static_cast<record::NameUse>(number(8)), {date(), date()}});
        line.born = date();
        if (flag()) line.estimated_age = number(18);
        line.is_unborn = flag();
        line.expected = date();
        line.sex = static_cast<record::Sex>(number(4));
        line.nhs_number = text();
        line.upn = text();
        for (int i = number(3); i > 0; --i)
            line.addresses.push_back(
                {{text(), "1 Mill Lane"}, text(), text(), text(), {date(), date()}, false});
        line.school = text();
        for (int i = number(3); i > 0; --i)
            line.confirmed.push_back(
                {text(), text(), static_cast<record::IdentifierState>(number(6)), text()});
        line.ticked = flag();
        line.is_unknown = flag();
        line.mentioned_in = text();
        return line;
    }
    std::mt19937 random_;
};

bool are_alike(const record::RosterPerson& a, const record::RosterPerson& b) {
    return a.id == b.id && a.relation == b.relation && a.names == b.names && a.born == b.born &&
           a.estimated_age == b.estimated_age && a.is_unborn == b.is_unborn && a.expected == b.expected &&
           a.sex == b.sex && a.nhs_number == b.nhs_number && a.upn == b.upn && a.addresses == b.addresses &&
           a.school == b.school && a.confirmed == b.confirmed && a.ticked == b.ticked &&
           a.is_unknown == b.is_unknown && a.mentioned_in == b.mentioned_in;
}

bool are_alike(const policy::User& a, const policy::User& b) {
    return a.id == b.id && a.name == b.name && a.role == b.role && a.agency == b.agency &&
           a.person == b.person;
}

bool are_alike(const std::optional<policy::Emergency>& a, const std::optional<policy::Emergency>& b) {
    if (!a || !b) return !a && !b;
    return a->code == b->code && a->words == b->words && a->began == b->began &&
           a->follows_unreviewed == b->follows_unreviewed;
}

bool are_alike(const std::optional<policy::Approval>& a, const std::optional<policy::Approval>& b) {
    if (!a || !b) return !a && !b;
    return are_alike(a->by, b->by) && a->at == b->at && a->of == b->of;
}

bool are_alike(const policy::Request& a, const policy::Request& b) {
    return are_alike(a.user, b.user) && a.purpose == b.purpose && a.case_ref == b.case_ref &&
           a.reason == b.reason && a.consent == b.consent && a.override_reason == b.override_reason &&
           a.override_words == b.override_words &&
           std::ranges::equal(a.roster, b.roster,
                              [](const auto& x, const auto& y) { return are_alike(x, y); }) &&
           a.sources == b.sources && a.period == b.period && are_alike(a.emergency, b.emergency) &&
           are_alike(a.approval, b.approval) && a.has_declared_conflict == b.has_declared_conflict;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(enquiry_put_away_tests)

BOOST_AUTO_TEST_CASE(any_request_ledger_and_decisions_come_back_as_they_went) {
    RandomRequests random(17);
    for (int i = 0; i < 400; ++i) {
        const policy::Request request = random.next();
        const auto back = enquiry::read_request(enquiry::request_json(request));
        BOOST_TEST_REQUIRE(back.has_value(), (back ? "" : back.error().detail));
        BOOST_TEST(are_alike(request, *back), enquiry::request_json(request));
        BOOST_TEST(policy::approval_subject(request) == policy::approval_subject(*back));
        const auto ledger = random.ledger();
        BOOST_TEST((*enquiry::read_ledger(enquiry::ledger_json(ledger)) == ledger));
        const auto decisions = random.decisions();
        const auto decided = enquiry::read_decisions(enquiry::decisions_json(decisions));
        BOOST_TEST_REQUIRE(decided.has_value());
        BOOST_TEST(enquiry::decisions_json(*decided) == enquiry::decisions_json(decisions));
        BOOST_TEST((decided->ungrouped == decisions.ungrouped));
    }
}

BOOST_AUTO_TEST_CASE(what_does_not_read_is_refused_by_the_name_of_its_member_alone) {
    const std::string text = enquiry::request_json(about_ana());
    for (size_t cut = 0; cut < text.size(); cut += 7)
        BOOST_TEST(!enquiry::read_request(std::string_view(text).substr(0, cut)).has_value());
    const auto refused = enquiry::read_request(R"({"consent":"Ana Example"})");
    BOOST_TEST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().detail.find("Ana") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(FD_17_a_picture_put_away_comes_back_the_same) {
    World w;
    w.run(about_ana(""));
    w.enquiry.settle({"pds|record-1|child", PersonId("subject"), "", true}, w.listen());
    w.enquiry.ask_again({{PersonId("subject"), SourceId("hospitals")}}, w.stop.get_token(), w.listen());
    w.enquiry.ungroup("g-1", true, w.listen());
    const std::string before = shown(*w.enquiry.picture());
    BOOST_TEST(before.find("attended") != std::string::npos);
    w.enquiry.put_away();
    BOOST_TEST(!w.enquiry.picture());
    w.clock.pass(20h);
    w.events.clear();
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST_REQUIRE(w.last<enquiry::PictureGrew>() != nullptr);
    BOOST_TEST(w.events.size() == 1u);
    BOOST_TEST(shown(*w.enquiry.picture()) == before);
    BOOST_TEST(w.last<enquiry::PictureGrew>()->picture == w.enquiry.picture());
}

BOOST_AUTO_TEST_CASE(FD_17_an_enquiry_brought_back_goes_on_as_the_same_one) {
    World w;
    w.transport.on("hospitals", {ScriptedAnswer::failing(ports::HttpFailure::tls),
                                 ScriptedAnswer{.body = "attended", .headers = {}}});
    w.run(about_ana());
    w.enquiry.put_away();
    w.enquiry.put_away();  // twice is once
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::unreachable));
    w.enquiry.ask_again({{PersonId("subject"), SourceId("hospitals")}}, {}, w.listen());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::records_held));
    const auto& entries = w.audit.entries;
    BOOST_TEST(entries.back().enquiry == entries.front().enquiry);
    BOOST_TEST(entries.back().subject_clear == entries.front().subject_clear);
    BOOST_TEST(entries.back().user == "a.okafor");
}

BOOST_AUTO_TEST_CASE(one_that_was_refused_can_be_put_away_too) {
    World w;
    auto request = about_ana();
    request.purpose = "EARLY_HELP";
    w.run(request);
    w.enquiry.put_away();
    w.events.clear();
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST(w.events.empty(), "there was no picture");
}

BOOST_AUTO_TEST_CASE(P22_an_emergency_that_runs_out_while_it_is_put_away_comes_back_over) {
    World w;
    w.run(in_an_emergency());
    w.enquiry.put_away();
    BOOST_TEST(w.enquiry.emergency_until().has_value());
    w.clock.pass(30min);
    w.events.clear();
    w.enquiry.end_if_over(w.listen());
    BOOST_TEST(w.last<enquiry::EmergencyOver>());
    BOOST_TEST(w.logged().back() == "emergency_ended");
    BOOST_TEST(w.audit.entries.back().subject_clear == w.audit.entries.front().subject_clear);
    BOOST_TEST(w.audit.entries.back().user == "a.okafor");
    BOOST_TEST(!w.enquiry.picture());
    w.events.clear();
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST_REQUIRE(w.last<enquiry::EmergencyOver>());
    BOOST_TEST(w.last<enquiry::EmergencyOver>()->review_due->iso() == "2026-11-23");
    BOOST_TEST(w.enquiry.picture()->replies.empty());
}

BOOST_AUTO_TEST_CASE(P22_an_emergency_with_time_left_goes_on) {
    World w;
    w.run(in_an_emergency());
    const auto until = w.enquiry.emergency_until();
    w.enquiry.put_away();
    w.clock.pass(10min);
    BOOST_TEST(w.enquiry.bring_back(w.listen()).has_value());
    BOOST_TEST((w.enquiry.emergency_until() == until));
    BOOST_TEST(w.last<enquiry::PictureGrew>());
}

BOOST_AUTO_TEST_SUITE_END()
