#pragma once
#include "base/expected.h"
#include "connectors/declarative/path.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::declarative {

// A mapping file, read and checked. MAPPING.md says what each member means; the types here follow it name for
// name.

/// Literal text and paths in turn; an empty path stands for the value itself.
struct Template {
    struct Piece {
        std::string text;
        std::optional<Path> path;
        bool is_value = false;
    };
    std::vector<Piece> pieces;
};

struct ValueRule {
    std::vector<Path> paths;
    bool is_subject = false;  ///< "@subject"
    std::optional<std::string> fixed;
    std::map<std::string, std::string> codes;
    std::optional<std::string> otherwise;
    std::optional<Template> shape;
    std::optional<Path> each;
    bool as_when = false;
    bool is_required = false;
};

struct Condition {
    std::optional<Path> path;
    std::vector<std::string> is;
    bool is_always = false;
};

struct TimeRule {
    ValueRule at;
    std::optional<ValueRule> from, until;
    bool is_required = false;
};

struct HandlingRule {
    std::string mark;
    std::optional<ValueRule> words;
    std::optional<Condition> when;
};

struct DetailRule {
    std::string label;
    ValueRule value;
};

struct TagRule {
    std::string tag;
    Condition when;
};

/// What every entry of people, events, ties and contacts begins with.
struct Selector {
    std::optional<Path> each;  ///< none: the whole answer
    std::optional<Condition> when;
};

struct NameRule {
    ValueRule given, family, text, use;
};

struct IdentifierRule {
    std::string kind;
    ValueRule value;
};

struct AddressRule {
    std::vector<Path> lines;
    ValueRule postcode, use, local_authority, from, until;
    std::optional<Condition> is_protected;
};

struct PersonRule {
    Selector of;
    ValueRule ref;
    std::vector<NameRule> names;
    ValueRule born, expected, sex, school, gp_practice, ethnicity, language;
    std::vector<IdentifierRule> identifiers;
    std::vector<AddressRule> addresses;
    std::vector<Path> phones, emails;
    std::vector<HandlingRule> handling;
    std::vector<DetailRule> details;
};

struct EventRule {
    Selector of;
    std::string category;
    ValueRule reference, kind, title, text, voice, author_role, place, postcode, shared_reference;
    TimeRule occurred, reported, recorded, received;
    std::optional<Path> about;
    std::vector<TagRule> tags;
    std::optional<Condition> significant, planned;
    std::vector<HandlingRule> handling;
    std::vector<DetailRule> details;
};

struct TieRule {
    Selector of;
    ValueRule reference, from, to, kind, words, phone;
    TimeRule since;
    bool to_person = true;
    std::vector<HandlingRule> handling;
};

struct ContactRule {
    Selector of;
    ValueRule name, role, phone, email, hours;
};

struct TokenRule {
    std::string path, scope;
};

struct RequestRule {
    std::string path;
    std::vector<std::pair<std::string, std::string>> headers;
    json::Value body;  ///< with placeholders; lives in Mapping::document
    std::vector<std::string> needs_one_of;
};

struct PagingRule {
    Path next;
    std::string send_as;
};

struct NotFoundRule {
    int status = 404;
    Path path;
    std::string is;
};

struct AnswerRule {
    Path list;
    std::optional<Path> candidates, as_of;
    std::optional<NotFoundRule> not_found;
};

struct IdentityRule {
    Path at;
    ValueRule ref;
    /// What was asked ("nhs_number", "confirmed.KIND", "family", ...), and where the answer says it.
    std::vector<std::pair<std::string, ValueRule>> agrees;
};

struct Mapping {
    std::shared_ptr<const json::Document> document;
    std::string source;
    std::optional<TokenRule> token;
    RequestRule request;
    std::optional<PagingRule> paging;
    AnswerRule answer;
    IdentityRule identity;
    std::vector<PersonRule> people;
    std::vector<EventRule> events;
    std::vector<TieRule> ties;
    std::vector<ContactRule> contacts;
    std::vector<Path> ignored;
};

/// Fails with invalid_input, naming the member at fault.
base::Expected<Mapping> parse_mapping(std::string_view json);

}  // namespace kith::declarative
