#include "auth/entries.h"
#include "json/value.h"
#include "ports/audit_kinds.h"

#include <boost/test/unit_test.hpp>

using namespace kith;

BOOST_AUTO_TEST_SUITE(auth_entries_tests)

namespace {

const policy::User kUser{"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "N-1001"};
const base::Instant kAt{std::chrono::milliseconds{1'795'340'460'000}};

std::string fact(const ports::AuditEntry& entry, const char* name) {
    return json::parse(entry.facts_json)->root()[name].as_text();
}

}  // namespace

BOOST_AUTO_TEST_CASE(AU_2_every_way_in_and_out_has_its_entry_with_who_where_and_how) {
    const std::string at = "NSC-0417";
    const auth::SignedIn who{kUser, auth::Method::passphrase, kAt, {}};
    const base::Error wrong = base::fail(base::Fault::denied, "that is not the passphrase");
    const auto in = auth::signed_in_entry(who, at, true);
    const auto failed = auth::sign_in_failed_entry(auth::Method::passphrase, &kUser, wrong, at, kAt);
    const auto out = auth::signed_out_entry(kUser, true, at, kAt);
    const auto locked = auth::locked_entry(kUser, auth::LockReason::idle, at, kAt);
    const auto unlocked = auth::unlocked_entry(kUser, auth::Method::oidc, at, kAt);
    BOOST_TEST(in.kind == "signed_in");
    BOOST_TEST(failed.kind == "sign_in_failed");
    BOOST_TEST(out.kind == "signed_out");
    BOOST_TEST(locked.kind == "locked");
    BOOST_TEST(unlocked.kind == "unlocked");
    for (const auto* entry : {&in, &failed, &out, &locked, &unlocked}) {
        BOOST_TEST(entry->user == "a.okafor");
        BOOST_TEST(entry->role == "mash_worker");
        BOOST_TEST(entry->workstation == at);
        BOOST_TEST((entry->at == kAt));
        BOOST_TEST(entry->subject_clear == "");
    }
    BOOST_TEST(fact(in, "method") == "passphrase");
    BOOST_TEST(fact(in, "made_profile") == "true");
    BOOST_TEST(fact(failed, "fault") == "denied");
    BOOST_TEST(fact(failed, "why") == wrong.detail);
    BOOST_TEST(fact(out, "dropped_work") == "true");
    BOOST_TEST(fact(locked, "because") == "idle");
    BOOST_TEST(fact(unlocked, "method") == "oidc");
}

BOOST_AUTO_TEST_CASE(AU_2_a_failure_of_somebody_unknown_names_nobody) {
    const auto failed = auth::sign_in_failed_entry(
        auth::Method::oidc, nullptr, base::fail(base::Fault::denied, "another provider gave the answer"),
        "NSC-0417", kAt);
    BOOST_TEST(failed.user == "");
    BOOST_TEST(fact(failed, "method") == "oidc");
}

BOOST_AUTO_TEST_SUITE_END()
