#include "record/reply_json.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::record;

namespace {

/// Replies with every member filled or empty at random; the same ones every run.
class RandomReplies {
public:
    explicit RandomReplies(unsigned seed) : random_(seed) {}

    Reply reply() {
        Reply made;
        made.source = SourceId(text());
        made.person = PersonId(text());
        made.state = pick<LedgerState>(15);
        made.subject_ref = text();
        made.people = some<PersonRecord>([this] { return person(); });
        made.events = some<Event>([this] { return event(); });
        made.ties = some<Tie>([this] { return tie(); });
        made.contacts = some<Contact>([this] { return Contact{text(), text(), text(), text(), text(), text()}; });
        if (coin()) made.as_of = instant();
        made.coverage = period();
        made.detail = text();
        made.notices = texts();
        return made;
    }

private:
    int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    bool coin() { return number(2) == 0; }
    template <typename E>
    E pick(int below) {
        return static_cast<E>(number(below));
    }
    template <typename T, typename Make>
    std::vector<T> some(Make make) {
        std::vector<T> out;
        for (int n = number(4); n > 0; --n) out.push_back(make());
        return out;
    }

    std::string text() {
        static const std::vector<std::string> parts = {"a", "\"", "\\", "\n", "\t", "é",
                                                       "😀", "/",  " ",  "0",  "}",  "null"};
        std::string out;
        for (int n = number(6); n > 0; --n)
            out += parts[static_cast<size_t>(number(static_cast<int>(parts.size())))];
        return out;
    }
    std::vector<std::string> texts() {
        return some<std::string>([this] { return text(); });
    }
    base::Instant instant() {
        return base::Instant{std::chrono::milliseconds(number(2'000'000'000) * 900LL)};
    }
    PartialDate date() {
        const int year = 1900 + number(200), month = 1 + number(12);
        if (coin()) return *PartialDate::of_day(year, month, 1 + number(28));
        return coin() ? *PartialDate::of_month(year, month) : *PartialDate::of_year(year);
    }
    std::optional<PartialDate> maybe_date() { return coin() ? std::optional(date()) : std::nullopt; }
    When when() {
        switch (number(4)) {
            case 0:
                return When::at(instant());
            case 1:
                return When::on(date());
            case 2:
                return When::span(date(), maybe_date());
            default:
                return {};
        }
    }
    Period period() { return {maybe_date(), maybe_date()}; }
    Origin origin() { return {SourceId(text()), text(), instant(), PermitId(text())}; }
    std::vector<Handling> handling() {
        return some<Handling>([this] { return Handling{text(), text()}; });
    }
    std::vector<std::pair<std::string, std::string>> details() {
        return some<std::pair<std::string, std::string>>([this] { return std::pair(text(), text()); });
    }
    Address address() {
        Address made{texts(), text(), text(), text(), period(), false};
        if (coin()) return made;
        return Address{{}, {}, text(), text(), period(), true};
    }
    PersonRecord person() {
        PersonRecord made;
        made.origin = origin();
        made.ref = text();
        made.identifiers = some<Identifier>([this] {
            return Identifier{text(), text(), pick<IdentifierState>(6), text()};
        });
        made.names = some<PersonName>([this] {
            return PersonName{text(), text(), text(), pick<NameUse>(8), period()};
        });
        made.born = maybe_date();
        made.expected = maybe_date();
        if (coin()) made.died = When::on(date());
        made.sex = pick<Sex>(4);
        made.addresses = some<Address>([this] { return address(); });
        made.phones = texts();
        made.emails = texts();
        made.gp_practice = text();
        made.school = text();
        made.ethnicity = text();
        made.language = text();
        made.is_restricted = coin();
        made.handling = handling();
        made.details = details();
        made.quality = texts();
        return made;
    }
    Event event() {
        Event made;
        made.origin = origin();
        made.category = CategoryId(text());
        made.kind = text();
        made.title = text();
        made.text = text();
        made.voice = pick<Voice>(5);
        made.author_role = text();
        made.occurred = when();
        made.reported = when();
        made.recorded = when();
        made.received = when();
        made.about = texts();
        made.place = text();
        made.postcode = text();
        made.shared_reference = text();
        made.tags = texts();
        made.significant = coin();
        made.planned = coin();
        made.handling = handling();
        made.details = details();
        made.quality = texts();
        return made;
    }
    Tie tie() { return {origin(), text(), text(), coin(), text(), when(), text(), text(), handling()}; }

    std::mt19937 random_;
};

const std::string kMinimal = R"({"source":"gp","state":"none_held"})";

std::string fault_in(std::string_view json) {
    const auto reply = from_json(json);
    return reply ? "" : reply.error().detail;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_reply_json_tests)

BOOST_AUTO_TEST_CASE(every_reply_comes_back_as_it_was) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const Reply reply = RandomReplies(seed).reply();
        const auto back = from_json(to_json(reply));
        BOOST_TEST_REQUIRE(back.has_value(), "seed " << seed << ": " << (back ? "" : back.error().detail));
        BOOST_TEST((*back == reply), "seed " << seed);
    }
}

BOOST_AUTO_TEST_CASE(x_6_where_a_protected_address_is_reaches_no_file) {
    Reply reply;
    PersonRecord child;
    child.addresses.push_back(
        {.lines = {"3 Hidden Row"}, .postcode = "NS1 1AA", .use = "home", .is_protected = true});
    reply.people.push_back(child);
    const std::string json = to_json(reply);
    BOOST_TEST(json.find("Hidden") == std::string::npos);
    BOOST_TEST(json.find("NS1") == std::string::npos);
    BOOST_TEST(json.find("\"protected\":true") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_reply_without_a_state_is_not_taken_for_an_empty_answer) {
    BOOST_TEST(fault_in(R"({"source":"gp"})") == "state is missing");
    BOOST_TEST(fault_in(kMinimal).empty());
}

BOOST_AUTO_TEST_CASE(faults_name_the_member_and_never_its_value) {
    const auto with = [](const std::string& member) {
        return R"({"source":"gp","state":"records_held",)" + member + "}";
    };
    BOOST_TEST(fault_in(R"({"source":"gp","state":"Pellow"})") == "state is not one of the words it may be");
    BOOST_TEST(fault_in(with(R"("as_of":"Pellow")")) == "as_of is not a moment with a zone");
    BOOST_TEST(fault_in(with(R"("people":"Pellow")")) == "people is not a list");
    BOOST_TEST(fault_in(with(R"("people":["Pellow"])")) == "people[0] is not an object");
    BOOST_TEST(fault_in(with(R"("Pellow":1)")) == "the reply has a member that does not belong there");
    BOOST_TEST(fault_in(with(R"("coverage":{"from":"Pellow"})")) == "coverage.from is not a date");
    BOOST_TEST(fault_in(with(R"("notices":[1])")) == "notices[0] is not text");
    BOOST_TEST(
        fault_in(with(R"("events":[{"origin":{"fetched_at":"2026-11-22T09:41:00.000Z"},"category":"address",
        "voice":"recorded","occurred":"Pellow"}])")) ==
        "events[0].occurred is not a date, a moment or a span");
}

BOOST_AUTO_TEST_CASE(what_is_not_json_or_not_an_object_is_refused) {
    for (const char* bytes : {"", "null", "[]", "7", "\"text\"", "{", "{}x", "[[[[[[[[[[[[[[[[[[[[[[[["})
        BOOST_TEST(!from_json(bytes).has_value(), bytes);
}

BOOST_AUTO_TEST_CASE(no_cut_of_a_good_reply_is_taken_for_a_reply) {
    const std::string json = to_json(RandomReplies(7).reply());
    for (size_t length = 0; length < json.size(); ++length)
        BOOST_TEST(!from_json(std::string_view(json).substr(0, length)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
