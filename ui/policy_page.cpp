#include "ui/policy_page.h"

#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/choose_file.h"
#include "ui/clip.h"
#include "ui/field.h"
#include "ui/line_list.h"
#include "ui/policy_table.h"
#include "ui/splitter.h"
#include "ui/text.h"
#include "ui/wrap_box.h"

#include <wx/button.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace kith::ui {
namespace {

constexpr std::array<const char*, 3> kTabNames{"What a role may do", "Rulebook in force", "What changed"};

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void let_copy(LineList* lines) {
    lines->on_copy([](const present::Line& line) { copy_text(say(present::as_text(line))); });
}

}  // namespace

PolicyPage::PolicyPage(wxWindow* parent, PolicyIntents intents)
    : Ground(parent, Tone::ground), intents_(std::move(intents)) {
    auto* head = new Ground(this, Tone::surface);
    auto* title = new Words(head, "Policy", Tone::text, Words::Size::title);
    tabs_ = new WrapBox(head, Tone::surface);
    set_accessible_name(tabs_, "Views of the policy");
    for (size_t i = 0; i < kTabNames.size(); ++i)
        tab_chips_.push_back(new Chip(
            tabs_, {}, [this, i] { turn(static_cast<Tab>(i)); }, Role::tab));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(12)));
    row->Add(tabs_, wxSizerFlags(1).CentreVertical().Border(wxRIGHT, FromDIP(12)));
    head->SetSizer(row);
    pages_ = new wxSimplebook(this);
    pages_->AddPage(build_may(pages_), {});
    pages_->AddPage(build_lines(pages_, "Rulebook in force", in_force_, {}), {});
    pages_->AddPage(
        build_lines(pages_, "What changed", changes_, say("Compare with an earlier rulebook\u2026")), {});
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(pages_, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(8)));
    SetSizer(all);
    changes_->show({},
                   "Choose an earlier rulebook's file: what the one in force changes against it is told "
                   "here, who gains first.");
    turn(kMay);
}

wxWindow* PolicyPage::build_may(wxWindow* parent) {
    auto* across = new Splitter(parent, 0.62, 300);
    auto* card = new Card(across, kTabNames[kMay]);
    totals_ = new Words(card->head_window(), {}, Tone::text_quiet);
    card->head()->Add(totals_, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(10)));
    auto* choices = new FieldGrid(card);
    const auto changed = [this] { refresh(); };
    role_ = new ChoiceField(choices, "Role", changed);
    purpose_ = new ChoiceField(choices, "Purpose", changed);
    about_ = new ChoiceField(choices, "About", changed);
    consent_ = new ChoiceField(choices, "Consent", changed);
    about_->set_options({{"subject_child", "The child"},
                         {"other_child", "Another child"},
                         {"adult", "An adult"},
                         {"unborn", "An unborn child"},
                         {"age_unknown", "Somebody of unknown age"}});
    consent_->set_options({{"no", "Not given"}, {"yes", "Given, or overridden with a listed reason"}});
    for (wxWindow* box : {static_cast<wxWindow*>(role_), static_cast<wxWindow*>(purpose_),
                          static_cast<wxWindow*>(about_), static_cast<wxWindow*>(consent_)})
        choices->add(box);
    table_ = new PolicyTable(
        card, [this] { show_why(); }, [this] { why_->SetFocus(); });
    card->body()->Add(choices, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    card->body()->Add(table_, wxSizerFlags(1).Expand());
    why_card_ = new Card(across, "Why");
    why_ = new LineList(why_card_, "Why, kind by kind");
    let_copy(why_);
    why_card_->body()->Add(why_, wxSizerFlags(1).Expand());
    across->SplitVertically(card, why_card_, FromDIP(820));
    return across;
}

wxWindow* PolicyPage::build_lines(wxWindow* parent, const wxString& name, LineList*& lines,
                                  const wxString& deed) {
    auto* card = new Card(parent, name);
    if (!deed.empty()) {
        compare_ = new wxButton(card, wxID_ANY, deed);
        compare_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
            choose_file(this, "An earlier rulebook", {},
                        [this](const std::string& path) { intents_.read_other(path); });
        });
        card->body()->Add(compare_, wxSizerFlags().Border(wxALL, FromDIP(12)));
    }
    lines = new LineList(card, name + ", line by line");
    let_copy(lines);
    card->body()->Add(lines, wxSizerFlags(1).Expand());
    return card;
}

void PolicyPage::turn(Tab tab) {
    tab_ = tab;
    pages_->ChangeSelection(tab);
    for (size_t i = 0; i < tab_chips_.size(); ++i) {
        ChipLook look;
        look.text = kTabNames[i];
        look.is_on = i == tab;
        tab_chips_[i]->show(look);
    }
    tabs_->rearrange();
}

void PolicyPage::set_rulebook(std::shared_ptr<const policy::Rulebook> rulebook, const std::string& own_role) {
    rulebook_ = std::move(rulebook);
    std::vector<ChoiceField::Option> roles, purposes;
    for (const auto& role : rulebook_->roles)
        roles.push_back({role.id, role.name + (role.id == own_role ? " (yours)" : "")});
    for (const auto& purpose : rulebook_->purposes) purposes.push_back({purpose.id, purpose.name});
    role_->set_options(roles);
    role_->set_value(own_role);
    purpose_->set_options(purposes);
    refresh();
    in_force_->show(present::in_force_lines(*rulebook_, signers_, now()), {});
}

void PolicyPage::show_signers(present::Signers signers) {
    signers_ = std::move(signers);
    if (rulebook_) in_force_->show(present::in_force_lines(*rulebook_, signers_, now()), {});
}

void PolicyPage::show_changes_since(const policy::Rulebook& before) {
    if (rulebook_) changes_->show(present::change_lines(before, *rulebook_, now()), {});
}

void PolicyPage::compare_with(base::Expected<policy::Rulebook> before) {
    if (!rulebook_) return;
    turn(kChanges);
    changes_->show(
        before
            ? present::change_lines(*before, *rulebook_, now())
            : present::Lines{present::Line::sentence("That file is no rulebook: " + before.error().detail)},
        {});
    changes_->SetFocus();
}

void PolicyPage::refresh() {
    if (!rulebook_) return;
    present::PolicyChoice choice{role_->value(), purpose_->value(), policy::PersonKind::subject_child,
                                 consent_->value() == "yes"};
    for (const auto kind : {policy::PersonKind::other_child, policy::PersonKind::adult,
                            policy::PersonKind::unborn, policy::PersonKind::age_unknown})
        if (policy::name_of(kind) == about_->value()) choice.about = kind;
    choice_ = choice;
    rows_ = present::policy_rows(*rulebook_, choice_, now());
    totals_->SetLabel(say(present::policy_totals(rows_)));
    table_->show(rows_);
    show_why();
}

void PolicyPage::show_why() {
    const auto* row = table_->selected();
    if (!row || !rulebook_) return;
    why_card_->set_title(say("Why: " + row->name + ", " + row->may_see));
    why_->show(present::why_lines(*rulebook_, choice_, row->source, now()), "No rule speaks of this source.");
}

void PolicyPage::take_keyboard() {
    if (tab_ == kMay) return role_->control()->SetFocus();
    (tab_ == kInForce ? in_force_ : changes_)->SetFocus();
}

/// In the order in which the page reads.
std::vector<PolicyPage::Part> PolicyPage::parts() const {
    std::vector<Part> all{{tabs_, tab_chips_[tab_]}};
    if (tab_ == kMay) {
        all.push_back({role_->GetParent(), role_->control()});
        all.push_back({table_, table_});
        all.push_back({why_, why_});
        return all;
    }
    if (tab_ == kChanges) all.push_back({compare_, compare_});
    LineList* lines = tab_ == kInForce ? in_force_ : changes_;
    all.push_back({lines, lines});
    return all;
}

bool PolicyPage::next_pane(bool forward) {
    const auto all = parts();
    // Of a drop-down list that Tab came to, the toolkit does not tell that it has the keyboard.
    const bool is_in_choices = tab_ == kMay && !wxWindow::FindFocus();
    const auto here = std::ranges::find_if(all, [&](const Part& part) {
        if (is_in_choices) return part.first == role_->control();
        const wxWindow* at = wxWindow::FindFocus();
        while (at && at != part.around) at = at->GetParent();
        return at != nullptr;
    });
    if (here == all.end()) return take_keyboard(), true;
    const auto next = here - all.begin() + (forward ? 1 : -1);
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(all.size())) return false;
    all[static_cast<size_t>(next)].first->SetFocus();
    return true;
}

}  // namespace kith::ui
