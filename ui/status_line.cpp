#include "ui/status_line.h"

#include "base/text.h"
#include "policy/decide.h"
#include "record/when.h"
#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/text.h"

#include <wx/sizer.h>

namespace kith::ui {
namespace {

std::string validity(const policy::Rulebook& rulebook) {
    if (!rulebook.valid_until) return {};
    // It holds until just before this instant: the last day is the one before.
    const auto last = *rulebook.valid_until - std::chrono::milliseconds{1};
    return ", valid to " + record::uk_day(last).words();
}

}  // namespace

StatusLine::StatusLine(wxWindow* parent, bool is_sandbox) : Ground(parent, Tone::surface_head) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto part = [&] {
        auto* words = new Words(this, "", Tone::text_quiet, Words::Size::small);
        row->Add(words, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(14)));
        return words;
    };
    user_ = part();
    policy_ = part();
    log_ = part();
    row->AddStretchSpacer();
    if (is_sandbox) {
        ChipLook look;
        look.strong = _("Invented people");
        look.text = _("sandbox");
        look.shade = {Tone::sandbox, Tone::sandbox_text, Tone::sandbox};
        look.ground = Tone::surface_head;
        row->Add(new Chip(this, look), wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(3)));
    }
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(row, wxSizerFlags(1).Expand());
    SetSizer(all);
    SetMinSize(wxSize(-1, GetCharHeight() + FromDIP(14)));
    set_accessible_name(this, _("Status"));
}

void StatusLine::put(Words* part, const wxString& text) {
    announce(part, text);
    Layout();
}

void StatusLine::show_user(const policy::User& user, const wxString& role_name) {
    put(user_, say("Signed in: " + user.name + " \u00B7 " + said(role_name) + " \u00B7 " + user.agency));
}

void StatusLine::show_policy(const policy::Rulebook& rulebook) {
    put(policy_, say("Policy " + rulebook.version + validity(rulebook)));
}

void StatusLine::show_log(std::uint64_t entries) {
    log_->set_tone(Tone::text_quiet);
    put(log_, say("Access log: intact, " + base::counted(entries, "entry", "entries")));
}

void StatusLine::show_log_trouble() {
    log_->set_tone(Tone::hole_text);
    put(log_, _("Access log: cannot be written"));
}

void StatusLine::show_text(const wxString& text) {
    put(user_, text);
}

}  // namespace kith::ui
