#include "ui/second_person.h"

#include "base/text.h"
#include "central/approvals.h"
#include "keys/system_entropy.h"
#include "ports/clock.h"
#include "ui/card.h"
#include "ui/post.h"
#include "ui/sign_in_page.h"
#include "ui/text.h"
#include "wire/central_settings.h"
#include "wording/wording.h"

#include <wx/button.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr std::chrono::seconds kLookEvery{3};

/// The settings as the second person meets them: only those may be chosen who may agree, and never the asker
/// (P25).
wire::Settings for_second(wire::Settings settings, const policy::User& asker,
                          const std::vector<std::string>& roles) {
    std::erase_if(settings.users, [&](const policy::User& user) {
        return user.who() == asker.who() || user.id == asker.id ||
               std::ranges::find(roles, user.role) == roles.end();
    });
    return settings;
}

std::string question(const policy::Request& request, const policy::Rulebook& rulebook) {
    const policy::Purpose* purpose = rulebook.purpose(request.purpose);
    const policy::Role* role = rulebook.role(request.user.role);
    return request.user.name + " (" + (role ? role->name : request.user.role) + ") asks under \u201C" +
           (purpose ? purpose->name : request.purpose) + "\u201D for case " + request.case_ref +
           ". Look at the request on the screen behind this. Signing in here is to agree to it, and is "
           "recorded.";
}

}  // namespace

SecondPersonDialog::SecondPersonDialog(wxWindow* parent, const wire::Settings& settings,
                                       policy::Request request, const std::vector<std::string>& roles,
                                       std::shared_ptr<const policy::Rulebook> rulebook,
                                       std::function<void(policy::Approval)> agreed)
    : wxDialog(parent, wxID_ANY, _("A second person"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      request_(std::move(request)),
      agreed_(std::move(agreed)) {
    SetBackgroundColour(colour(Tone::ground));
    const auto central = wire::central_of(settings);
    if (central) central_ = *central;
    SignInScene scene;
    scene.second_person = question(request_, *rulebook);
    page_ = new SignInPage(this, for_second(settings, request_.user, roles), scene,
                           {.signed_in =
                                [this](const auth::SignedIn& who, const base::Secret&) {
                                    take(policy::Approval{who.user, ports::SystemClock().now(),
                                                          policy::approval_subject(request_)});
                                },
                            .sign_out = {}});
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(page_, wxSizerFlags(1).Expand());
    SetSizer(all);
    if (central_) make_elsewhere(settings);
    auto* close = new wxButton(this, wxID_CANCEL, _("Not now"));
    all->Add(close, wxSizerFlags().Right().Border(wxALL, FromDIP(12)));
    Bind(
        wxEVT_BUTTON, [this](wxCommandEvent&) { Destroy(); }, wxID_CANCEL);
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent&) { Destroy(); });
    SetSize(FromDIP(wxSize(720, central_ ? 520 : 420)));
    CentreOnParent();
}

SecondPersonDialog::~SecondPersonDialog() = default;

void SecondPersonDialog::take_focus() {
    page_->take_focus();
}

void SecondPersonDialog::make_elsewhere(const wire::Settings& settings) {
    waiting_ = new Paragraph(this, say("Or ask at another workstation of " + settings.organisation + "."),
                             Tone::text_quiet);
    elsewhere_ = new wxButton(this, wxID_ANY, _("Ask at another workstation"));
    elsewhere_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { ask_elsewhere(); });
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(12));
    GetSizer()->Add(waiting_, flags);
    GetSizer()->Add(elsewhere_, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(12)));
}

void SecondPersonDialog::ask_elsewhere() {
    elsewhere_->Disable();
    waiting_->say(
        _("Waiting for somebody to answer at another workstation. Closing this window takes the question "
          "back."));
    Layout();
    const central::Approvals::Question put{request_.user, request_.purpose, request_.case_ref,
                                           policy::approval_subject(request_)};
    const std::weak_ptr<const void> alive = alive_;
    asking_ = std::jthread([this, alive, put, place = *central_](const std::stop_token& stop) {
        keys::SystemEntropy entropy;
        central::Approvals approvals(place);
        base::Expected<policy::Approval> answer = base::fail(base::Fault::denied, "the answer was no");
        if (const auto asked = approvals.ask(put, entropy, stop); !asked)
            answer = asked.error();
        else if (const auto given = approvals.wait(*asked, kLookEvery, stop); !given)
            answer = given.error();
        else if (given->is_given)
            answer = given->approval;
        post_to_ui(alive, [this, answer] { take(answer); });
    });
}

void SecondPersonDialog::take(const base::Expected<policy::Approval>& answer) {
    if (answer) {
        agreed_(*answer);
        Destroy();
        return;
    }
    elsewhere_->Enable();
    waiting_->say(
        say("Nobody has agreed: " + wording::sentence(answer.error()) + " (" + answer.error().detail + ")"));
    Layout();
}

}  // namespace kith::ui
