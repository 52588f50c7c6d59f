#include "ui/access_log_page.h"

#include "base/text.h"
#include "record/identifiers.h"
#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/choose_file.h"
#include "ui/day_bars.h"
#include "ui/entry_card.h"
#include "ui/log_filters.h"
#include "ui/log_list.h"
#include "ui/moods.h"
#include "ui/notice.h"
#include "ui/prompt_bar.h"
#include "ui/report_card.h"
#include "ui/splitter.h"
#include "ui/text.h"
#include "ui/wrap_box.h"

#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>

#include <algorithm>
#include <chrono>

namespace kith::ui {
namespace {

using present::AccessLogView;
using present::Target;

constexpr int kGaugeSteps = 1000;

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

AccessLogPage::AccessLogPage(wxWindow* parent, LogIntents intents)
    : Ground(parent, Tone::ground), intents_(std::move(intents)) {
    auto* head = build_head();
    auto* progress = build_progress();
    notice_ = new Notice(this);
    prompt_ = new PromptBar(this, [this] {
        if (tab_ == kEntries) list_->SetFocus();
    });
    pages_ = new wxSimplebook(this);
    pages_->AddPage(build_entries(pages_), {});
    build_reports();
    auto* all = new wxBoxSizer(wxVERTICAL);
    for (wxWindow* strip : {head, progress, static_cast<wxWindow*>(notice_), static_cast<wxWindow*>(prompt_)})
        all->Add(strip, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(pages_, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(8)));
    SetSizer(all);
    Bind(wxEVT_CHAR_HOOK, &AccessLogPage::on_key, this);
    refresh();
}

/// Title and integrity, the views of the log, and two buttons: in the first row while there is room, else in
/// the second.
wxWindow* AccessLogPage::build_head() {
    auto* head = new Ground(this, Tone::surface);
    title_ = new Words(head, "Access log", Tone::text, Words::Size::title);
    auto* middle = new WrapBox(head, Tone::surface);
    integrity_ = new Chip(middle, {});
    who_looked_ = new wxButton(head, wxID_ANY, say("Who looked at this child\u2026"));
    who_looked_->SetToolTip("Asks for an NHS number; the question is an entry of the log");
    who_looked_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { ask_for_child(); });
    export_ = new wxButton(head, wxID_ANY, say("Export for inspection\u2026"));
    export_->SetToolTip("Writes the whole log, sealed, for kith-verify; that you did is an entry of the log");
    export_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { ask_for_export(); });
    build_tabs(head);
    const int gap = FromDIP(12);
    buttons_ = new wxBoxSizer(wxHORIZONTAL);
    for (wxButton* button : {who_looked_, export_})
        buttons_->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(8)));
    first_row_ = new wxBoxSizer(wxHORIZONTAL);
    first_row_->Add(title_, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, gap));
    first_row_->Add(middle, wxSizerFlags(1).CentreVertical());
    first_row_->Add(buttons_, wxSizerFlags().CentreVertical());
    second_row_ = new wxBoxSizer(wxHORIZONTAL);
    second_row_->Add(tabs_, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(10)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(first_row_, wxSizerFlags().Expand().Border(wxTOP, FromDIP(8)));
    all->Add(second_row_, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, FromDIP(8)));
    head->SetSizer(all);
    head->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        place_buttons(event.GetSize().x);
    });
    return head;
}

void AccessLogPage::place_buttons(int width) {
    const int wanted =
        title_->GetBestSize().x + integrity_->GetBestSize().x + buttons_->CalcMin().x + FromDIP(60);
    wxBoxSizer* row = wanted > width ? second_row_ : first_row_;
    if (row->GetItem(buttons_)) return;
    (row == first_row_ ? second_row_ : first_row_)->Detach(buttons_);
    row->Add(buttons_, wxSizerFlags().CentreVertical());
    CallAfter([this] { lay_out_around(title_); });
}

void AccessLogPage::build_tabs(wxWindow* parent) {
    tabs_ = new WrapBox(parent, Tone::surface);
    set_accessible_name(tabs_, "Views of the log");
    for (size_t i = 0; i < kTabs; ++i)
        tab_chips_[i] = new Chip(
            tabs_, {}, [this, i] { turn(static_cast<Tab>(i)); }, Role::tab);
}

wxWindow* AccessLogPage::build_progress() {
    progress_ = new Ground(this, Tone::surface);
    progress_words_ = new Paragraph(progress_, {}, Tone::text);
    gauge_ = new wxGauge(progress_, wxID_ANY, kGaugeSteps, wxDefaultPosition, FromDIP(wxSize(200, 10)));
    set_accessible_name(gauge_, "Entries read");
    stop_ = new wxButton(progress_, wxID_ANY, "Stop reading");
    stop_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { intents_.stop_reading(); });
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(12);
    row->Add(progress_words_, wxSizerFlags(1).CentreVertical().Border(wxALL, gap));
    row->Add(gauge_, wxSizerFlags().CentreVertical());
    row->Add(stop_, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, gap));
    progress_->SetSizer(row);
    progress_->Hide();
    return progress_;
}

wxWindow* AccessLogPage::build_entries(wxWindow* parent) {
    across_ = new Splitter(parent, 0.68, 280);
    auto* frame = new Ground(across_, Tone::line);
    auto* pane = new Ground(frame, Tone::surface);
    auto* edge = new wxBoxSizer(wxVERTICAL);
    edge->Add(pane, wxSizerFlags(1).Expand().Border(wxALL, 1));
    frame->SetSizer(edge);
    filters_ = new LogFilters(pane, [this](const present::LogQuery& query) { intents_.ask_for(query); });
    found_ =
        new Words(pane, {}, Tone::text_quiet, Words::Size::small, wxST_ELLIPSIZE_END | wxST_NO_AUTORESIZE);
    empty_ = new Paragraph(pane, {}, Tone::text_quiet);
    list_ = new LogList(pane);
    list_->on_select([this](std::optional<std::uint64_t> place) { intents_.select(place); });
    list_->on_open([this] { entry_->take_keyboard(); });
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(filters_, wxSizerFlags().Expand());
    all->Add(found_, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(8)));
    all->Add(empty_, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    all->Add(list_, wxSizerFlags(1).Expand());
    pane->SetSizer(all);
    across_->SplitVertically(frame, build_side(across_));
    across_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        if (!is_side_sized_ && event.GetSize().x > FromDIP(500)) size_side(event.GetSize().x);
    });
    return across_;
}

wxWindow* AccessLogPage::build_side(wxWindow* parent) {
    down_ = new Splitter(parent, 0.75, 120);
    entry_ = new EntryCard(down_, {[this](bool is_who) { intents_.open_words(is_who); },
                                   [this](bool is_case) { ask_for_case_file(is_case); },
                                   [this](std::uint64_t place) { intents_.select(place); },
                                   [this](const present::VerdictChoice& choice) { ask_for_verdict(choice); },
                                   [this] { list_->SetFocus(); }});
    days_ = new DayCard(down_);
    down_->SplitHorizontally(entry_, days_, FromDIP(420));
    return down_;
}

void AccessLogPage::build_reports() {
    const auto opens = [this](const Target& target) { open(target); };
    const auto add = [&](Tab tab, const wxString& name, const wxString& deed, std::function<void()> on_deed) {
        reports_[tab] = new ReportCard(pages_, name, deed, std::move(on_deed), opens);
        pages_->AddPage(reports_[tab], {});
    };
    add(kEmergencies, "Emergency access", {}, {});
    add(kSample, "Sample", say("Draw a sample\u2026"), [this] { ask_for_sample(); });
    add(kSources, "Source's list", say("Compare a list\u2026"), [this] { ask_for_source(); });
    add(kChildren, "Children", say("Month in figures\u2026"), [this] { ask_for_figures(); });
    add(kRetention, "Retention", {}, {});
}

/// The side starts with a share of the width; from then on the sash is the reader's.
void AccessLogPage::size_side(int width) {
    is_side_sized_ = true;
    const int side = std::clamp(width * 31 / 100, FromDIP(310), FromDIP(520));
    CallAfter([this, width, side] {
        across_->SetSashPosition(width - side);
        // At very large text the lines need the room more than the bars do.
        const int share = GetCharHeight() > FromDIP(26) ? 84 : 72;
        down_->SetSashPosition(down_->GetClientSize().y * share / 100);
    });
}

void AccessLogPage::show(const AccessLogView& view) {
    view_ = view;
    if (is_refresh_due_) return;
    is_refresh_due_ = true;
    CallAfter([this] { refresh(); });
}

void AccessLogPage::refresh() {
    is_refresh_due_ = false;
    const base::Instant at = now();
    show_head(at);
    show_progress();
    show_tabs();
    if (view_.notice.words.empty())
        notice_->clear();
    else
        notice_->say(view_.notice.mood, say(view_.notice.words));
    filters_->show(view_);
    list_->show(view_, at);
    const bool is_empty = view_.is_ready() && view_.found && view_.found->places.empty();
    if (is_empty) empty_->say(say(present::nothing_found_words(view_.query)));
    empty_->Show(is_empty);
    std::string found =
        view_.is_ready() && view_.found ? present::found_words(*view_.book, *view_.found) : "";
    if (const std::string grown = present::new_entries_words(view_); !grown.empty())
        found += (found.empty() ? "" : " \u00B7 ") + grown;
    found_->SetLabel(say(found));
    entry_->show(view_, at);
    days_->show(view_.look ? view_.look->chart : present::DayChart{});
    show_reports(at);
    Layout();
    list_->GetParent()->Layout();
    // Whoever came to the list before its rows did stands on the first of them.
    if (tab_ == kEntries && list_->HasFocus() && !is_empty) list_->take_keyboard();
    if (is_list_due_ && view_.found && tab_ == kEntries) {
        is_list_due_ = false;
        // Not from somebody who has begun to type meanwhile.
        if (!filters_->search_has_keyboard() && !prompt_->is_asking()) list_->take_keyboard();
    }
}

void AccessLogPage::show_head(base::Instant at) {
    const bool is_own = view_.book && view_.book->is_own_only;
    title_->SetLabel(is_own ? "Your own looks" : "Access log");
    const present::Chip chip = present::integrity_chip(view_, at);
    ChipLook look = look_of(chip);
    if (chip.mood != present::Mood::neutral)
        look.symbol = wxString::FromUTF8(chip.mood == present::Mood::good ? "\xE2\x9C\x93" : "\xE2\x97\x86");
    integrity_->show(look, say(chip.text));
    integrity_->SetToolTip(say(chip.sentence));
    set_accessible_description(integrity_, say(chip.sentence));
    static_cast<WrapBox*>(integrity_->GetParent())->rearrange();
    who_looked_->Show(!is_own);
    who_looked_->Enable(view_.is_ready());
    export_->Show(!is_own);
    export_->Enable(view_.is_ready());
    place_buttons(title_->GetParent()->GetSize().x);
    title_->GetParent()->Layout();
}

void AccessLogPage::show_progress() {
    const wxString words = say(present::progress_words(view_));
    const bool is_reading = view_.phase == AccessLogView::Phase::reading;
    progress_words_->say(words);
    gauge_->Show(is_reading);
    stop_->Show(is_reading);
    if (view_.total > 0) gauge_->SetValue(static_cast<int>(view_.read * kGaugeSteps / view_.total));
    progress_->Show(!words.empty());
    progress_->Layout();
}

void AccessLogPage::show_tabs() {
    const bool is_own = view_.book && view_.book->is_own_only;
    const std::uint64_t emergencies = view_.book ? view_.book->emergencies.unreviewed : 0;
    const std::array<wxString, kTabs> labels{
        "Entries",  wxString::Format("Emergencies (%d)", static_cast<int>(emergencies)),
        "Sample",   "Source\'s list",
        "Children", "Retention"};
    for (size_t i = 0; i < kTabs; ++i) {
        ChipLook look;
        look.text = labels[i];
        look.is_on = tab_ == i;
        tab_chips_[i]->show(look);
        tab_chips_[i]->Show(!is_own || i <= kEmergencies);
    }
    tabs_->rearrange();
}

void AccessLogPage::show_reports(base::Instant at) {
    if (!view_.is_ready()) return;
    const present::LogBook& book = *view_.book;
    if (tab_ == kEmergencies)
        reports_[kEmergencies]->show(present::emergency_report(book, view_.verdicts, at));
    if (tab_ == kSample)
        reports_[kSample]->show(
            present::sample_report(book, view_.sample ? &*view_.sample : nullptr, view_.verdicts, at));
    if (tab_ == kSources) reports_[kSources]->show(present::compared_report(book, view_.compared.get(), at));
    if (tab_ == kChildren) reports_[kChildren]->show(present::children_report(book));
    if (tab_ == kRetention) reports_[kRetention]->show(present::retention_report(book, at));
}

void AccessLogPage::turn(Tab tab) {
    tab_ = tab;
    pages_->ChangeSelection(tab);
    refresh();
}

/// A line of a report leads to its entry among all entries.
void AccessLogPage::open(const Target& target) {
    if (target.kind != Target::Kind::log_entry) return;
    turn(kEntries);
    intents_.select(std::stoull(target.id));
    entry_->take_keyboard();
}

void AccessLogPage::start_reading() {
    if (view_.phase == AccessLogView::Phase::closed) {
        is_list_due_ = true;
        return intents_.read();
    }
    tab_ == kEntries ? list_->take_keyboard() : reports_[tab_]->take_keyboard();
}

void AccessLogPage::leave() {
    prompt_->close();
    intents_.leave();
}

void AccessLogPage::ask_for_child() {
    prompt_->ask(
        {say("NHS number of the child"), "Look",
         "Shows every entry about this child. That you asked is an entry of the log, about that child.",
         [](const std::string& text) {
             return record::NhsNumber::parse(text)
                        ? std::string()
                        : std::string("Ten digits whose last one checks the others");
         },
         [this](const std::string& number) {
             turn(kEntries);
             intents_.find_child(number);
         }});
}

void AccessLogPage::ask_for_sample() {
    prompt_->ask({"Seed and how many", "Draw",
                  "Two whole numbers, such as 202611 20. Publish the seed beforehand: anybody can draw the "
                  "same sample again.",
                  [](const std::string& text) {
                      const auto wish = present::read_sample_wish(text);
                      return wish ? std::string() : wish.error().detail;
                  },
                  [this](const std::string& text) {
                      if (const auto wish = present::read_sample_wish(text))
                          intents_.draw_sample(wish->seed, wish->size);
                      reports_[kSample]->take_keyboard();
                  }});
}

void AccessLogPage::ask_for_source() {
    if (!view_.book) return;
    const auto source_called = [book = view_.book](const std::string& name) {
        std::string found;
        for (const auto& source : book->names.sources.all())
            if (!name.empty() &&
                (base::lower_ascii(source.short_name) == base::lower_ascii(name) || source.id.text() == name))
                found = source.id.text();
        return found;
    };
    prompt_->ask({"Whose list it is", say("Choose the file\u2026"),
                  "The source's short name, such as School MIS. Then choose its list: a CSV file with the "
                  "columns time, user and "
                  "nhs_number.",
                  [source_called](const std::string& text) {
                      return source_called(text).empty()
                                 ? std::string("The rulebook knows no source of this name")
                                 : std::string();
                  },
                  [this, source_called](const std::string& text) {
                      choose_file(this, "The source's list of accesses", {},
                                  [this, source = source_called(text)](const std::string& path) {
                                      intents_.reconcile(source, path);
                                  });
                  }});
}

void AccessLogPage::ask_for_export() {
    choose_file(this, "Export for inspection", "access-log.kithlog",
                [this](const std::string& path) { intents_.export_log(path); });
}

void AccessLogPage::ask_for_case_file(bool is_case) {
    choose_file(this, is_case ? "Case file" : "Enquiry file", is_case ? "case.kithlog" : "enquiry.kithlog",
                [this, is_case](const std::string& path) { intents_.export_file(is_case, path); });
}

void AccessLogPage::ask_for_figures() {
    choose_file(this, "Month in figures", "access-log-month.txt",
                [this](const std::string& path) { intents_.write_figures(path); });
}

void AccessLogPage::ask_for_verdict(const present::VerdictChoice& choice) {
    prompt_->ask({say(choice.question), "Record", say(choice.sentence),
                  [](const std::string& text) { return present::verdict_sentence_lacks(text); },
                  [this, id = choice.id](const std::string& sentence) { intents_.decide(id, sentence); }});
}

void AccessLogPage::on_key(wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    if (event.GetModifiers() == wxMOD_CONTROL && key == 'F') {
        turn(kEntries);
        return filters_->focus_search();
    }
    if (key == WXK_TAB && event.GetModifiers() == wxMOD_SHIFT && tab_ == kEntries && entry_->last_verdict()) {
        // Back from the days to the verdicts, which the toolkit passes by.
        wxWindow* focus = wxWindow::FindFocus();
        if (days_->IsDescendant(focus) && !days_->pane()->IsDescendant(focus))
            return entry_->last_verdict()->SetFocus();
    }
    if (event.HasAnyModifiers()) return event.Skip();
    if (key == WXK_F5) {
        is_list_due_ = true;
        return intents_.read();
    }
    if (key == WXK_ESCAPE) return step_back();
    event.Skip();
}

/// Esc undoes the nearest thing: a reading that runs, another view, then what narrows the list.
void AccessLogPage::step_back() {
    if (view_.phase == AccessLogView::Phase::reading) return intents_.stop_reading();
    if (tab_ != kEntries) {
        turn(kEntries);
        return list_->take_keyboard();
    }
    filters_->clear();
    list_->SetFocus();
}

/// In the order in which the page reads.
std::vector<AccessLogPage::Part> AccessLogPage::parts() const {
    std::vector<Part> all;
    if (who_looked_->IsShown()) all.push_back({who_looked_->GetParent(), who_looked_});
    all.push_back({tabs_, tab_chips_[tab_]});
    if (prompt_->IsShown()) all.push_back({prompt_, prompt_});
    if (tab_ != kEntries) {
        ReportCard* report = reports_[tab_];
        if (report->deed()) all.push_back({report, report->deed()});
        all.push_back({report->pane(), report->pane()});
        return all;
    }
    all.push_back({filters_, filters_});
    all.push_back({list_, list_});
    all.push_back({entry_->pane(), entry_->pane()});
    if (wxWindow* verdict = entry_->first_verdict()) all.push_back({verdict->GetParent(), verdict});
    all.push_back({days_, days_->pane()});
    return all;
}

bool AccessLogPage::next_pane(bool forward) {
    const auto all = parts();
    std::ptrdiff_t here = -1;
    // The last that holds the keyboard: the first part lies around the second.
    for (size_t i = 0; i < all.size(); ++i)
        for (const wxWindow* at = wxWindow::FindFocus(); at; at = at->GetParent())
            if (at == all[i].around) here = static_cast<std::ptrdiff_t>(i);
    if (here < 0) return start_reading(), true;
    const auto next = here + (forward ? 1 : -1);
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(all.size())) return false;
    wxWindow* first = all[static_cast<size_t>(next)].first;
    if (first == filters_)
        filters_->focus_search();
    else if (first == list_)
        list_->take_keyboard();
    else
        first->SetFocus();
    return true;
}

}  // namespace kith::ui
