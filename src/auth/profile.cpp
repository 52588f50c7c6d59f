#include "auth/profile.h"

#include "crypto/hash.h"
#include "json/members.h"
#include "json/writer.h"

#include <algorithm>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr std::string_view kFormat = "kith.profile.1";
constexpr json::Limits kLimits{.bytes = kLongestProfile, .depth = 6, .members = 256, .string_bytes = 4096};
constexpr size_t kBytes = 32;
constexpr std::int64_t kMostFailures = 1'000'000;

Error corrupt() {
    return base::fail(Fault::corrupt, "the file of passphrases is damaged; it was left as it is");
}

/// "2026-11-22T09:41:00.000Z", or nothing for an instant that was never.
std::optional<base::Instant> instant(std::string_view text) {
    const auto read = base::parse_instant(text);
    return read ? std::optional(*read) : std::nullopt;
}

void write(json::Writer& w, const Failures& failures) {
    w.object()
        .member("in_a_row", failures.in_a_row)
        .member("last", base::to_iso(failures.last))
        .member("boot", failures.last_uptime.boot)
        .member("since_boot_ms", static_cast<std::int64_t>(failures.last_uptime.since_boot.count()))
        .end();
}

void write(json::Writer& w, const Verifier& person) {
    w.object().member("user", person.user).member("made", base::to_iso(person.made));
    w.member("salt", crypto::hex(person.salt)).member("proof", crypto::hex(person.proof));
    w.key("scrypt").object().member("n", static_cast<std::int64_t>(person.cost.n));
    w.member("r", static_cast<std::int64_t>(person.cost.r))
        .member("p", static_cast<std::int64_t>(person.cost.p))
        .end();
    w.key("failures");
    write(w, person.failures);
    w.end();
}

std::optional<ScryptCost> read_cost(json::Value value) {
    json::Members m(value, "scrypt", {"n", "r", "p"});
    const auto n = m.integer_or("n", 0), r = m.integer_or("r", 0), p = m.integer_or("p", 0);
    if (m.error() || n < 0 || r < 0 || p < 0 || r > 1024 || p > 1024) return {};
    const ScryptCost cost{static_cast<std::uint64_t>(n), static_cast<std::uint32_t>(r),
                          static_cast<std::uint32_t>(p)};
    return is_sensible(cost) ? std::optional(cost) : std::nullopt;
}

std::optional<Failures> read_failures(json::Value value) {
    json::Members m(value, "failures", {"in_a_row", "last", "boot", "since_boot_ms"});
    const auto last = instant(m.text("last"));
    const auto in_a_row = m.integer_or("in_a_row", -1), since = m.integer_or("since_boot_ms", -1);
    const std::string boot = m.text_or("boot", "");
    if (m.error() || !last || in_a_row < 0 || in_a_row > kMostFailures || since < 0) return {};
    return Failures{static_cast<int>(in_a_row), *last, {boot, std::chrono::milliseconds(since)}};
}

std::optional<Verifier> read_person(json::Value value) {
    json::Members m(value, "people", {"user", "made", "salt", "proof", "scrypt", "failures"});
    Verifier person;
    person.user = m.text("user");
    const auto made = instant(m.text("made"));
    person.salt = crypto::unhex(m.text("salt"));
    person.proof = crypto::unhex(m.text("proof"));
    const auto cost = read_cost(m.object("scrypt"));
    const auto failures = read_failures(m.object("failures"));
    if (m.error() || !made || !cost || !failures) return {};
    if (person.salt.size() != kBytes || person.proof.size() != kBytes) return {};
    person.made = *made;
    person.cost = *cost;
    person.failures = *failures;
    return person;
}

}  // namespace

const Verifier* Profile::of(std::string_view user) const {
    const auto found = std::ranges::find(people, user, &Verifier::user);
    return found == people.end() ? nullptr : &*found;
}

Verifier* Profile::of(std::string_view user) {
    return const_cast<Verifier*>(std::as_const(*this).of(user));
}

std::string to_text(const Profile& profile) {
    json::Writer w;
    w.object().member("format", kFormat).key("people").array();
    for (const Verifier& person : profile.people) write(w, person);
    w.end().end();
    return w.text() + "\n";
}

Expected<Profile> read_profile(std::string_view bytes) {
    const auto document = json::parse(bytes, kLimits);
    if (!document) return corrupt();
    json::Members m(document->root(), "", {"format", "people"});
    const std::string format = m.text("format");
    const json::Value people = m.array("people");
    if (m.error() || format != kFormat) return corrupt();
    Profile profile;
    for (const json::Value value : people) {
        auto person = read_person(value);
        if (!person || profile.of(person->user)) return corrupt();
        profile.people.push_back(std::move(*person));
    }
    return profile;
}

}  // namespace kith::auth
