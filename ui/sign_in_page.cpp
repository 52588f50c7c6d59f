#include "ui/sign_in_page.h"

#include "auth/passphrase.h"
#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/native_style.h"
#include "ui/text.h"

#include <gtk/gtk.h>
#include <wx/button.h>
#include <wx/sizer.h>

#include <algorithm>
#include <utility>

namespace kith::ui {
namespace {

using auth::Method;

/// From the toolkit's own buffer, which it wipes: a wxString would leave copies.
base::Secret take_secret(FieldBox* field) {
    auto* entry = GTK_ENTRY(field->control()->GetHandle());
    base::Secret taken{std::string(gtk_entry_get_text(entry))};
    gtk_entry_set_text(entry, "");
    return taken;
}

FieldBox* make_secret_field(wxWindow* parent, const wxString& label) {
    auto* box = new FieldBox(parent, label);
    box->hold(new wxTextCtrl(box, wxID_ANY, "", wxDefaultPosition, wxDefaultSize,
                             wxTE_PASSWORD | wxTE_PROCESS_ENTER));
    return box;
}

wxWindow* make_sandbox_mark(wxWindow* parent) {
    ChipLook look;
    look.strong = _("Invented people");
    look.text = _("sandbox");
    look.shade = {Tone::sandbox, Tone::sandbox_text, Tone::sandbox};
    look.ground = Tone::surface;
    return new Chip(parent, look);
}

}  // namespace

SignInPage::SignInPage(wxWindow* parent, const wire::Settings& settings, const SignInScene& scene,
                       SignInIntents intents)
    : Ground(parent, Tone::ground),
      settings_(settings),
      locked_(scene.locked),
      intents_(std::move(intents)),
      is_second_person_(!scene.second_person.empty()) {
    work_ = std::make_unique<SignInWork>(
        settings_, locked_,
        SignInReports{.done =
                          [this](auth::SignedIn who) {
                              show_busy(false);
                              intents_.signed_in(std::move(who), std::exchange(opener_, {}));
                          },
                      .failed = [this](std::string sentence) { show_trouble(sentence); },
                      .address = [this](std::string url) { show_address(url); }});
    auto* card = new Card(this, locked_             ? _("Kith is locked")
                                : is_second_person_ ? _("A second person agrees")
                                                    : _("Sign in to Kith"));
    if (settings_.is_sandbox)
        card->head()->Add(make_sandbox_mark(card->head_window()),
                          wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(10)));
    make_words(card, scene);
    make_who(card, scene);
    make_secrets(card);
    notice_ = new Notice(card);
    card->body()->Add(notice_, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    make_browser_parts(card);
    make_buttons(card);
    if (locked_) make_parting(card);
    card->SetMinSize(wxSize(GetCharWidth() * 64, -1));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(1);
    all->Add(card, wxSizerFlags().CentreHorizontal());
    all->AddStretchSpacer(2);
    SetSizer(all);
    set_accessible_name(this, locked_ ? _("Kith is locked") : _("Sign in"));
    fit_to_person();
}

SignInPage::~SignInPage() = default;

void SignInPage::make_words(Card* card, const SignInScene& scene) {
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16));
    const std::string words = is_second_person_ ? scene.second_person
                              : locked_ ? "Locked " + scene.why_locked + ". Everything is as you left it; " +
                                            locked_->name + " can open it again."
                              : settings_.sign_in.method == Method::oidc
                                  ? "Your organisation\u2019s own sign-in page opens in the browser. Kith is "
                                    "for the people to whom it gives a role here."
                                  : "Kith is for the people whom this workstation\u2019s settings name.";
    card->body()->Add(new Paragraph(card, say(words)), flags);
    card->body()->Add(
        new Paragraph(card, _("Every sign-in, and every attempt, is recorded in the access log."),
                      Tone::text_quiet, Words::Size::small),
        flags);
}

void SignInPage::make_who(Card* card, const SignInScene& scene) {
    if (locked_ || settings_.sign_in.method == Method::oidc) return;
    who_ = new ChoiceField(card, _("Who are you?"), [this] { fit_to_person(); });
    std::vector<ChoiceField::Option> options;
    for (const auto& user : settings_.users) options.push_back({user.id, user.name + " (" + user.id + ")"});
    who_->set_options(std::move(options));
    if (settings_.user(scene.wanted_user)) who_->set_value(scene.wanted_user);
    card->body()->Add(who_, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16)));
}

void SignInPage::make_secrets(Card* card) {
    if (settings_.sign_in.method != Method::passphrase) return;
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16));
    hint_ = new Paragraph(card, "", Tone::text_quiet);
    passphrase_ = make_secret_field(card, _("Passphrase"));
    again_ = make_secret_field(card, _("The same again"));
    card->body()->Add(hint_, flags);
    for (FieldBox* field : {passphrase_, again_}) {
        card->body()->Add(field, flags);
        field->control()->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { sign_in(); });
    }
}

void SignInPage::make_browser_parts(Card* card) {
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(16));
    progress_ = new Paragraph(card, "", Tone::text);
    card->body()->Add(progress_, flags);
    progress_->Hide();
    if (settings_.sign_in.method != Method::oidc) return;
    address_box_ = new FieldBox(card, _("If no browser opens, open this address in yours"));
    address_ = new wxTextCtrl(address_box_, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_READONLY);
    address_box_->hold(address_);
    card->body()->Add(address_box_, flags);
    address_box_->Hide();
}

void SignInPage::make_buttons(Card* card) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    button_ = make_primary_button(card, button_label());
    cancel_ = new wxButton(card, wxID_ANY, _("Cancel"));
    button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { sign_in(); });
    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { work_->cancel(); });
    row->Add(button_);
    row->Add(cancel_, wxSizerFlags().Border(wxLEFT, FromDIP(10)));
    card->body()->Add(row, wxSizerFlags().Border(wxALL, FromDIP(16)));
    cancel_->Hide();
}

/// Somebody else may only take the place of whoever has gone when what was open is dropped: that is asked,
/// not assumed.
void SignInPage::make_parting(Card* card) {
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(16));
    card->body()->Add(make_rule(card), wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(12)));
    parting_ =
        new Paragraph(card, say("Somebody else can sign in once " + locked_->name + " has been signed out."),
                      Tone::text_quiet);
    part_ = new wxButton(card, wxID_ANY, say("Sign out\u2026"));
    part_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        if (is_parting_) return intents_.sign_out();
        is_parting_ = true;
        parting_->say(_(
            "Signing out drops the enquiry and everything typed on this screen. It cannot be brought back."));
        part_->SetLabel(_("Drop it and sign out"));
        lay_out_around(part_);
    });
    card->body()->Add(parting_, flags);
    card->body()->Add(part_, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(16)));
}

const policy::User* SignInPage::person() const {
    if (locked_) return &*locked_;
    return who_ ? settings_.user(who_->value()) : nullptr;
}

wxString SignInPage::button_label() const {
    if (settings_.sign_in.method == Method::oidc) return _("Sign in with your organisation");
    if (must_choose_) return _("Choose this passphrase and sign in");
    if (is_second_person_) return _("Sign in and agree");
    return locked_ ? _("Unlock") : _("Sign in");
}

void SignInPage::fit_to_person() {
    const policy::User* user = person();
    must_choose_ = passphrase_ && user && !locked_ && work_->must_choose(*user);
    if (passphrase_) {
        again_->Show(must_choose_ && !is_second_person_);
        hint_->Show(must_choose_ && !is_second_person_);
        hint_->say(say("You have no passphrase on this computer yet. Choose one of at least " +
                       std::to_string(auth::kLeastCharacters) +
                       " characters: a few words that belong together to you alone."));
    }
    if (button_) button_->SetLabel(button_label());
    Layout();
}

void SignInPage::take_focus() {
    if (passphrase_)
        passphrase_->control()->SetFocus();
    else
        button_->SetFocus();
}

void SignInPage::sign_in() {
    if (is_busy_) return;
    const policy::User* user = person();
    notice_->clear();
    if (settings_.sign_in.method == Method::oidc) {
        show_busy(true);
        return work_->in_browser();
    }
    if (!user) return;
    if (settings_.sign_in.method == Method::named) {
        show_busy(true);
        return work_->by_name(*user);
    }
    base::Secret passphrase = take_secret(passphrase_);
    const base::Secret second = take_secret(again_);
    // A colleague's first passphrase is the colleague's to choose, at a start of their own (P25).
    if (must_choose_ && is_second_person_)
        return show_trouble("This person has no passphrase on this computer yet. They must sign in here once by "
                            "themselves, or agree at another workstation.");
    if (must_choose_) {
        std::string reason = auth::why_not(passphrase, user->id);
        if (reason.empty() && passphrase.reveal() != second.reveal())
            reason = "The two passphrases were not the same.";
        if (!reason.empty()) return show_trouble(reason);
    }
    show_busy(true);
    opener_ = passphrase;
    work_->with_passphrase(*user, std::move(passphrase), must_choose_);
}

void SignInPage::show_busy(bool is_busy) {
    is_busy_ = is_busy;
    const bool is_browser = settings_.sign_in.method == Method::oidc;
    button_->Enable(!is_busy);
    cancel_->Show(is_busy && is_browser);
    progress_->Show(is_busy);
    progress_->say(is_browser ? say("Waiting for your browser\u2026") : say("Checking\u2026"));
    if (address_box_ && !is_busy) address_box_->Hide();
    if (who_) who_->Enable(!is_busy);
    Layout();
}

void SignInPage::show_trouble(const std::string& sentence) {
    opener_ = {};
    show_busy(false);
    fit_to_person();
    notice_->say(present::Mood::hole, say(sentence));
    Layout();
    take_focus();
}

void SignInPage::show_address(const std::string& url) {
    address_->ChangeValue(say(url));
    address_box_->Show();
    Layout();
}

}  // namespace kith::ui
