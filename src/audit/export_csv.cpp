#include "audit/export_csv.h"

#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <array>

namespace kith::audit {
namespace {

using json::Value;

/// Members of a leaf in the order of the columns; the rest have columns of their own.
constexpr std::array kPlain = {"at",      "kind",         "user", "role",    "agency", "workstation",
                               "purpose", "lawful_basis", "case", "enquiry", "chain"};

std::string joined_rules(Value rules) {
    std::string out;
    for (const Value rule : rules) out += (out.empty() ? "" : " ") + std::string(rule.text());
    return out;
}

/// The object `facts` as it stands in the leaf, which is canonical: writing it anew gives the same bytes.
std::string facts_of(Value facts) {
    json::Writer w;
    const auto write = [&w](const auto& self, Value value) -> void {
        switch (value.kind()) {
            case json::Kind::object:
                w.object();
                for (size_t i = 0; i < value.size(); ++i) {
                    w.key(value.key(i));
                    self(self, value.at(i));
                }
                w.end();
                break;
            case json::Kind::array:
                w.array();
                for (const Value item : value) self(self, item);
                w.end();
                break;
            case json::Kind::text:
                w.string(value.text());
                break;
            case json::Kind::missing:
            case json::Kind::null:
                w.null();
                break;
            default:
                w.raw(value.as_text());
                break;
        }
    };
    write(write, facts);
    return w.text();
}

}  // namespace

std::string csv_field(std::string_view text) {
    constexpr std::string_view kFormula = "=+-@\t\r", kQuoted = ",\"\r\n";
    std::string out;
    if (!text.empty() && kFormula.find(text.front()) != kFormula.npos) out = "'";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out.find_first_of(kQuoted) == out.npos ? out : "\"" + out + "\"";
}

std::string csv_header() {
    std::string out = "index";
    for (const auto* name : kPlain) out += std::string(",") + name;
    return out + ",what,subject,subject_key,rules,rulebook,has_words,facts,leaf_hash\r\n";
}

base::Expected<std::string> csv_line(std::string_view leaf_json, std::string_view leaf_hash) {
    const auto document = json::parse(leaf_json);
    if (!document) return base::fail(base::Fault::corrupt, "an entry of the access log cannot be read");
    const Value leaf = document->root();
    std::string out = csv_field(leaf["index"].as_text());
    const auto add = [&out](std::string_view text) { out += "," + csv_field(text); };
    for (const auto* name : kPlain) add(leaf[name].as_text());
    add(ports::kinds::words_of(leaf["kind"].text()));
    add(leaf["subject"]["token"].text());
    add(leaf["subject"]["key"].text());
    add(joined_rules(leaf["rules"]));
    add(leaf["rulebook"].text());
    add(leaf["words"].is_absent() ? "no" : "yes");
    add(facts_of(leaf["facts"]));
    add(leaf_hash);
    return out + "\r\n";
}

}  // namespace kith::audit
