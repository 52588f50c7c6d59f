#pragma once
#include "ui/field.h"
#include "ui/notice.h"
#include "ui/sign_in_work.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

class wxButton;
class wxGauge;

namespace kith::ui {

/// What a sign-in page is for.
struct SignInScene {
    std::string wanted_user;             ///< chosen to begin with, if the settings know it
    std::optional<policy::User> locked;  ///< whose screen is locked; absent: nobody has signed in yet
    std::string why_locked;              ///< "after 5 minutes in which nobody touched anything"
    /// What a second person is to agree to, in a sentence that names nobody; empty: this is no question for a second person.
    std::string second_person;
};

struct SignInIntents {
    /// `opener`: the passphrase that was typed, for the keys that lie under it; empty where none was.
    std::function<void(auth::SignedIn, base::Secret opener)> signed_in;
    std::function<void()> sign_out;  ///< of the locked screen, what was open on it dropped
};

/// The page before anything else, and the page over a locked screen: who are you, by the settings' method. It
/// shows nothing of anybody but whoever is to sign in.
class SignInPage : public Ground {
public:
    SignInPage(wxWindow* parent, const wire::Settings& settings, const SignInScene& scene,
               SignInIntents intents);
    ~SignInPage() override;
    void take_focus();

private:
    void make_who(Card* card, const SignInScene& scene);
    void make_secrets(Card* card);
    void make_browser_parts(Card* card);
    void make_buttons(Card* card);
    void make_words(Card* card, const SignInScene& scene);
    void make_parting(Card* card);
    const policy::User* person() const;
    void fit_to_person();
    void sign_in();
    void show_busy(bool is_busy);
    void show_trouble(const std::string& sentence);
    void show_address(const std::string& url);
    wxString button_label() const;

    wire::Settings settings_;
    std::optional<policy::User> locked_;
    SignInIntents intents_;
    bool must_choose_ = false, is_busy_ = false, is_second_person_ = false;
    base::Secret opener_;
    ChoiceField* who_ = nullptr;
    FieldBox* passphrase_ = nullptr;
    FieldBox* again_ = nullptr;
    FieldBox* address_box_ = nullptr;
    wxTextCtrl* address_ = nullptr;
    Paragraph* hint_ = nullptr;
    Paragraph* progress_ = nullptr;
    Notice* notice_ = nullptr;
    wxButton* button_ = nullptr;
    wxButton* cancel_ = nullptr;
    wxButton* part_ = nullptr;
    Paragraph* parting_ = nullptr;
    bool is_parting_ = false;
    std::unique_ptr<SignInWork> work_;
};

}  // namespace kith::ui
