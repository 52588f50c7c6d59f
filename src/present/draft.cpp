#include "present/draft.h"

#include "enquiry/put_away.h"
#include "json/members.h"
#include "json/writer.h"

#include <array>
#include <utility>

namespace kith::present {
namespace {

using json::Members;

/// A text of the form: its name in the file, and where it stands. Named once for writing and reading.
struct Text {
    const char* name;
    std::string EnquiryFields::*held;
};
constexpr std::array kTexts{Text{"case_ref", &EnquiryFields::case_ref},
                            Text{"purpose", &EnquiryFields::purpose},
                            Text{"reason", &EnquiryFields::reason},
                            Text{"override_reason", &EnquiryFields::override_reason},
                            Text{"override_words", &EnquiryFields::override_words},
                            Text{"emergency_code", &EnquiryFields::emergency_code},
                            Text{"emergency_words", &EnquiryFields::emergency_words},
                            Text{"given", &EnquiryFields::given},
                            Text{"family", &EnquiryFields::family},
                            Text{"also_known_as", &EnquiryFields::also_known_as},
                            Text{"born", &EnquiryFields::born},
                            Text{"nhs_number", &EnquiryFields::nhs_number},
                            Text{"upn", &EnquiryFields::upn},
                            Text{"address", &EnquiryFields::address},
                            Text{"school", &EnquiryFields::school}};

std::vector<std::string> known_members() {
    std::vector<std::string> known{"consent", "knows_family", "is_unborn", "sex",
                                   "around",  "left_out",     "approval"};
    for (const Text& text : kTexts) known.emplace_back(text.name);
    return known;
}

policy::Consent consent(Members& m) {
    const std::string word = m.text_or("consent", "");
    for (const auto one : {policy::Consent::not_sought, policy::Consent::given, policy::Consent::refused})
        if (policy::name_of(one) == word) return one;
    m.refuse("consent", "is not a known word");
    return {};
}

record::Sex sex(Members& m) {
    const std::string word = m.text_or("sex", "");
    for (const auto one :
         {record::Sex::not_stated, record::Sex::female, record::Sex::male, record::Sex::other})
        if (record::name_of(one) == word) return one;
    m.refuse("sex", "is not a known word");
    return {};
}

void write(json::Writer& w, const AroundFields& one) {
    w.object().member("relation", one.relation).member("name", one.name).member("born", one.born);
    w.member("nhs_number", one.nhs_number).member("included", one.included).end();
}

AroundFields around(const json::Value& value, Members& outer) {
    Members m(value, "around", {"relation", "name", "born", "nhs_number", "included"});
    AroundFields one{m.text_or("relation", ""), m.text_or("name", ""), m.text_or("born", ""),
                     m.text_or("nhs_number", ""), m.boolean_or("included", true)};
    if (m.error()) outer.refuse("around", "does not read");
    return one;
}

}  // namespace

std::string draft_json(const EnquiryFields& fields) {
    json::Writer w;
    w.object();
    for (const Text& text : kTexts) w.member(text.name, fields.*text.held);
    w.member("consent", policy::name_of(fields.consent)).member("knows_family", fields.knows_family);
    w.member("is_unborn", fields.is_unborn).member("sex", record::name_of(fields.sex));
    w.key("around").array();
    for (const auto& one : fields.around) write(w, one);
    w.end().key("left_out").array();
    for (const auto& source : fields.left_out) w.string(source.text());
    w.end();
    if (fields.approval) w.member("approval", enquiry::approval_json(*fields.approval));
    return w.end().text();
}

base::Expected<EnquiryFields> read_draft(std::string_view json) {
    const auto document = json::parse(json);
    if (!document) return document.error();
    Members m(document->root(), "", known_members());
    EnquiryFields fields;
    for (const Text& text : kTexts) fields.*text.held = m.text_or(text.name, "");
    fields.consent = consent(m);
    fields.knows_family = m.boolean_or("knows_family", false);
    fields.is_unborn = m.boolean_or("is_unborn", false);
    fields.sex = sex(m);
    for (const auto& value : m.array("around")) fields.around.push_back(around(value, m));
    for (const auto& source : m.texts("left_out")) fields.left_out.insert(record::SourceId(source));
    if (m.has("approval")) {
        auto approval = enquiry::read_approval(m.text_or("approval", ""));
        approval ? void(fields.approval = std::move(*approval)) : m.refuse("approval", "does not read");
    }
    if (m.error()) return *m.error();
    return fields;
}

}  // namespace kith::present
