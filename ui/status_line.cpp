#include "ui/status_line.h"

#include "policy/decide.h"
#include "record/when.h"
#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/text.h"
#include "ui/wrap_box.h"

#include <wx/sizer.h>

namespace kith::ui {
namespace {

std::string validity(const policy::Rulebook& rulebook) {
    if (!rulebook.valid_until) return {};
    // It holds until just before this instant: the last day is the one before.
    const auto last = *rulebook.valid_until - std::chrono::milliseconds{1};
    return ", valid to " + record::uk_day(last).words();
}

/// "48,211".
std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (size_t from_end = 3; from_end < digits.size(); from_end += 4)
        digits.insert(digits.size() - from_end, ",");
    return digits;
}

/// First in the line, so that it is the last thing to be pushed out of sight.
wxWindow* make_sandbox_mark(wxWindow* parent) {
    ChipLook look;
    look.strong = _("Invented people");
    look.text = _("sandbox");
    look.shade = {Tone::sandbox, Tone::sandbox_text, Tone::sandbox};
    look.ground = Tone::surface_head;
    return new Chip(parent, look);
}

}  // namespace

StatusLine::StatusLine(wxWindow* parent, bool is_sandbox) : Ground(parent, Tone::surface_head) {
    auto* across = new wxBoxSizer(wxHORIZONTAL);
    if (is_sandbox)
        across->Add(make_sandbox_mark(this), wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(10)));
    // A row that folds: at large text nothing of it may be pushed off the window.
    row_ = new WrapBox(this, Tone::surface_head, 14);
    for (Words** part : {&user_, &policy_, &log_, &witness_, &guard_, &news_}) {
        *part = new Words(row_, "", Tone::text_quiet, Words::Size::small);
        (*part)->Hide();  // until there is something to say
    }
    across->Add(row_, wxSizerFlags(1).CentreVertical());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(across, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(4)));
    SetSizer(all);
    row_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        fit_height();
        event.Skip();
    });
    set_accessible_name(this, _("Status"));
}

void StatusLine::put(Words* part, const wxString& text) {
    announce(part, text);
    part->Show(!text.empty());
    row_->rearrange();
    fit_height();
}

/// Its height is the frame's to give, once it has folded differently.
void StatusLine::fit_height() {
    CallAfter([this] {
        if (GetSizer()->CalcMin().y != GetClientSize().y) GetParent()->Layout();
    });
}

void StatusLine::show_user(const policy::User& user, const wxString& role_name) {
    put(user_, say("Signed in: " + user.name + " \u00B7 " + said(role_name) + " \u00B7 " + user.agency));
}

void StatusLine::show_guard(std::chrono::minutes idle_lock) {
    put(guard_, say("Locks after " + std::to_string(idle_lock.count()) +
                    " min idle \u00B7 screen capture cannot be blocked here"));
}

void StatusLine::show_policy(const policy::Rulebook& rulebook) {
    put(policy_, say("Policy " + rulebook.version + validity(rulebook)));
}

void StatusLine::show_log(std::uint64_t entries) {
    log_->set_tone(Tone::text_quiet);
    put(log_, say("Access log: intact, " + grouped(entries) + (entries == 1 ? " entry" : " entries")));
}

void StatusLine::show_witness(const wxString& words) {
    put(witness_, words);
}

void StatusLine::show_news(const wxString& words) {
    put(news_, words);
}

void StatusLine::show_log_trouble() {
    log_->set_tone(Tone::hole_text);
    put(log_, _("Access log: cannot be written"));
}

}  // namespace kith::ui
