#include "ui/chronology_cards.h"

#include "base/text.h"
#include "present/timeline_view.h"
#include "ui/away.h"
#include "ui/chronology_list.h"
#include "ui/filter_bar.h"
#include "ui/splitter.h"
#include "ui/text.h"
#include "ui/timeline_canvas.h"

#include <wx/scrolwin.h>
#include <wx/sizer.h>

#include <algorithm>
#include <cmath>

namespace kith::ui {
namespace {

constexpr size_t kTrayRows = 3;
constexpr int kLeastPaneDip = 84;

record::Period period_of(const std::optional<present::TimeWindow>& days) {
    if (!days) return {};
    return {record::from_day_number(static_cast<int>(std::floor(days->from))),
            record::from_day_number(static_cast<int>(std::floor(days->to)))};
}

}  // namespace

ChronologyCards::ChronologyCards(wxWindow* parent, Actions actions)
    : Ground(parent, Tone::ground), actions_(std::move(actions)) {
    splitter_ = new Splitter(this, 0.0, kLeastPaneDip);
    splitter_->SplitHorizontally(build_timeline(splitter_), build_list(splitter_), FromDIP(250));
    splitter_->Bind(wxEVT_SPLITTER_SASH_POS_CHANGED, [this](wxSplitterEvent& event) {
        is_sash_ours_ = false;
        event.Skip();
    });
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(splitter_, wxSizerFlags(1).Expand());
    SetSizer(all);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        if (is_sash_ours_) CallAfter([this] { rest_sash(); });
    });
}

/// Until the reader moves it: as high as the lanes need, never more than half, and never so much that the
/// list has no rows.
void ChronologyCards::rest_sash() {
    const int rows = filters_->GetBestSize().y + (tray_->IsShown() ? tray_->GetBestSize().y : 0) +
                     list_->height_of_rows(4);
    const int wanted = timeline_->best_height() + FromDIP(44);
    const int most = std::min(GetClientSize().y / 2, GetClientSize().y - rows);
    const int place = std::max(std::min(wanted, most), FromDIP(kLeastPaneDip));
    if (splitter_->GetSashPosition() != place) splitter_->SetSashPosition(place);
}

wxWindow* ChronologyCards::build_timeline(wxWindow* parent) {
    auto* card = new Card(parent, "Chronology");
    title_ = new Words(card->head_window(), {}, Tone::text_quiet);
    card->head()->Add(title_, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(10)));
    scroller_ = new wxScrolledWindow(card, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    scroller_->SetScrollRate(0, FromDIP(10));
    timeline_ = new TimelineCanvas(scroller_);
    auto* inside = new wxBoxSizer(wxVERTICAL);
    inside->Add(timeline_, wxSizerFlags(1).Expand());
    scroller_->SetSizer(inside);
    timeline_->on_select([this](const std::string& entry) { chosen(entry, false); });
    timeline_->on_open([this](const std::string& entry) { chosen(entry, true); });
    timeline_->on_period([this](std::optional<present::TimeWindow> period) { period_chosen(period); });
    card->body()->Add(scroller_, wxSizerFlags(1).Expand());
    return card;
}

wxWindow* ChronologyCards::build_list(wxWindow* parent) {
    auto* frame = new Ground(parent, Tone::line);
    auto* pane = new Ground(frame, Tone::surface);
    auto* edge = new wxBoxSizer(wxVERTICAL);
    edge->Add(pane, wxSizerFlags(1).Expand().Border(wxALL, 1));
    frame->SetSizer(edge);
    auto* all = new wxBoxSizer(wxVERTICAL);
    filters_ = new FilterBar(pane, [this] { rebuild(); });
    tray_ = new Ground(pane, Tone::surface_head);
    tray_title_ = new Words(tray_, {}, Tone::text, Words::Size::small);
    undated_ = new ChronologyList(tray_, ChronologyList::Shows::undated);
    auto* tray = new wxBoxSizer(wxVERTICAL);
    tray->Add(tray_title_, wxSizerFlags().Border(wxALL, FromDIP(4)));
    tray->Add(undated_, wxSizerFlags(1).Expand());
    tray_->SetSizer(tray);
    list_ = new ChronologyList(pane, ChronologyList::Shows::dated);
    empty_ = new Paragraph(pane, {}, Tone::text_quiet);
    for (auto* list : {list_, undated_}) {
        list->on_select([this](const auto& row) { chosen(row.entry, false); });
        list->on_open([this](const auto& row) { chosen(row.entry, true); });
    }
    all->Add(filters_, wxSizerFlags().Expand());
    all->Add(tray_, wxSizerFlags().Expand());
    all->Add(empty_, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    all->Add(list_, wxSizerFlags(1).Expand());
    pane->SetSizer(all);
    return frame;
}

void ChronologyCards::show(const present::ChildView& view) {
    const bool is_same_picture = view.picture == view_.picture && view.enquiry == view_.enquiry;
    view_ = view;
    const link::Identity* child = present::subject_of(view_);
    filters_->set_child(child ? child->id : std::string());
    if (is_same_picture && chronology_) return show_timeline();
    rebuild();
}

void ChronologyCards::put_away() {
    away_words_ = ui::put_away(filters_->words());
    filters_->set_words({});
    drop(view_);
    rebuild();
}

void ChronologyCards::bring_back() {
    if (const auto words = away_words_.open()) filters_->set_words(std::string(words->reveal()));
    away_words_ = {};
}

void ChronologyCards::rebuild() {
    chronology_ =
        std::make_shared<const present::ChronologyView>(view_.picture, view_.sources, filters_->narrowing());
    title_->SetLabel(say(chronology_->title()));
    if (filters_->narrowing().filter.period.is_open()) timeline_->set_period(std::nullopt);
    filters_->show_conflicts(chronology_->conflict_count());
    list_->show(chronology_);
    undated_->show(chronology_);
    show_tray();
    show_empty();
    show_timeline();
}

/// Also when only cells settled: the lanes name who has not answered.
void ChronologyCards::show_timeline() {
    if (!view_.picture && view_.ledger.empty())
        timeline_->show({}, view_.sources);
    else
        timeline_->show(present::timeline_of(view_, *chronology_), view_.sources);
    timeline_->SetMinSize(wxSize(FromDIP(240), timeline_->least_height()));
    scroller_->FitInside();
    if (is_sash_ours_) rest_sash();
}

void ChronologyCards::show_tray() {
    const size_t count = chronology_->undated_count();
    tray_->Show(count > 0);
    tray_title_->SetLabel(say(base::counted(count, "undated event", "undated events") +
                              ": counted, never placed on a day that nobody gave"));
    undated_->SetMinSize(wxSize(-1, undated_->height_of_rows(std::min(count, kTrayRows))));
    tray_->GetParent()->Layout();
}

void ChronologyCards::show_empty() {
    const bool is_empty = chronology_->size() == 0;
    if (is_empty) empty_->say(say(chronology_->empty_words()));
    empty_->Show(is_empty);
    list_->Show(!is_empty);
    list_->GetParent()->Layout();
}

void ChronologyCards::chosen(const std::string& entry, bool opens) {
    select_entry(entry);
    const auto target = present::Target::entry(entry);
    opens ? actions_.open(target) : actions_.select(target);
}

void ChronologyCards::select_entry(const std::string& entry) {
    if (is_linking_) return;
    is_linking_ = true;
    timeline_->select_entry(entry);
    const auto selected = list_->selected_row();
    if (!selected || selected->entry != entry) list_->select_entry(entry);
    const auto undated = undated_->selected_row();
    if (!undated || undated->entry != entry) undated_->select_entry(entry);
    is_linking_ = false;
}

void ChronologyCards::period_chosen(const std::optional<present::TimeWindow>& period) {
    filters_->set_period(period_of(period));
    rebuild();
}

bool ChronologyCards::clear_narrowing() {
    if (!filters_->narrowing().is_narrow()) return false;
    timeline_->set_period(std::nullopt);
    filters_->clear();
    return true;
}

void ChronologyCards::focus_search() {
    filters_->focus_search();
}

bool ChronologyCards::search_has_keyboard() const {
    return filters_->search_has_keyboard();
}

void ChronologyCards::take_keyboard() {
    list_->IsShown() ? list_->SetFocus() : timeline_->SetFocus();
}

std::vector<wxWindow*> ChronologyCards::panes() const {
    return {timeline_, list_};
}

}  // namespace kith::ui
