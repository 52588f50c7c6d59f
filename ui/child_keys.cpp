// The keys of the Child page. Letters act only where no text is being typed.
#include "present/ledger_view.h"
#include "ui/candidate_panel.h"
#include "ui/child_page.h"
#include "ui/chronology_cards.h"
#include "ui/details_pane.h"
#include "ui/ledger_strip.h"
#include "ui/line_list.h"
#include "ui/network_card.h"

#include <wx/simplebook.h>
#include <wx/textctrl.h>

#include <algorithm>

namespace kith::ui {
namespace {

using present::ReadingKey;
using present::Target;

bool is_typing() {
    return dynamic_cast<wxTextCtrl*>(wxWindow::FindFocus()) != nullptr;
}

bool has_keyboard(const wxWindow* pane) {
    const wxWindow* at = wxWindow::FindFocus();
    while (at && at != pane) at = at->GetParent();
    return at != nullptr;
}

}  // namespace

void ChildPage::on_key(wxKeyEvent& event) {
    if (!act_on(event.GetKeyCode(), event.GetModifiers())) event.Skip();
}

bool ChildPage::act_on(int key, int modifiers) {
    if (key == 'F' && modifiers == wxMOD_CONTROL) {
        chronology_->focus_search();
        return true;
    }
    if (key == WXK_F6 && (modifiers == wxMOD_NONE || modifiers == wxMOD_SHIFT))
        return next_pane(modifiers == wxMOD_NONE);
    if (modifiers != wxMOD_NONE) return false;
    if (key == WXK_ESCAPE) {
        step_back();
        return true;
    }
    if (key == WXK_F5) return ask_again(cell_at_keyboard()), true;
    return !is_typing() && act_on_letter(key);
}

bool ChildPage::act_on_letter(int key) {
    switch (key) {
        case 'R':
            ask_again(cell_at_keyboard());
            return true;
        case 'O':
            read(ReadingKey::origin);
            if (reading_.is_open) details_->take_keyboard();
            return true;
        case 'U':
            ungroup_selected();
            return true;
        case 'L':
            show_ledger(!is_ledger_open());
            return true;
        default:
            return false;
    }
}

/// Esc undoes the nearest thing: what is opened, then the page, then the enquiry that runs, then what narrows
/// the list.
void ChildPage::step_back() {
    if (reading_.is_open) return close_details();
    if (!is_picture_open()) return show_ledger(false);
    if (view_.phase == present::Phase::asking) return intents_.cancel();
    if (chronology_->clear_narrowing()) return;
    start_reading();
}

/// F6 goes through ledger, timeline, list, network, facts or details; past either end it is the frame's to go
/// on.
bool ChildPage::next_pane(bool forward) {
    std::vector<wxWindow*> panes{strip_};
    for (auto* pane : chronology_->panes()) panes.push_back(pane);
    for (auto* pane : network_->panes()) panes.push_back(pane);
    panes.push_back(reading_.is_open ? static_cast<wxWindow*>(details_) : facts_);
    std::erase_if(panes, [](const wxWindow* pane) { return !pane->IsShownOnScreen(); });
    const auto here =
        std::find_if(panes.begin(), panes.end(), [](const wxWindow* pane) { return has_keyboard(pane); });
    if (here == panes.end()) return start_reading(), true;
    const auto next = here - panes.begin() + (forward ? 1 : -1);
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(panes.size())) return false;
    wxWindow* pane = panes[static_cast<size_t>(next)];
    if (pane == strip_) return strip_->take_keyboard(), true;
    pane == details_ ? details_->take_keyboard() : pane->SetFocus();
    return true;
}

}  // namespace kith::ui
