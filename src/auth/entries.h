#pragma once
#include "auth/lock.h"
#include "auth/sign_in.h"
#include "base/expected.h"
#include "ports/audit_sink.h"

#include <string>
#include <string_view>

/// What the access log learns of sitting down, locking and leaving (AU-2). Whoever owns the log appends them.
namespace kith::auth {

/// `made_profile`: with this sign-in a passphrase was chosen for the first time.
ports::AuditEntry signed_in_entry(const SignedIn& who, const std::string& workstation,
                                  bool made_profile = false);
/// `claimed`: the settings' user who was to be signed in, if one is known.
ports::AuditEntry sign_in_failed_entry(Method method, const policy::User* claimed, const base::Error& why,
                                       const std::string& workstation, base::Instant at);
/// `dropped`: a draft or a picture was given up with it, so that another person could sign in.
ports::AuditEntry signed_out_entry(const policy::User& user, bool dropped, const std::string& workstation,
                                   base::Instant at);
ports::AuditEntry locked_entry(const policy::User& user, LockReason reason, const std::string& workstation,
                               base::Instant at);
ports::AuditEntry unlocked_entry(const policy::User& user, Method method, const std::string& workstation,
                                 base::Instant at);

}  // namespace kith::auth
