#pragma once
#include <wx/app.h>

#include <functional>
#include <memory>
#include <utility>

namespace kith::ui {

/// Runs `job` on the UI thread if `owner` is still alive by then. Any thread may call.
inline void post_to_ui(std::weak_ptr<const void> owner, std::function<void()> job) {
    if (!wxTheApp) return;  // late in shutdown there is nobody left to tell
    wxTheApp->CallAfter([owner = std::move(owner), job = std::move(job)] {
        if (auto alive = owner.lock()) job();
    });
}

}  // namespace kith::ui
