#pragma once
#include "crypto/sealed_text.h"
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <wx/timer.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class wxBoxSizer;
class wxButton;
class wxScrolledWindow;

namespace kith::ui {

class Notice;
class SourceTable;
class WhoCard;
class WhyCard;

/// The Enquiry screen: why, who, and who will be asked. It keeps what was typed; present::review() reads it.
/// Nothing leaves the machine from here: asking is the owner's.
class EnquiryPage : public Ground {
public:
    struct Intents {
        std::function<void(policy::Request)> ask;
        std::function<void(const std::string&)> case_changed;  ///< the case reference as typed
        /// A second person is to look at this request; `roles` may approve it.
        std::function<void(policy::Request, std::vector<std::string> roles)> second_person;
    };
    EnquiryPage(wxWindow* parent, Intents intents);

    /// The form can be read from here on.
    void set_rules(present::FormRules rules);
    /// Shows what stopped the last asking; the form keeps what was typed.
    void show_trouble(const wxString& words);
    /// Asks if nothing is missing; otherwise says what is, and puts the keyboard there.
    void ask();
    void fill(const present::EnquiryFields& fields);
    /// Seals what was typed, and empties the form; brings it back exactly.
    void put_away();
    void bring_back();
    /// The second person's yes; it holds for the request as it was then.
    void approve(policy::Approval approval);
    /// Puts the keyboard on the first field, or on the next part of the page from where it is.
    void take_focus();
    /// Moves the keyboard to the next part (or the one before); false when it was in the last (or first).
    bool move_to_part(bool forward);

private:
    void make_header();
    void make_cards();
    void arrange();
    void read_soon();
    void read();
    present::EnquiryFields typed() const;
    void show(const present::EnquiryReview& review);
    void focus(present::Field field);

    Intents intents_;
    std::unique_ptr<present::FormRules> rules_;  ///< empty until the desk has opened
    present::EnquiryReview review_;
    std::optional<policy::Approval> approval_;
    crypto::SealedText away_;
    wxTimer typing_;  ///< reads the form once the typing pauses
    Ground* header_;
    Words* case_ref_;
    Words* needed_;
    wxButton* ask_;
    Notice* notice_;
    wxScrolledWindow* scroll_;
    wxBoxSizer* columns_;
    WhyCard* why_;
    WhoCard* who_;
    Card* sources_card_;
    SourceTable* sources_;
};

}  // namespace kith::ui
