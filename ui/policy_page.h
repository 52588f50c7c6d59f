#pragma once
#include "present/policy_view.h"
#include "ui/card.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

class wxButton;
class wxSimplebook;

namespace kith::ui {

class Chip;
class ChoiceField;
class LineList;
class PolicyTable;
class WrapBox;

/// What the Policy page asks of the desk. It comes back through PolicyPage::show_signers and
/// PolicyPage::compare_with.
struct PolicyIntents {
    std::function<void(const std::string& path)> read_other;  ///< a rulebook file to compare with
};

/// The Policy page: what a role may do and why not, which rulebook is in force, and what changed since
/// another one.
class PolicyPage : public Ground {
public:
    PolicyPage(wxWindow* parent, PolicyIntents intents);

    void set_rulebook(std::shared_ptr<const policy::Rulebook> rulebook, const std::string& own_role);
    void show_signers(present::Signers signers);
    void show_changes_since(const policy::Rulebook& before);
    void compare_with(base::Expected<policy::Rulebook> before);
    void take_keyboard();
    bool next_pane(bool forward);

private:
    enum Tab : size_t { kMay, kInForce, kChanges };
    wxWindow* build_may(wxWindow* parent);
    wxWindow* build_lines(wxWindow* parent, const wxString& name, LineList*& lines, const wxString& deed);
    void turn(Tab tab);
    void refresh();
    void show_why();
    /// A stop of F6.
    struct Part {
        wxWindow* around;  ///< holds all of it
        wxWindow* first;   ///< takes the keyboard
    };
    std::vector<Part> parts() const;

    PolicyIntents intents_;
    std::shared_ptr<const policy::Rulebook> rulebook_;
    present::Signers signers_;
    std::vector<present::PolicyRow> rows_;
    present::PolicyChoice choice_;
    Tab tab_ = kMay;

    WrapBox* tabs_ = nullptr;
    std::vector<Chip*> tab_chips_;
    wxSimplebook* pages_ = nullptr;
    ChoiceField *role_ = nullptr, *purpose_ = nullptr, *about_ = nullptr, *consent_ = nullptr;
    Words* totals_ = nullptr;
    PolicyTable* table_ = nullptr;
    wxButton* compare_ = nullptr;
    Card* why_card_ = nullptr;
    LineList *why_ = nullptr, *in_force_ = nullptr, *changes_ = nullptr;
};

}  // namespace kith::ui
