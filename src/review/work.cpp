#include "json/members.h"
#include "review/assess.h"

#include <algorithm>
#include <array>

namespace kith::review {
namespace {

using base::Error;
using base::Expected;
using json::Members;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSpells = {
    {{"allocated", "Allocated to the case"},
     {"referral_owner", "Owns the referral"},
     {"chase_reply", "Chasing a reply"},
     {"meeting", "Preparing a meeting"},
     {"supervision", "Supervising"},
     {"review", "Reviewing"},
     {"duty_rota", "On the duty rota"}}};

/// A year of a large authority: every allocation and every shift.
constexpr json::Limits kLimits{.bytes = 512u << 20, .depth = 8, .members = 5'000'000, .string_bytes = 4096};

/// As the enquiry names its subject: the number, else names and birth date joined.
std::string clear_of(Members& m) {
    const std::string number = m.text_or("nhs_number", "");
    if (!number.empty()) return number;
    const std::string given = m.text_or("given", ""), family = m.text_or("family", "");
    return given.empty() && family.empty() ? std::string{}
                                           : given + "|" + family + "|" + m.text_or("born", "");
}

class Reader {
public:
    explicit Reader(const TokenOf& token_of) : token_of_(token_of) {}

    Expected<void> read_work(json::Value root) {
        Members m(root, "work", {"spells", "in_the_news", "head_of_service", "withhold"});
        const json::Value spells = m.array("spells"), news = m.array("in_the_news"),
                          withhold = m.array("withhold");
        work.head_of_service = m.texts("head_of_service");
        if (m.error()) return *m.error();
        for (size_t i = 0; i < spells.size() && !wrong_; ++i) read_spell(spells.at(i), place("spells", i));
        for (size_t i = 0; i < news.size() && !wrong_; ++i)
            work.in_the_news.insert(about(news.at(i), place("in_the_news", i)));
        for (size_t i = 0; i < withhold.size() && !wrong_; ++i)
            read_withhold(withhold.at(i), place("withhold", i));
        return outcome();
    }

    Expected<void> read_staff(json::Value root) {
        Members m(root, "staff", {"staff"});
        const json::Value staff = m.array("staff");
        if (m.error()) return *m.error();
        for (size_t i = 0; i < staff.size() && !wrong_; ++i) read_member(staff.at(i), place("staff", i));
        return outcome();
    }

    Work work;

private:
    static std::string place(const char* list, size_t i) {
        return std::string(list) + "[" + std::to_string(i) + "]";
    }
    Expected<void> outcome() const {
        if (wrong_) return *wrong_;
        return {};
    }
    void check(const Members& m) {
        if (m.error() && !wrong_) wrong_ = *m.error();
    }
    std::string token(std::string_view kind, const std::string& clear) const {
        return clear.empty() ? std::string{} : token_of_(kind, clear);
    }

    base::Instant moment(Members& m, const char* name) {
        const auto at = base::parse_instant(m.text(name));
        if (!at) m.refuse(name, "must be a moment with its zone, such as 2026-11-22T09:00:00Z");
        return at.value_or(base::Instant{});
    }

    std::string about(json::Value value, const std::string& where) {
        Members m(value, where, {"nhs_number", "given", "family", "born"});
        const std::string clear = clear_of(m);
        if (clear.empty()) m.refuse("nhs_number", "or names must be given");
        check(m);
        return token("subject", clear);
    }

    void read_spell(json::Value value, const std::string& where) {
        Members m(value, where, {"user", "why", "case", "about", "from", "until"});
        Work::Spell spell{m.text("user"), m.text_or("case", ""), {}, m.text("why"), {}, {}};
        if (std::ranges::find(kSpells, spell.why, &decltype(kSpells)::value_type::first) == kSpells.end())
            m.refuse("why",
                     "must be one of allocated, duty_rota, referral_owner, chase_reply, meeting, "
                     "supervision, review");
        if (spell.case_ref.empty() && !m.has("about") && spell.why != "duty_rota")
            m.refuse("case", "must be given: only a duty rota is for any case");
        spell.from = moment(m, "from");
        spell.until = moment(m, "until");
        if (spell.until <= spell.from) m.refuse("until", "must be after \"from\"");
        check(m);
        if (!wrong_ && m.has("about")) spell.subject = about(value["about"], where + ".about");
        work.spells.push_back(std::move(spell));
    }

    void read_withhold(json::Value value, const std::string& where) {
        Members m(value, where, {"purpose", "source", "reason"});
        work.withhold.push_back({m.text_or("purpose", ""), m.text_or("source", ""), m.text("reason")});
        if (!m.has("purpose") && !m.has("source")) m.refuse("purpose", "or \"source\" must be given");
        check(m);
    }

    void read_member(json::Value value, const std::string& where) {
        Members m(value, where,
                  {"user", "person", "team", "manager", "nhs_number", "family", "postcode", "relations"});
        Work::Staff one;
        one.user = m.text("user");
        one.person = m.text_or("person", "");
        one.team = m.text("team");
        one.manager = m.text_or("manager", "");
        one.own_subject = token("subject", m.text_or("nhs_number", ""));
        one.family = token("family", m.text_or("family", ""));
        one.postcode = token("postcode", m.text_or("postcode", ""));
        const json::Value relations = m.array("relations");
        if (!users_.insert(one.user).second) m.refuse("user", "is given twice");
        check(m);
        for (size_t i = 0; i < relations.size() && !wrong_; ++i)
            read_relation(relations.at(i), where + "." + place("relations", i), one);
        work.staff.push_back(std::move(one));
    }

    void read_relation(json::Value value, const std::string& where, Work::Staff& of) {
        Members m(value, where, {"nhs_number", "family", "postcode"});
        Work::Relation relation{token("subject", m.text_or("nhs_number", "")),
                                token("family", m.text_or("family", "")),
                                token("postcode", m.text_or("postcode", ""))};
        check(m);
        if (!relation.subject.empty()) of.related_subjects.insert(relation.subject);
        if (!relation.family.empty()) of.related_families.insert(relation.family);
        if (!relation.postcode.empty()) of.related_postcodes.insert(relation.postcode);
        of.relations.push_back(std::move(relation));
    }

    const TokenOf& token_of_;
    std::set<std::string> users_;
    std::optional<Error> wrong_;
};

Expected<json::Document> parsed(std::string_view text, const char* what) {
    auto document = json::parse(text, kLimits);
    if (!document)
        return base::fail(document.error().fault,
                          std::string(what) + " is not JSON: " + document.error().detail);
    return document;
}

}  // namespace

base::Expected<Work> read_work(std::string_view work_json, std::string_view staff_json,
                               const TokenOf& token_of) {
    Reader reader(token_of);
    if (!work_json.empty()) {
        const auto document = parsed(work_json, "the list of work");
        if (!document) return document.error();
        if (auto read = reader.read_work(document->root()); !read) return read.error();
    }
    if (!staff_json.empty()) {
        const auto document = parsed(staff_json, "the list of staff");
        if (!document) return document.error();
        if (auto read = reader.read_staff(document->root()); !read) return read.error();
    }
    return std::move(reader.work);
}

const Work::Staff* Work::of(std::string_view user) const {
    const auto at = std::ranges::find(staff, user, &Staff::user);
    return at == staff.end() ? nullptr : &*at;
}

std::string Work::team_of(std::string_view user) const {
    const Staff* one = of(user);
    return one ? one->team : std::string{};
}

bool Work::is_same_person(std::string_view user, std::string_view other) const {
    if (user == other) return true;
    const Staff *a = of(user), *b = of(other);
    return a && b && !a->person.empty() && a->person == b->person;
}

std::string_view words_of_spell(std::string_view why) {
    const auto at = std::ranges::find(kSpells, why, &decltype(kSpells)::value_type::first);
    return at != kSpells.end() ? at->second : why.empty() ? std::string_view("Unexplained") : why;
}

}  // namespace kith::review
