#include "ui/details_pane.h"

#include "ui/chip.h"
#include "ui/clip.h"
#include "ui/line_list.h"
#include "ui/moods.h"

#include <wx/sizer.h>

namespace kith::ui {
namespace {

ChipLook tab_look(const char* words, bool is_on) {
    ChipLook look;
    look.text = words;
    look.is_on = is_on;
    look.ground = Tone::surface_head;
    return look;
}

}  // namespace

DetailsPane::DetailsPane(wxWindow* parent, Actions actions)
    : Card(parent, "Details"), actions_(std::move(actions)) {
    account_ = new Chip(
        head_window(), tab_look("What is said", true), [this] { actions_.turn(false); }, Role::tab);
    origin_ = new Chip(
        head_window(), tab_look("Where from", false), [this] { actions_.turn(true); }, Role::tab);
    origin_->SetToolTip(
        "Source, the source's own reference, when it was fetched and under which permit (O or Tab)");
    auto* close = new Chip(head_window(), tab_look("Close", false), [this] { actions_.close(); });
    close->SetToolTip("Back to where you were (Esc)");
    head()->AddStretchSpacer();
    const auto beside = wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(6));
    head()->Add(account_, beside);
    head()->Add(origin_, beside);
    head()->Add(close, beside);
    head()->AddSpacer(FromDIP(6));

    title_ = new Paragraph(this, {}, Tone::text, Words::Size::bold);
    lines_ = new LineList(this, "Details");
    lines_->on_open([this](const present::Line& line) { actions_.open(line.opens); });
    lines_->on_action([this](const present::Line& line) { actions_.act(line); });
    lines_->on_copy([this](const present::Line& line) {
        copy_text(say(present::as_text(line)));
        actions_.copied(line);
    });
    lines_->Bind(wxEVT_CHAR_HOOK, &DetailsPane::on_tab, this);
    body()->Add(title_, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
    body()->Add(lines_, wxSizerFlags(1).Expand());
}

/// Tab turns the page over to the origin before it leaves: two keys from anywhere to where a fact comes from.
void DetailsPane::on_tab(wxKeyEvent& event) {
    const bool is_plain_tab = event.GetKeyCode() == WXK_TAB && !event.HasAnyModifiers();
    if (is_plain_tab && !shows_origin_) return actions_.turn(true);
    event.Skip();
}

void DetailsPane::show(const present::Details& details, bool origin) {
    shows_origin_ = origin;
    title_->say(say(details.title));
    account_->show(tab_look("What is said", !origin));
    origin_->show(tab_look("Where from", origin));
    lines_->show(origin ? details.origin : details.account,
                 "The picture has changed and no longer holds this. Close and open it again from the list.");
    Layout();
}

void DetailsPane::take_keyboard() {
    lines_->SetFocus();
}

}  // namespace kith::ui
