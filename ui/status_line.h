#pragma once
#include "ui/card.h"

#include <chrono>
#include <cstdint>

namespace kith::policy {
struct Rulebook;
struct User;
}  // namespace kith::policy

namespace kith::ui {

class WrapBox;

/// The line at the foot: who is signed in, which policy, how the access log stands, and whether the people
/// are invented. Each part is a named text of its own: assistive technology never sees a generic status
/// bar's.
class StatusLine : public Ground {
public:
    StatusLine(wxWindow* parent, bool is_sandbox);
    void show_user(const policy::User& user, const wxString& role_name);
    /// How the screen is guarded, and how it is not: capture cannot be blocked here.
    void show_guard(std::chrono::minutes idle_lock);
    void show_policy(const policy::Rulebook& rulebook);
    void show_log(std::uint64_t entries);
    /// How far others have seen the log, and what the program has done of itself; either may be empty.
    void show_witness(const wxString& words);
    void show_news(const wxString& words);
    /// The log cannot be relied on now; in a few words.
    void show_log_trouble();

private:
    void put(Words* part, const wxString& text);
    void fit_height();
    WrapBox* row_;
    Words* user_;
    Words* policy_;
    Words* log_;
    Words* witness_;
    Words* guard_;
    Words* news_;
};

}  // namespace kith::ui
