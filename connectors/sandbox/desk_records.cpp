#include "connectors/sandbox/desk_records.h"

#include "base/text.h"
#include "connectors/sandbox/dice.h"
#include "connectors/sandbox/fhir_writing.h"
#include "connectors/sandbox/health_resources.h"

#include <algorithm>
#include <charconv>

namespace kith::sandbox {

/// One page of an answer: everything the cursor has to say.
struct RecordsDesk::Page {
    std::string resource, number, from, to;
    std::size_t offset = 0, size = 50;
};

namespace {

constexpr std::size_t kMostAtOnce = 100;

/// Scrambled so that nobody is tempted to read a cursor, or to find an NHS number in an address.
std::string scrambled(std::string_view text) {
    Dice key(0x4E6F727468);
    std::string out(text);
    for (char& c : out) c = static_cast<char>(c ^ static_cast<char>(key.next()));
    return out;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const unsigned char c : bytes) {
        out += kDigits[c >> 4];
        out += kDigits[c & 15];
    }
    return out;
}

std::string from_hex(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        unsigned value = 0;
        if (std::from_chars(text.data() + i, text.data() + i + 2, value, 16).ec != std::errc()) return {};
        out += static_cast<char>(value);
    }
    return out;
}

std::size_t number_or(std::string_view text, std::size_t otherwise) {
    std::size_t number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_within(std::string_view moment, std::string_view from, std::string_view to) {
    const std::string_view day = moment.substr(0, 10);
    return (from.empty() || day >= from) && (to.empty() || day <= to);
}

bool is_known_resource(std::string_view name) {
    return name == "Encounter" || name == "Flag" || name == "Appointment";
}

Answer invalid(std::string_view why) {
    return outcome(400, "error", "value", "INVALID_SEARCH_DATA", "Search data is invalid", why);
}

}  // namespace

RecordsDesk::RecordsDesk(const Northshire& northshire, std::string source, std::string provider,
                         std::string provider_ods)
    : cabinet_(northshire, std::move(source)),
      provider_(std::move(provider)),
      provider_ods_(std::move(provider_ods)) {}

std::vector<std::string> RecordsDesk::resources(PersonIndex person, const Page& page) const {
    const Knowledge& known = *cabinet_.of(person);
    const ProviderView view{provider_, provider_ods_, known.card->local_id, &*known.card};
    std::vector<std::pair<std::string, std::string>> dated;
    if (page.resource == "Encounter")
        for (const auto& contact : known.contacts)
            dated.emplace_back(contact.from, encounter_json(contact, view));
    if (page.resource == "Flag")
        for (const auto& flag : known.flags) dated.emplace_back(flag.since, flag_json(flag, view));
    if (page.resource == "Appointment")
        for (const auto& appointment : known.appointments)
            dated.emplace_back(appointment.at, appointment_json(appointment, view));
    std::stable_sort(dated.begin(), dated.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> texts;
    for (auto& [moment, text] : dated)
        if (is_within(moment, page.from, page.to)) texts.push_back(std::move(text));
    return texts;
}

std::string RecordsDesk::patient(PersonIndex person) const {
    const Card& card = *cabinet_.card_of(person);
    const Northshire& n = cabinet_.northshire();
    json::Writer w;
    w.object().member("resourceType", "Patient").member("id", card.local_id).key("identifier").array();
    write_identifier(w, kNhsNumberSystem, card.nhs_number);
    write_identifier(w, "https://northshire.example/Id/local-patient", card.local_id);
    w.end();
    write_names(w, card, {});
    w.member("gender", fhir_gender(card.sex)).member("birthDate", card.born);
    if (card.place != nullptr) {
        w.key("address").array();
        write_address(w, *card.place, card.since, {});
        w.end();
    }
    if (const auto practice = n.people[person].practice; practice && cabinet_.source() == "gp")
        w.key("generalPractitioner")
            .array()
            .object()
            .member("display", n.practices[*practice].doctor + ", " + n.practices[*practice].name)
            .end()
            .end();
    w.end();
    return w.text();
}

Answer RecordsDesk::page(const Question& q, const Page& page) const {
    auto people = cabinet_.filed_under(page.number);
    if (q.about_somebody_else) people = {cabinet_.somebody_else(people).value_or(0)};
    std::vector<std::string> all;
    for (const PersonIndex person : people)
        for (auto& text : resources(person, page)) all.push_back(std::move(text));
    const std::size_t end = std::min(all.size(), page.offset + page.size);
    json::Writer w;
    w.object().member("resourceType", "Bundle").member("type", "searchset").member("total", all.size());
    w.key("link")
        .array()
        .object()
        .member("relation", "self")
        .member("url", q.base_url + "/" + page.resource)
        .end();
    if (end < all.size()) {
        const std::string cursor = base::join(
            {page.resource, page.number, page.from, page.to, std::to_string(end), std::to_string(page.size)},
            ";");
        w.object()
            .member("relation", "next")
            .member("url", q.base_url + "/" + page.resource + "?_cursor=" + to_hex(scrambled(cursor)))
            .end();
    }
    w.end().key("entry").array();
    for (std::size_t i = page.offset; i < end; ++i)
        w.object().key("resource").raw(all[i]).key("search").object().member("mode", "match").end().end();
    for (const PersonIndex person : people)
        w.object()
            .key("resource")
            .raw(patient(person))
            .key("search")
            .object()
            .member("mode", "include")
            .end()
            .end();
    w.end().end();
    return json_answer(w, 200, std::string(kFhirJson));
}

Answer RecordsDesk::answer(const Question& q) {
    const auto parts = base::split(q.path, '/');
    if (parts.size() < 2 || !is_known_resource(parts[1]))
        return outcome(404, "error", "not-found", "RESOURCE_NOT_FOUND", "Resource not found");
    if (const auto cursor = q.value("_cursor"); q.method == "GET" && !cursor.empty()) {
        const auto said = base::split(scrambled(from_hex(cursor)), ';');
        if (said.size() != 6 || said[0] != parts[1]) return invalid("the cursor is not one of ours");
        return page(q, {said[0], said[1], said[2], said[3], number_or(said[4], 0), number_or(said[5], 50)});
    }
    if (q.method != "POST" || parts.size() != 3 || parts[2] != "_search")
        return outcome(405, "error", "not-supported", "NOT_SUPPORTED_SEARCH", "Search by POST only");
    Page first{
        .resource = parts[1], .number = number_of_token(q.value("patient.identifier")), .from = {}, .to = {}};
    if (first.number.empty()) return invalid("patient.identifier must be an NHS number");
    first.size = std::clamp<std::size_t>(number_or(q.value("_count"), 50), 1, kMostAtOnce);
    const auto [begin, end] = q.values.equal_range("date");
    for (auto it = begin; it != end; ++it)
        (it->second.starts_with("ge") ? first.from : first.to) =
            it->second.substr(std::min<std::size_t>(2, it->second.size()));
    return page(q, first);
}

}  // namespace kith::sandbox
