#include "policy/protected_address.h"

#include "base/text.h"
#include "policy/rulebook.h"

#include <algorithm>
#include <set>
#include <string>

namespace kith::policy {
namespace {

using record::Address;
using record::PersonRecord;
using record::Reply;

constexpr std::string_view kWithheld = "address withheld";
/// A shorter line ("Flat 1") stands in many addresses and gives nothing away by itself.
constexpr size_t kTellingLine = 7;

bool has_mark(const std::vector<record::Handling>& handling) {
    return std::ranges::find(handling, kProtectedAddress, &record::Handling::mark) != handling.end();
}

bool says_something(const Address& address) {
    return !address.lines.empty() || !address.postcode.empty() || !address.local_authority.empty();
}

std::string without_spaces(std::string_view text) {
    std::string out = base::lower_ascii(text);
    std::erase(out, ' ');
    return out;
}

/// What would give a protected address away, in lower case.
std::set<std::string> tells_of(const Reply& reply) {
    std::set<std::string> tells;
    for (const auto& person : reply.people)
        for (const auto& address : person.addresses) {
            if (!address.is_protected && !has_mark(person.handling)) continue;
            for (const auto& line : address.lines)
                if (base::trim(line).size() >= kTellingLine)
                    tells.insert(base::lower_ascii(base::trim(line)));
            if (address.postcode.empty()) continue;
            tells.insert(base::lower_ascii(base::trim(address.postcode)));
            tells.insert(base::lower_ascii(record::normal_postcode(address.postcode)));
            tells.insert(without_spaces(address.postcode));
        }
    tells.erase("");
    return tells;
}

void scrub(std::string& text, const std::set<std::string>& tells) {
    for (const auto& tell : tells)
        for (size_t at = base::lower_ascii(text).find(tell); at != std::string::npos;
             at = base::lower_ascii(text).find(tell, at + kWithheld.size()))
            text.replace(at, tell.size(), kWithheld);
}

bool gives_away(std::string_view text, const std::set<std::string>& tells) {
    const std::string folded = base::lower_ascii(text), packed = without_spaces(text);
    return std::ranges::any_of(tells, [&](const std::string& tell) {
        return folded.find(tell) != std::string::npos || packed == without_spaces(tell);
    });
}

bool is_the_same_place(const Address& address, const std::set<std::string>& tells) {
    return gives_away(address.postcode, tells) ||
           std::ranges::any_of(address.lines, [&](const auto& line) { return gives_away(line, tells); });
}

size_t hide(PersonRecord& person, const std::set<std::string>& tells) {
    size_t hidden = 0;
    const bool is_marked = has_mark(person.handling);
    for (auto& address : person.addresses) {
        if (!address.is_protected && !is_marked && !is_the_same_place(address, tells)) continue;
        hidden += says_something(address) ? 1 : 0;
        address.lines.clear();
        address.postcode.clear();
        address.local_authority.clear();
        address.is_protected = true;
    }
    if (is_marked) {
        hidden += person.phones.size() + person.emails.size();
        person.phones.clear();
        person.emails.clear();
    }
    for (auto& [label, value] : person.details) scrub(value, tells);
    for (auto& doubt : person.quality) scrub(doubt, tells);
    return hidden;
}

void scrub(record::Event& event, const std::set<std::string>& tells) {
    for (auto* text : {&event.title, &event.text, &event.place}) scrub(*text, tells);
    if (gives_away(event.postcode, tells)) event.postcode.clear();
    for (auto& [label, value] : event.details) scrub(value, tells);
    for (auto& doubt : event.quality) scrub(doubt, tells);
}

size_t hide(record::Tie& tie, const std::set<std::string>& tells) {
    const bool is_marked = has_mark(tie.handling) && !tie.to_person && tie.to != kWithheld;
    if (is_marked || (!tie.to_person && gives_away(tie.to, tells))) tie.to = kWithheld;
    if (is_marked) tie.phone.clear();
    scrub(tie.words, tells);
    return is_marked ? 1 : 0;
}

}  // namespace

size_t hide_protected_addresses(Reply& reply) {
    const auto tells = tells_of(reply);
    size_t hidden = 0;
    for (auto& person : reply.people) hidden += hide(person, tells);
    for (auto& tie : reply.ties) hidden += hide(tie, tells);
    if (tells.empty()) return hidden;
    for (auto& event : reply.events) scrub(event, tells);
    for (auto& contact : reply.contacts) scrub(contact.address, tells);
    scrub(reply.detail, tells);
    for (auto& notice : reply.notices) scrub(notice, tells);
    return hidden;
}

}  // namespace kith::policy
