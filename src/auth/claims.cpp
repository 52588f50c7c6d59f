#include "auth/id_token.h"
#include "auth/listed.h"
#include "base/text.h"

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr size_t kLongestName = 200;

/// A claim by its name; a name with dots that is no claim leads into objects ("realm_access.roles").
json::Value claim(json::Value claims, const std::string& name) {
    if (name.empty()) return {};
    const json::Value plain = claims[name];
    if (!plain.is_missing()) return plain;
    json::Value at = claims;
    for (const auto& part : base::split(name, '.')) at = at[part];
    return at;
}

/// Fit to stand in the access log and on the screen: short, and without what disguises text.
std::string short_text(json::Value value) {
    const std::string text(base::trim(base::printable(value.text())));
    return text.size() > kLongestName ? std::string{} : text;
}

bool says(json::Value roles, std::string_view wanted) {
    return roles.is_text() ? roles.text() == wanted : lists(roles, wanted);
}

Error refused(std::string_view why) {
    return base::fail(Fault::denied, std::string(why));
}

}  // namespace

Expected<policy::User> user_of(json::Value claims, const ClaimMapping& mapping) {
    policy::User user;
    user.id = short_text(claim(claims, mapping.user));
    user.name = short_text(claim(claims, mapping.name));
    user.person = short_text(claim(claims, mapping.person));
    user.agency = short_text(claim(claims, mapping.agency_claim));
    if (user.id.empty()) return refused("the provider does not say your sign-in name");
    if (user.person.empty()) return refused("the provider does not say who is behind your sign-in name");
    if (user.name.empty()) user.name = user.id;
    if (user.agency.empty()) user.agency = mapping.agency;
    const json::Value roles = claim(claims, mapping.roles);
    for (const auto& [value, role] : mapping.role_of) {
        if (!says(roles, value)) continue;
        user.role = role;
        return user;
    }
    return refused("your account has none of the roles that may use Kith");
}

}  // namespace kith::auth
