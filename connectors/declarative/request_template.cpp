#include "connectors/declarative/request_template.h"

#include "base/text.h"
#include "connectors/declarative/placeholder.h"
#include "json/writer.h"
#include "wording/wording.h"

#include <algorithm>
#include <array>

namespace kith::declarative {
namespace {

constexpr std::string_view kOrganisation = "{organisation}";

bool has_braces(std::string_view text) {
    return text.find_first_of("{}") != std::string_view::npos;
}

std::string with_organisation(std::string path, const std::string& organisation) {
    const size_t at = path.find(kOrganisation);
    return at == std::string::npos ? path : path.replace(at, kOrganisation.size(), organisation);
}

void check_path(Entry& entry, const std::string& path) {
    const std::string plain = with_organisation(path, "x");
    if (!path.starts_with('/') || path.starts_with("//") || path.find("..") != std::string::npos)
        entry.refuse("path", "must begin with one \"/\" and stay below it");
    if (has_braces(plain)) entry.refuse("path", "may hold {organisation} only: people belong in the body");
    const bool is_plain =
        std::all_of(plain.begin(), plain.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
    if (!is_plain) entry.refuse("path", "holds a character that no path has");
}

/// The engine and its transport write these.
bool is_engines_own(std::string_view header) {
    constexpr std::array<std::string_view, 8> kOwn = {"authorization",       "host",       "content-length",
                                                      "transfer-encoding",   "connection", "cookie",
                                                      "proxy-authorization", "upgrade"};
    return std::find(kOwn.begin(), kOwn.end(), base::lower_ascii(header)) != kOwn.end();
}

bool is_header_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void check_header(Entry& entry, const std::string& name, const std::string& text) {
    if (!is_header_name(name) || is_engines_own(name))
        return entry.refuse("headers", "holds a name that may not be set");
    const auto placeholder = Placeholder::parse(text);
    if (!placeholder && has_braces(text))
        return entry.refuse("headers", "holds a placeholder that is not the whole text");
    if (placeholder && !is_of_question(placeholder->name))
        entry.refuse("headers", "may hold what is of the question only: people belong in the body");
}

void read_headers(Entry& entry, RequestRule& rule) {
    const json::Value headers = entry.any("headers");
    if (!headers.is_missing() && !headers.is_object()) entry.refuse("headers", "must be an object of texts");
    for (size_t i = 0; headers.is_object() && i < headers.size(); ++i) {
        if (!headers.at(i).is_text()) entry.refuse("headers", "must be an object of texts");
        rule.headers.emplace_back(headers.key(i), headers.at(i).text());
        check_header(entry, rule.headers.back().first, rule.headers.back().second);
    }
}

void collect(json::Value value, std::vector<std::string>& texts) {
    if (value.is_text()) texts.emplace_back(value.text());
    for (size_t i = 0; (value.is_object() || value.is_array()) && i < value.size(); ++i)
        collect(value.at(i), texts);
}

std::vector<std::string> texts_of(json::Value body) {
    std::vector<std::string> texts;
    collect(body, texts);
    return texts;
}

void check_body(Entry& entry, json::Value body) {
    if (!body.is_object()) return entry.refuse("body", "must be an object");
    bool names_a_person = false;
    for (const std::string& text : texts_of(body)) {
        const auto placeholder = Placeholder::parse(text);
        if (!placeholder && has_braces(text))
            entry.refuse("body", "holds a placeholder that is not the whole text");
        if (placeholder && !is_of_person(placeholder->name) && !is_of_question(placeholder->name))
            entry.refuse("body", "holds a placeholder that we do not have: " + placeholder->name);
        names_a_person = names_a_person || (placeholder && is_of_person(placeholder->name));
    }
    if (!names_a_person) entry.refuse("body", "says nothing about the person");
}

/// Fills the body's placeholders. Only what is known is written; an object or list of which nothing is, is
/// left out.
class BodyWriter {
public:
    BodyWriter(const federate::Ask& ask, const std::string& organisation)
        : ask_(ask), organisation_(organisation) {}

    std::string write(json::Value body, const std::pair<std::string, std::string>& cursor) {
        out_.object();
        members(body);
        if (!cursor.second.empty()) out_.member(cursor.first, cursor.second);
        out_.end();
        return out_.text();
    }

private:
    std::string filled(const Placeholder& placeholder) const {
        if (is_of_person(placeholder.name)) return person_value(placeholder.name, ask_.person, ask_.source);
        return question_value(placeholder.name, ask_, organisation_);
    }

    bool says_something(json::Value value) const {
        if (value.is_object() || value.is_array()) {
            for (json::Value inner : value)
                if (says_something(inner)) return true;
            return false;
        }
        const auto placeholder = Placeholder::parse(value.text());
        return !placeholder || !filled(*placeholder).empty();
    }

    void members(json::Value object) {
        for (size_t i = 0; i < object.size(); ++i) {
            if (!says_something(object.at(i))) continue;
            out_.key(object.key(i));
            value(object.at(i));
        }
    }

    void categories() {
        out_.array();
        for (const auto& category : ask_.categories) out_.string(category.text());
        out_.end();
    }

    void text(std::string_view text) {
        const auto placeholder = Placeholder::parse(text);
        if (!placeholder)
            out_.string(text);
        else if (placeholder->name == "categories")
            categories();
        else
            out_.string(filled(*placeholder));
    }

    void value(json::Value value) {
        switch (value.kind()) {
            case json::Kind::text:
                return text(value.text());
            case json::Kind::boolean:
                out_.boolean(*value.boolean());
                return;
            case json::Kind::integer:
            case json::Kind::real:
                out_.raw(value.as_text());
                return;
            case json::Kind::object:
                out_.object();
                members(value);
                out_.end();
                return;
            case json::Kind::array:
                return elements(value);
            case json::Kind::null:
            case json::Kind::missing:
                out_.null();
                return;
        }
    }

    void elements(json::Value list) {
        out_.array();
        for (json::Value element : list)
            if (says_something(element)) value(element);
        out_.end();
    }

    const federate::Ask& ask_;
    const std::string& organisation_;
    json::Writer out_;
};

/// "an NHS number" without its article.
std::string bare(const std::string& words) {
    return words.substr(words.find(' ') + 1);
}

}  // namespace

RequestRule request_rule(Entry& entry) {
    RequestRule rule;
    rule.path = entry.text("path");
    check_path(entry, rule.path);
    read_headers(entry, rule);
    rule.body = entry.any("body");
    check_body(entry, rule.body);
    rule.needs_one_of = entry.texts("needs_one_of");
    for (const std::string& name : rule.needs_one_of)
        if (!is_of_person(name)) entry.refuse("needs_one_of", "names what is not of the person");
    return rule;
}

std::string cannot_ask(const RequestRule& rule, const record::RosterPerson& person,
                       const record::SourceId& source) {
    for (const std::string& text : texts_of(rule.body)) {
        const auto placeholder = Placeholder::parse(text);
        if (!placeholder || placeholder->is_optional || !is_of_person(placeholder->name)) continue;
        if (person_value(placeholder->name, person, source).empty())
            return "needs " + words_for(placeholder->name);
    }
    std::vector<std::string> any;
    for (const std::string& name : rule.needs_one_of) {
        if (!person_value(name, person, source).empty()) return {};
        any.push_back(words_for(name));
    }
    return any.empty() ? "" : "needs one of: " + base::join(any, ", ");
}

ports::HttpRequest fill(const RequestRule& rule, const federate::Ask& ask, const std::string& organisation,
                        const std::pair<std::string, std::string>& cursor) {
    ports::HttpRequest request;
    request.method = "POST";
    request.path = with_organisation(rule.path, organisation);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    for (const auto& [name, text] : rule.headers) {
        const auto placeholder = Placeholder::parse(text);
        std::string value = placeholder ? question_value(placeholder->name, ask, organisation) : text;
        if (!value.empty()) request.headers.emplace_back(name, base::printable(value));
    }
    request.body = BodyWriter(ask, organisation).write(rule.body, cursor);
    return request;
}

std::string identifiers_sent(const RequestRule& rule, const federate::Ask& ask) {
    std::vector<std::string> sent;
    for (const std::string& text : texts_of(rule.body)) {
        const auto placeholder = Placeholder::parse(text);
        if (!placeholder || !is_of_person(placeholder->name)) continue;
        if (!person_value(placeholder->name, ask.person, ask.source).empty())
            sent.push_back(bare(words_for(placeholder->name)));
    }
    return wording::listed(sent);
}

}  // namespace kith::declarative
