#pragma once
#include "central/central.h"
#include "policy/decide.h"
#include "wire/settings.h"

#include <wx/dialog.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

class wxButton;

namespace kith::ui {

class Paragraph;
class SignInPage;

/// Has a second person agree to one request: by signing in beside the first, or through the partnership's
/// database at another workstation. The question names purpose, case and role, and nobody who is asked about.
/// It goes with its answer.
class SecondPersonDialog : public wxDialog {
public:
    SecondPersonDialog(wxWindow* parent, const wire::Settings& settings, policy::Request request,
                       const std::vector<std::string>& roles,
                       std::shared_ptr<const policy::Rulebook> rulebook,
                       std::function<void(policy::Approval)> agreed);
    ~SecondPersonDialog() override;
    void take_focus();

private:
    void make_elsewhere(const wire::Settings& settings);
    void ask_elsewhere();
    void take(const base::Expected<policy::Approval>& answer);

    policy::Request request_;
    std::function<void(policy::Approval)> agreed_;
    std::optional<central::Place> central_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
    SignInPage* page_ = nullptr;
    wxButton* elsewhere_ = nullptr;
    Paragraph* waiting_ = nullptr;
    std::jthread asking_;  ///< last: it uses all of the above
};

}  // namespace kith::ui
