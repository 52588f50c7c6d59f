#include "connectors/sandbox/log_looks.h"

#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

namespace kinds = ports::kinds;
using std::chrono::seconds;

struct Asked {
    std::string_view source, category;
};
constexpr std::array<Asked, 7> kSources = {{{"pds", "identity"},
                                            {"hospitals", "attendance"},
                                            {"northshire-care", "plan"},
                                            {"cpis", "plan"},
                                            {"school", "attendance"},
                                            {"constabulary", "police_incident"},
                                            {"gp", "health_concern"}}};
constexpr std::array<std::string_view, 3> kPurposes = {"MASH_ENQUIRY", "SECTION_47", "SECTION_17"};

std::string closed_facts(size_t sources, Dice& dice) {
    json::Writer w;
    w.object().member("cancelled", false).key("cells").array();
    for (size_t n = 0; n < sources; ++n)
        w.object()
            .member("count", dice.between(0, 6))
            .member("person", "subject")
            .member("source", kSources[n].source)
            .member("state", dice.chance(70) ? "records_held" : "none_held")
            .member("tries", 1)
            .end();
    w.end().end();
    return w.text();
}

void write_moment(json::Writer& w, const char* name, Instant at) {
    w.member(name, base::to_iso(at));
}

}  // namespace

std::string LogDay::uuid() {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const int length : {8, 4, 4, 4, 12}) {
        if (!text.empty()) text += '-';
        for (int n = 0; n < length; ++n) text += kHex[dice_.below(16)];
    }
    text[14] = '4';
    text[19] = '8';
    return text;
}

ports::AuditEntry LogDay::entry(size_t user, Instant at, std::string_view kind) const {
    const LogStaff& one = cast_.staff[user];
    ports::AuditEntry e;
    e.kind = kind;
    e.at = at;
    e.user = one.user;
    e.role = one.role;
    e.agency = one.agency;
    e.workstation = one.workstation;
    return e;
}

std::string LogDay::asked_facts() {
    json::Writer w;
    const size_t sources = 4 + dice_.below(kSources.size() - 3);
    w.object()
        .member("permit", uuid())
        .member("people", 2)
        .member("reason", "A concern about the child was reported");
    w.member("consent", "not_sought").key("asked").array();
    for (size_t n = 0; n < sources; ++n) {
        w.object().member("person", "subject").member("source", kSources[n].source).member("mode", "content");
        w.key("categories").array().string(kSources[n].category).end().end();
    }
    w.object().member("person", "p2").member("source", "pds").member("mode", "content");
    w.key("categories").array().string("identity").end().end();
    w.end().member("not_asked", 12 - sources).end();
    return w.text();
}

std::string LogDay::look(const LookOrder& order) {
    const LogChild& child = *order.child;
    ports::AuditEntry base = entry(order.user, order.at, kinds::kAsked);
    base.enquiry = uuid();
    base.purpose = kPurposes[dice_.below(kPurposes.size())];
    base.lawful_basis = "Children Act 1989";
    base.case_ref = child.case_ref;
    base.subject_clear = child.nhs_number;
    base.subject_family = child.family;
    base.subject_postcode = child.postcode;
    base.subject_school = child.school;
    base.subject_words = child.given + " " + child.family + ", born " + child.born;
    const auto lay = [&](std::string_view kind, seconds after, std::string facts) {
        base.kind = kind;
        base.at = order.at + after;
        base.facts_json = std::move(facts);
        laid_.push_back(base);
    };
    ++accesses;
    if (!order.refused.empty()) {
        json::Writer w;
        w.object()
            .member("people", 1)
            .key("refused")
            .array()
            .object()
            .member("code", order.refused)
            .member("rule", "");
        lay(kinds::kRefused, seconds{0}, w.end().end().end().text());
        return base.enquiry;
    }
    lay(kinds::kAsked, seconds{0}, asked_facts());
    lay(kinds::kDisplayed, seconds{2}, R"({"records":4})");
    lay(kinds::kClosed, seconds{3}, closed_facts(5, dice_));
    if (order.is_brief) return base.enquiry;
    seconds at{20};
    for (int n = 0; n < order.opened; ++n, at += seconds{dice_.between(10, 60)})
        lay(n % 3 == 2 ? kinds::kOriginShown : kinds::kEventOpened, at,
            R"({"what":"e-)" + uuid().substr(0, 8) + "\"}");
    for (int n = 0; n < order.printed; ++n, at += seconds{5})
        lay(kinds::kPrinted, at, R"({"what":"chronology"})");
    return base.enquiry;
}

void LogDay::sign(size_t user, Instant at, std::string_view kind) {
    laid_.push_back(entry(user, at, kind));
}

base::Expected<void> LogDay::give(const std::function<base::Expected<void>(const ports::AuditEntry&)>& take) {
    std::ranges::stable_sort(laid_, {}, &ports::AuditEntry::at);
    for (const auto& one : laid_)
        if (auto taken = take(one); !taken) return taken.error();
    entries += laid_.size();
    laid_.clear();
    return {};
}

void LogWork::spell(size_t user, std::string_view why, const std::string& case_ref, Instant from,
                    Instant until) {
    spells_.push_back({user, std::string(why), case_ref, from, until});
    if (!case_ref.empty()) known_.insert({user, case_ref});
}

std::string LogWork::work_json() const {
    json::Writer w;
    w.object().key("spells").array();
    for (const auto& spell : spells_) {
        w.object().member("user", cast_.staff[spell.user].user).member("why", spell.why);
        if (!spell.case_ref.empty()) w.member("case", spell.case_ref);
        write_moment(w, "from", spell.from);
        write_moment(w, "until", spell.until);
        w.end();
    }
    w.end().key("in_the_news").array();
    for (const size_t child : in_the_news)
        w.object().member("nhs_number", cast_.children[child].nhs_number).end();
    w.end().key("head_of_service").array().string("l.hughes").end().end();
    return w.text() + "\n";
}

std::string LogWork::staff_json() const {
    json::Writer w;
    w.object().key("staff").array();
    for (const auto& one : cast_.staff) {
        w.object().member("user", one.user).member("person", one.person).member("team", one.team);
        w.member("nhs_number", one.nhs_number).member("family", one.family).member("postcode", one.postcode);
        w.key("relations").array();
        for (const size_t n : one.relations) {
            const LogChild& child = cast_.children[n];
            w.object().member("nhs_number", child.nhs_number).member("family", child.family);
            w.member("postcode", child.postcode).end();
        }
        w.end().end();
    }
    w.end().end();
    return w.text() + "\n";
}

}  // namespace kith::sandbox
