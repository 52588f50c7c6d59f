#include "auth/entries.h"

#include "json/writer.h"
#include "ports/audit_kinds.h"

namespace kith::auth {
namespace {

namespace kinds = ports::kinds;

ports::AuditEntry entry(std::string_view kind, const policy::User& user, const std::string& workstation,
                        base::Instant at) {
    ports::AuditEntry made;
    made.kind = std::string(kind);
    made.at = at;
    made.user = user.id;
    made.role = user.role;
    made.agency = user.agency;
    made.workstation = workstation;
    return made;
}

}  // namespace

ports::AuditEntry signed_in_entry(const SignedIn& who, const std::string& workstation, bool made_profile) {
    ports::AuditEntry made = entry(kinds::kSignedIn, who.user, workstation, who.at);
    json::Writer facts;
    facts.object().member("method", name_of(who.method)).member("made_profile", made_profile).end();
    made.facts_json = facts.text();
    return made;
}

ports::AuditEntry sign_in_failed_entry(Method method, const policy::User* claimed, const base::Error& why,
                                       const std::string& workstation, base::Instant at) {
    ports::AuditEntry made =
        entry(kinds::kSignInFailed, claimed ? *claimed : policy::User{}, workstation, at);
    json::Writer facts;
    facts.object().member("method", name_of(method)).member("fault", base::name_of(why.fault));
    facts.member("why", why.detail).end();
    made.facts_json = facts.text();
    return made;
}

ports::AuditEntry signed_out_entry(const policy::User& user, bool dropped, const std::string& workstation,
                                   base::Instant at) {
    ports::AuditEntry made = entry(kinds::kSignedOut, user, workstation, at);
    json::Writer facts;
    facts.object().member("dropped_work", dropped).end();
    made.facts_json = facts.text();
    return made;
}

ports::AuditEntry locked_entry(const policy::User& user, LockReason reason, const std::string& workstation,
                               base::Instant at) {
    ports::AuditEntry made = entry(kinds::kLocked, user, workstation, at);
    json::Writer facts;
    facts.object().member("because", name_of(reason)).end();
    made.facts_json = facts.text();
    return made;
}

ports::AuditEntry unlocked_entry(const policy::User& user, Method method, const std::string& workstation,
                                 base::Instant at) {
    ports::AuditEntry made = entry(kinds::kUnlocked, user, workstation, at);
    json::Writer facts;
    facts.object().member("method", name_of(method)).end();
    made.facts_json = facts.text();
    return made;
}

}  // namespace kith::auth
