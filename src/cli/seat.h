#pragma once
#include "base/expected.h"
#include "wire/house.h"
#include "wire/settings.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace kith::cli {

/// What somebody sits down to.
enum class Use {
    shelf,    ///< their kept copies are at hand, and what is past its time among them goes at once
    log_only  ///< no copy is opened, listed or destroyed
};

/// Somebody at a command: signed in as the settings say, with their sign-in on record and the house open.
/// Leaving is on record too.
class Seat {
public:
    /// Opens the house and signs in. `as` names one of the settings' users; with a provider it may be empty.
    static base::Expected<std::unique_ptr<Seat>> take(const wire::Settings& settings, const std::string& as,
                                                      std::stop_token stop, Use use = Use::shelf);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    wire::House& house() { return *house_; }
    const policy::User& user() const { return user_; }
    const wire::Settings& settings() const { return settings_; }

private:
    Seat(wire::Settings settings, std::unique_ptr<wire::House> house)
        : settings_(std::move(settings)), house_(std::move(house)) {}
    wire::Settings settings_;
    std::unique_ptr<wire::House> house_;
    policy::User user_;
};

/// A second person signs in beside the first and agrees to exactly this request. The question put to them
/// names purpose, case and role, and nobody. Their sign-in is on record whatever comes of it.
base::Expected<policy::Approval> ask_beside(wire::House& house, const wire::Settings& settings,
                                            const std::string& approver, const policy::Request& request,
                                            std::stop_token stop);

}  // namespace kith::cli
