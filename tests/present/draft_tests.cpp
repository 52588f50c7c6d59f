#include "present/draft.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace kith;
using namespace kith::present;

namespace {

/// Forms with every field filled or empty at random; the same ones every run.
class RandomForms {
public:
    explicit RandomForms(unsigned seed) : random_(seed) {}

    EnquiryFields next() {
        EnquiryFields fields;
        for (std::string* text : texts_of(fields)) *text = text_();
        fields.consent = static_cast<policy::Consent>(number(3));
        fields.knows_family = flag();
        if (flag())
            fields.approval = policy::Approval{
                {text_(), text_(), text_(), text_(), text_()},
                base::Instant(std::chrono::milliseconds(1'763'800'000'000 + number(1'000'000'000))),
                text_()};
        fields.is_unborn = flag();
        fields.sex = static_cast<record::Sex>(number(4));
        for (int i = number(4); i > 0; --i)
            fields.around.push_back({text_(), text_(), text_(), text_(), flag()});
        for (int i = number(4); i > 0; --i) fields.left_out.insert(record::SourceId(text_()));
        return fields;
    }

    static std::vector<std::string*> texts_of(EnquiryFields& f) {
        return {&f.case_ref,       &f.purpose,         &f.reason, &f.override_reason, &f.override_words,
                &f.emergency_code, &f.emergency_words, &f.given,  &f.family,          &f.also_known_as,
                &f.born,           &f.nhs_number,      &f.upn,    &f.address,         &f.school};
    }

private:
    int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    bool flag() { return number(2) == 1; }
    std::string text_() {
        static const std::vector<std::string> kTexts{"",
                                                     " ",
                                                     "Ana ",
                                                     "O\u2019Neill \"the elder\"",
                                                     "two\nlines\tand a tab",
                                                     "\u0141ucja \U0001F476",
                                                     "999 000 4838",
                                                     "back\\slash / {\"a\":1}"};
        return kTexts[static_cast<size_t>(number(static_cast<int>(kTexts.size())))];
    }
    std::mt19937 random_;
};

bool are_alike(const policy::User& a, const policy::User& b) {
    return a.id == b.id && a.name == b.name && a.role == b.role && a.agency == b.agency &&
           a.person == b.person;
}

bool are_alike(const std::optional<policy::Approval>& a, const std::optional<policy::Approval>& b) {
    if (!a || !b) return !a && !b;
    return are_alike(a->by, b->by) && a->at == b->at && a->of == b->of;
}

bool are_alike(const AroundFields& a, const AroundFields& b) {
    return a.relation == b.relation && a.name == b.name && a.born == b.born && a.nhs_number == b.nhs_number &&
           a.included == b.included;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_draft_tests)

BOOST_AUTO_TEST_CASE(FD_17_any_draft_comes_back_as_it_was_typed) {
    RandomForms random(17);
    for (int i = 0; i < 500; ++i) {
        EnquiryFields fields = random.next();
        auto back = read_draft(draft_json(fields));
        BOOST_TEST_REQUIRE(back.has_value(), (back ? "" : back.error().detail));
        const auto before = RandomForms::texts_of(fields);
        const auto after = RandomForms::texts_of(*back);
        for (size_t t = 0; t < before.size(); ++t) BOOST_TEST(*before[t] == *after[t]);
        BOOST_TEST((fields.consent == back->consent));
        BOOST_TEST(fields.knows_family == back->knows_family);
        BOOST_TEST(are_alike(fields.approval, back->approval));
        BOOST_TEST(fields.is_unborn == back->is_unborn);
        BOOST_TEST((fields.sex == back->sex));
        BOOST_TEST(std::ranges::equal(fields.around, back->around,
                                      [](const auto& a, const auto& b) { return are_alike(a, b); }));
        BOOST_TEST((fields.left_out == back->left_out));
    }
}

BOOST_AUTO_TEST_CASE(a_draft_that_does_not_read_is_refused_by_the_name_of_its_member_alone) {
    EnquiryFields fields;
    fields.family = "Example";
    const std::string text = draft_json(fields);
    for (size_t cut = 0; cut < text.size(); cut += 5)
        BOOST_TEST(!read_draft(std::string_view(text).substr(0, cut)).has_value());
    for (const char* wrong :
         {R"({"sex":"Ana"})", R"({"consent":"Ana"})", R"({"given":["Ana"]})", R"({"Ana":"x"})"}) {
        const auto refused = read_draft(wrong);
        BOOST_TEST_REQUIRE(!refused.has_value());
        BOOST_TEST(refused.error().detail.find("\"Ana\"") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
