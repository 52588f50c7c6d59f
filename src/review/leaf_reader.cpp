#include "review/rows.h"

#include <simdjson.h>

namespace kith::review {
namespace {

namespace dom = simdjson::dom;

base::Error not_a_leaf(const char* why) {
    return base::fail(base::Fault::invalid_input, std::string("not an entry of an access log: ") + why);
}

/// A text member, or one of an object with a "token".
std::string_view token_of(const dom::element& value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return text;
    if (value["token"].get(text) == simdjson::SUCCESS) return text;
    return {};
}

void read_subject(const dom::element& value, LeafParts& leaf) {
    dom::object subject;
    if (value.get(subject) != simdjson::SUCCESS) return;
    for (const auto field : subject) {
        if (field.key == "token") leaf.subject = token_of(field.value);
        if (field.key == "family") leaf.family = token_of(field.value);
        if (field.key == "postcode") leaf.postcode = token_of(field.value);
        if (field.key == "school") leaf.school = token_of(field.value);
    }
}

void read_shown(const dom::element& value, LeafParts& leaf) {
    dom::array tokens;
    if (value.get(tokens) != simdjson::SUCCESS) return;
    for (const auto one : tokens)
        if (const auto token = token_of(one); !token.empty()) leaf.shown.push_back(token);
}

struct Wanted {
    std::string_view name;
    std::string_view LeafParts::*member;
};
constexpr Wanted kTexts[] = {{"agency", &LeafParts::agency},
                             {"case", &LeafParts::case_ref},
                             {"chain", &LeafParts::chain},
                             {"enquiry", &LeafParts::enquiry},
                             {"kind", &LeafParts::kind},
                             {"purpose", &LeafParts::purpose},
                             {"role", &LeafParts::role},
                             {"user", &LeafParts::user},
                             {"workstation", &LeafParts::workstation}};

/// The facts as they were written. Before them stand only texts, in which no bare quote can follow a comma,
/// and after them no other member of this name: so the first and the last are the leaf's own.
std::string_view facts_text(std::string_view json) {
    constexpr std::string_view kBegins = ",\"facts\":", kEnds = ",\"index\":";
    const size_t begin = json.find(kBegins), end = json.rfind(kEnds);
    if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin) return {};
    return json.substr(begin + kBegins.size(), end - begin - kBegins.size());
}

}  // namespace

struct LeafReader::Impl {
    dom::parser parser;
};

LeafReader::LeafReader() : impl_(std::make_unique<Impl>()) {}
LeafReader::~LeafReader() = default;
LeafReader::LeafReader(LeafReader&&) noexcept = default;
LeafReader& LeafReader::operator=(LeafReader&&) noexcept = default;

base::Expected<LeafParts> LeafReader::read(std::string_view json) {
    dom::object object;
    if (impl_->parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS)
        return not_a_leaf("it is no JSON object");
    LeafParts leaf;
    std::string_view last;
    size_t texts = 0;
    bool has_time = false, has_index = false, has_facts = false;
    for (const auto field : object) {
        if (!last.empty() && field.key <= last) return not_a_leaf("its members are not in their order");
        last = field.key;
        for (const auto& [name, member] : kTexts)
            if (name == field.key && field.value.get(leaf.*member) == simdjson::SUCCESS) ++texts;
        if (field.key == "at") {
            std::string_view text;
            if (field.value.get(text) != simdjson::SUCCESS) return not_a_leaf("its time is no text");
            const auto at = base::parse_instant(text);
            if (!at) return not_a_leaf("its time cannot be read");
            leaf.at = *at;
            has_time = true;
        } else if (field.key == "index") {
            has_index = field.value.get(leaf.index) == simdjson::SUCCESS;
        } else if (field.key == "facts") {
            has_facts = field.value.is_object();
        } else if (field.key == "subject") {
            read_subject(field.value, leaf);
        } else if (field.key == "shown") {
            read_shown(field.value, leaf);
        } else if (field.key == "words") {
            leaf.has_own_words = field.value.is_string();
        }
    }
    leaf.facts = facts_text(json);
    if (texts != std::size(kTexts) || !has_time || !has_index || !has_facts)
        return not_a_leaf("a member is missing");
    if (leaf.facts.size() < 2 || leaf.facts.front() != '{' || leaf.facts.back() != '}')
        return not_a_leaf("it is not in canonical form");
    return leaf;
}

base::Expected<LogLine> read_leaf(std::string_view json) {
    LeafReader reader;
    const auto leaf = reader.read(json);
    if (!leaf) return leaf.error();
    LogLine line;
    line.index = leaf->index;
    line.at = leaf->at;
    line.chain = leaf->chain, line.kind = leaf->kind, line.user = leaf->user, line.role = leaf->role;
    line.agency = leaf->agency, line.workstation = leaf->workstation, line.purpose = leaf->purpose;
    line.case_ref = leaf->case_ref, line.enquiry = leaf->enquiry, line.subject = leaf->subject;
    line.family = leaf->family, line.postcode = leaf->postcode, line.school = leaf->school;
    line.facts = leaf->facts;
    line.shown.assign(leaf->shown.begin(), leaf->shown.end());
    line.has_own_words = leaf->has_own_words;
    return line;
}

}  // namespace kith::review
