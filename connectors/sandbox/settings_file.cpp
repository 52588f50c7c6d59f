#include "connectors/sandbox/settings_file.h"

#include "connectors/sandbox/review_files.h"
#include "json/writer.h"

#include <array>

namespace kith::sandbox {
namespace {

constexpr std::array<std::array<std::string_view, 4>, 5> kUsers = {
    {{"a.okafor", "A. Okafor", "mash_worker", "NS-1041"},
     {"r.singh", "R. Singh", "duty_social_worker", "NS-1077"},
     {"l.hughes", "L. Hughes", "safeguarding_lead", "NS-0312"},
     {"m.cole", "M. Cole", "early_help_worker", "NS-1210"},
     {"t.adeyemi", "T. Adeyemi", "auditor", "NS-0098"}}};
constexpr std::string_view kAgency = "Northshire Council";
constexpr int kDeadlineMs = 8000;

void write_users(json::Writer& w) {
    w.key("users").array();
    for (const auto& [id, name, role, person] : kUsers) {
        w.object().member("id", id).member("name", name).member("role", role).member("agency", kAgency);
        w.member("person", person).end();
    }
    w.end();
}

void write_source(json::Writer& w, const Reachable& reach) {
    w.object()
        .member("id", reach.source.id)
        .member("kind", reach.source.kind)
        .member("base_url", reach.base_url);
    w.member("ca_file", kAuthorityFile)
        .member("crl_file", kRevocationFile)
        .member("client_cert", kClientFile)
        .member("client_key", kClientKeyFile);
    if (reach.source.wants_token)
        w.member("client_id", reach.client_id).member("client_secret", reach.client_secret);
    w.member("organisation", reach.source.organisation);
    if (!reach.source.record_types.empty()) {
        w.key("record_types").array();
        for (const auto& type : reach.source.record_types) w.string(type);
        w.end();
    }
    if (!reach.source.coverage.empty()) w.member("coverage_note", reach.source.coverage);
    if (reach.source.kind == "declarative") w.member("mapping", "mappings/" + reach.source.id + ".json");
    w.end();
}

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string line_of(const Northshire& n, const Family& family, PersonIndex index) {
    const Person& person = n.people[index];
    const Place* home = n.home_of(index);
    std::string line;
    const std::string born = person.born.empty() ? "due " + person.expected : person.born;
    for (const auto& text : {std::string(person.is_child() ? "child" : "adult"), family.about, person.given,
                             person.family, born, std::string(1, person.sex), person.nhs_number, person.upn,
                             home == nullptr ? std::string() : home->postcode})
        line += (line.empty() ? "" : ",") + cell(text);
    return line + "\n";
}

}  // namespace

std::string settings_json(const std::vector<Reachable>& reachable, const std::string& rulebook_key) {
    json::Writer w;
    w.object().member("rulebook", kRulebookFile);
    w.key("authority").object().key("keys").array().string(rulebook_key).end().end();
    w.key("access_log").object().member("path", "log/access.sqlite").member("key", "log/token.key").end();
    w.key("shelf").object().member("path", "shelf/shelf.sqlite").member("keys", "passphrase");
    w.member("key_file", "shelf/keys.sealed").end();
    w.key("review").object().member("work", kWorkFile).member("staff", kStaffFile).end();
    w.member("workstation", "sandbox-workstation")
        .member("organisation", kAgency)
        .member("organisation_code", "NSC01");
    w.member("sandbox", true).member("deadline_ms", kDeadlineMs);
    write_users(w);
    w.key("sources").array();
    for (const auto& each : reachable) write_source(w, each);
    w.end().end();
    return w.text() + "\n";
}

std::string people_csv(const Northshire& n) {
    std::string text = "who,about the family,given,family,born,sex,NHS number,UPN,postcode\n";
    for (const auto& family : n.families)
        for (const PersonIndex person : family.members) text += line_of(n, family, person);
    return text;
}

}  // namespace kith::sandbox
