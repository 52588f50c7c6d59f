#include "ui/network_card.h"

#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/network_canvas.h"
#include "ui/network_list.h"
#include "ui/text.h"

#include <wx/simplebook.h>
#include <wx/sizer.h>
#include <wx/slider.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr int kMonthDays = 30;

ChipLook way_look(const char* words, bool is_on) {
    ChipLook look;
    look.text = words;
    look.is_on = is_on;
    look.ground = Tone::surface_head;
    return look;
}

}  // namespace

NetworkCard::NetworkCard(wxWindow* parent, Actions actions)
    : Card(parent, "Network"), actions_(std::move(actions)) {
    date_ = new Words(this, {}, Tone::text_quiet, Words::Size::small);
    slider_ = new wxSlider(this, wxID_ANY, 1, 0, 1, wxDefaultPosition, FromDIP(wxSize(90, -1)));
    slider_->SetToolTip("The network as at another day, a month at a time");
    set_accessible_name(slider_, "Network as at: day");
    drawn_ = new Chip(
        head_window(), way_look("Drawn", true), [this] { list_instead(false); }, Role::tab);
    listed_ = new Chip(
        head_window(), way_look("List", false), [this] { list_instead(true); }, Role::tab);
    head()->AddStretchSpacer();
    head()->Add(drawn_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(6)));
    head()->Add(listed_, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(6)));

    book_ = new wxSimplebook(this);
    canvas_ = new NetworkCanvas(book_);
    list_ = new NetworkList(book_);
    book_->AddPage(canvas_, {});
    book_->AddPage(list_, {});
    auto* foot = new wxBoxSizer(wxHORIZONTAL);
    foot->Add(date_, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(10)));
    foot->Add(slider_, wxSizerFlags(1).CentreVertical().Border(wxRIGHT, FromDIP(6)));
    body()->Add(book_, wxSizerFlags(1).Expand());
    body()->Add(make_rule(this), wxSizerFlags().Expand());
    body()->Add(foot, wxSizerFlags().Expand());
    canvas_->on_select([this](const auto& target) { actions_.select(target); });
    canvas_->on_open([this](const auto& target) { actions_.open(target); });
    list_->on_select([this](const auto& target) { actions_.select(target); });
    list_->on_open([this](const auto& target) { actions_.open(target); });
    slider_->Bind(wxEVT_SLIDER, [this](wxCommandEvent&) {
        const bool is_today = slider_->GetValue() == slider_->GetMax();
        as_at_ = is_today ? std::nullopt
                          : std::optional(std::min(first_day_ + slider_->GetValue() * kMonthDays, last_day_));
        rebuild();
    });
    list_instead(false);
}

void NetworkCard::list_instead(bool on) {
    const bool had_keyboard = canvas_->HasFocus() || list_->HasFocus();
    book_->ChangeSelection(on ? 1 : 0);
    drawn_->show(way_look("Drawn", !on));
    listed_->show(way_look("List", on));
    if (had_keyboard) take_keyboard();
}

void NetworkCard::show(const present::ChildView& view) {
    const bool is_new_enquiry = view.enquiry != view_.enquiry;
    view_ = view;
    if (is_new_enquiry) {
        places_.clear();
        as_at_.reset();
    }
    set_range();
    rebuild();
}

/// From the earliest tie to the day of the picture, in steps of a month.
void NetworkCard::set_range() {
    last_day_ = present::today_of(view_).first_day();
    first_day_ = view_.picture ? present::first_day_of(view_.picture->network, last_day_) : last_day_;
    const int months = std::max((last_day_ - first_day_ + kMonthDays - 1) / kMonthDays, 1);
    slider_->SetRange(0, months);
    slider_->SetValue(as_at_ ? std::clamp((*as_at_ - first_day_) / kMonthDays, 0, months - 1) : months);
    slider_->Enable(view_.picture && last_day_ > first_day_);
}

void NetworkCard::rebuild() {
    date_->SetLabel(view_.picture ? say(date_words()) : wxString());
    present::NetworkView drawn;
    if (view_.picture) {
        const network::Network network =
            as_at_ ? present::network_as_at(*view_.picture, record::from_day_number(*as_at_))
                   : view_.picture->network;
        places_ = network::lay_out(network, places_);
        drawn = present::network_view(network, places_, *view_.sources);
    }
    list_->show(drawn.rows);
    canvas_->show(std::move(drawn), "No source has answered yet. The people whom sources name appear here.");
    Layout();
}

std::string NetworkCard::date_words() const {
    const auto day = as_at_ ? record::from_day_number(*as_at_) : present::today_of(view_);
    return "As at " + day.words();
}

void NetworkCard::select(const present::Target& target) {
    canvas_->select(target);
    list_->select(target);
}

void NetworkCard::take_keyboard() {
    book_->GetCurrentPage()->SetFocus();
}

std::vector<wxWindow*> NetworkCard::panes() const {
    return {book_->GetCurrentPage()};
}

}  // namespace kith::ui
