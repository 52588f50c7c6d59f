#include "ui/child_page.h"

#include "present/candidates_view.h"
#include "present/details.h"
#include "present/facts_view.h"
#include "present/identity_header.h"
#include "present/ledger_view.h"
#include "ui/away.h"
#include "ui/banner_bar.h"
#include "ui/candidate_panel.h"
#include "ui/chronology_cards.h"
#include "ui/clip.h"
#include "ui/details_pane.h"
#include "ui/identity_bar.h"
#include "ui/ledger_grid.h"
#include "ui/ledger_strip.h"
#include "ui/line_list.h"
#include "ui/network_card.h"
#include "ui/splitter.h"
#include "ui/text.h"

#include <wx/simplebook.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

using present::ReadingKey;
using present::Target;

enum Page { kPicture, kLedger, kCandidates };
enum Side { kFacts, kDetails };

}  // namespace

ChildPage::ChildPage(wxWindow* parent, ChildIntents intents)
    : Ground(parent, Tone::ground), intents_(std::move(intents)) {
    build();
    Bind(wxEVT_CHAR_HOOK, &ChildPage::on_key, this);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        CallAfter([this] { show_strip(); });
    });
    refresh();
}

void ChildPage::build() {
    const auto opens = [this](const Target& target) { open(target); };
    identity_ = new IdentityBar(this, opens);
    strip_ = new LedgerStrip(this, opens, [this] { show_ledger(pages_->GetSelection() != kLedger); });
    banner_ = new BannerBar(
        this, [this] { intents_.cancel(); }, [this] { intents_.ask_again(present::askable_again(view_)); });
    pages_ = new wxSimplebook(this);
    ledger_ = new LedgerCard(pages_, {opens, [this] { show_ledger(false); }});
    candidates_ = new CandidatePanel(pages_, {[this](const auto& settled) { intents_.settle(settled); },
                                              [this] {
                                                  pages_->ChangeSelection(kPicture);
                                                  start_reading();
                                              }});
    pages_->AddPage(build_picture(pages_), {});
    pages_->AddPage(ledger_, {});
    pages_->AddPage(candidates_, {});

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(identity_, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(strip_, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(banner_, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(pages_, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(8)));
    SetSizer(all);
}

wxWindow* ChildPage::build_picture(wxWindow* parent) {
    across_ = new Splitter(parent, 0.68, 280);
    chronology_ = new ChronologyCards(across_, {[this](const Target& target) { select(target); },
                                                [this](const Target& target) { open(target); }});
    across_->SplitVertically(chronology_, build_side(across_));
    across_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        if (!is_side_sized_ && event.GetSize().x > FromDIP(500)) size_side(event.GetSize().x);
    });
    return across_;
}

/// The side starts with a share of the width; from then on the sash is the reader's.
void ChildPage::size_side(int width) {
    is_side_sized_ = true;
    const int side = std::clamp(width * 31 / 100, FromDIP(310), FromDIP(520));
    CallAfter([this, width, side] {
        across_->SetSashPosition(width - side);
        down_->SetSashPosition(down_->GetClientSize().y / 2);
    });
}

wxWindow* ChildPage::build_side(wxWindow* parent) {
    down_ = new Splitter(parent, 0.5, 150);
    network_ = new NetworkCard(down_, {[this](const Target& target) { select(target); },
                                       [this](const Target& target) { open(target); }});
    side_ = new wxSimplebook(down_);
    auto* card = new Card(side_, "Facts");
    facts_ = new LineList(card, "Facts with their sources");
    card->body()->Add(facts_, wxSizerFlags(1).Expand());
    const auto act = [this](const present::Line& line) {
        line.opens.kind == Target::Kind::cell ? ask_again(line.opens) : open(line.opens);
    };
    const auto copied = [this](const present::Line&) {
        intents_.note_look("copied", about_of(reading_.selected));
    };
    facts_->on_open([this](const present::Line& line) { open(line.opens); });
    facts_->on_action(act);
    facts_->on_copy([copied](const present::Line& line) {
        copy_text(say(present::as_text(line)));
        copied(line);
    });
    details_ = new DetailsPane(
        side_, {[this](const Target& target) { open(target); }, act,
                [this](bool origin) { read(origin ? ReadingKey::origin : ReadingKey::account); },
                [this] { close_details(); }, copied});
    side_->AddPage(card, {});
    side_->AddPage(details_, {});
    down_->SplitHorizontally(network_, side_, FromDIP(330));
    return down_;
}

void ChildPage::show(const present::ChildView& view) {
    if (view.enquiry != view_.enquiry) {
        reading_ = {};
        parted_.clear();
        pages_->ChangeSelection(kPicture);
        side_->ChangeSelection(kFacts);
    }
    view_ = view;
    if (is_refresh_due_) return;
    is_refresh_due_ = true;
    CallAfter([this] { refresh(); });
}

void ChildPage::refresh() {
    is_refresh_due_ = false;
    identity_->show(present::identity_header(view_));
    show_strip();
    banner_->show(present::banner_of(view_));
    ledger_->show(present::ledger_grid(view_));
    chronology_->show(view_);
    facts_->show(present::facts(view_),
                 "No source has answered yet. What they say is summed up here, each line with its "
                 "source.");
    if (view_.picture != shown_picture_ || !view_.picture) network_->show(view_);
    shown_picture_ = view_.picture;
    take_up_reading();
    const bool is_here = !is_away_ && !is_coming_back_;
    if (reading_.is_open && is_here) show_details();
    if (pages_->GetSelection() == kCandidates && is_here) refresh_candidates();
    Layout();
}

void ChildPage::put_away() {
    if (is_away_) return;
    is_away_ = true;
    is_coming_back_ = view_.picture != nullptr || is_coming_back_;
    const std::uint64_t number = view_.enquiry;
    drop(view_);
    view_.enquiry = number;
    chronology_->put_away();
    details_->show({}, false);
    candidates_->show({});
    refresh();
}

void ChildPage::bring_back() {
    is_away_ = false;
    chronology_->bring_back();
}

/// Where the reader was before everything was put away.
void ChildPage::take_up_reading() {
    if (!is_coming_back_ || is_away_) return;
    if (!view_.picture && view_.phase != present::Phase::emergency_over) return;
    is_coming_back_ = false;
    if (reading_.selected.kind == Target::Kind::entry) chronology_->select_entry(reading_.selected.id);
    network_->select(reading_.selected);
    if (IsShownOnScreen() && !IsDescendant(FindFocus())) start_reading();
}

/// All sources while they take no more than a fifth of the page; at very large text only those that need
/// somebody.
void ChildPage::show_strip() {
    strip_->Show(!view_.ledger.empty());
    strip_->show(present::ledger_strip(view_), is_ledger_open());
    if (GetClientSize().y > 1 && strip_->wanted_height() > GetClientSize().y / 5)
        strip_->show(present::short_ledger_strip(view_), is_ledger_open());
}

/// After one is settled the next question about the same person follows, then the picture again.
void ChildPage::refresh_candidates() {
    present::CandidateQuestion question = present::candidate_question(view_, choosing_about_);
    if (question.options.empty()) {
        pages_->ChangeSelection(kPicture);
        return start_reading();
    }
    if (candidates_->is_showing(question)) return;
    candidates_->show(std::move(question));
    candidates_->take_keyboard();
}

bool ChildPage::is_picture_open() const {
    return pages_->GetSelection() == kPicture;
}

bool ChildPage::is_ledger_open() const {
    return pages_->GetSelection() == kLedger;
}

void ChildPage::start_reading() {
    chronology_->take_keyboard();
}

void ChildPage::select(const Target& target) {
    const present::Reading before = reading_;
    reading_ = present::select(reading_, target);
    if (target.kind == Target::Kind::entry) chronology_->select_entry(target.id);
    network_->select(target);
    if (reading_.is_open && reading_ != before) {
        note_look();
        show_details();
    }
}

void ChildPage::open(const Target& target) {
    if (!target.leads_somewhere()) return;
    if (target.kind == Target::Kind::candidates) return choose(target.person);
    if (side_->GetSelection() != kDetails) focus_before_details_ = wxWindow::FindFocus();
    reading_ = present::select(reading_, target);
    if (target.kind == Target::Kind::entry) chronology_->select_entry(target.id);
    if (pages_->GetSelection() != kPicture) pages_->ChangeSelection(kPicture);
    read(ReadingKey::open);
    details_->take_keyboard();
}

void ChildPage::read(ReadingKey key) {
    const present::Reading before = reading_;
    reading_ = present::press(reading_, key);
    if (reading_ != before) note_look();
    if (!reading_.is_open) return;
    if (side_->GetSelection() != kDetails) make_room_for_details();
    side_->ChangeSelection(kDetails);
    show_details();
}

/// Details take at least three fifths of the side; closing gives the network its place back.
void ChildPage::make_room_for_details() {
    sash_before_details_ = down_->GetSashPosition();
    const int most = down_->GetClientSize().y * 2 / 5;
    if (sash_before_details_ > most) down_->SetSashPosition(most);
}

void ChildPage::note_look() {
    if (const auto kind = present::look_of(reading_); !kind.empty())
        intents_.note_look(std::string(kind), present::about_of(reading_.selected));
}

void ChildPage::show_details() {
    const present::Details details = present::details_of(view_, reading_.selected);
    details_->show(details, reading_.shows_origin);
}

void ChildPage::close_details() {
    reading_ = present::press(reading_, ReadingKey::close);
    side_->ChangeSelection(kFacts);
    if (sash_before_details_ > 0) down_->SetSashPosition(sash_before_details_);
    if (focus_before_details_)
        focus_before_details_->SetFocus();
    else
        start_reading();
}

void ChildPage::choose(const record::PersonId& person) {
    choosing_about_ = person;
    pages_->ChangeSelection(kCandidates);
    candidates_->show(present::candidate_question(view_, person));
    candidates_->take_keyboard();
}

void ChildPage::show_ledger(bool on) {
    pages_->ChangeSelection(on ? kLedger : kPicture);
    show_strip();
    on ? ledger_->take_keyboard() : start_reading();
}

/// Takes the opened or selected incident apart; pressed again with none, puts the last one together again.
void ChildPage::ungroup_selected() {
    const std::string group = present::details_of(view_, reading_.selected).group;
    if (!group.empty()) {
        parted_.push_back(group);
        return intents_.ungroup(group, true);
    }
    if (parted_.empty()) return;
    intents_.ungroup(parted_.back(), false);
    parted_.pop_back();
}

void ChildPage::ask_again(const Target& cell) {
    const record::Cell* held = present::cell_of(view_, cell.person, cell.source);
    if (held && present::may_ask_again(*held)) intents_.ask_again({{cell.person, cell.source}});
}

/// The cell that R means: of the chip, grid cell, fact or details with the keyboard.
Target ChildPage::cell_at_keyboard() const {
    if (const Target chip = strip_->at_keyboard(); chip.kind == Target::Kind::cell) return chip;
    if (pages_->GetSelection() == kLedger) return ledger_->at_keyboard();
    if (facts_->HasFocus() && facts_->selected()) return facts_->selected()->opens;
    return reading_.selected;
}

}  // namespace kith::ui
