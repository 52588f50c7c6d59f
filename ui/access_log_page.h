#pragma once
#include "present/access_log_view.h"
#include "ui/card.h"
#include "ui/review_desk.h"

#include <array>
#include <vector>

class wxBoxSizer;
class wxButton;
class wxGauge;
class wxSimplebook;

namespace kith::ui {

class Chip;
class DayCard;
class EntryCard;
class LogFilters;
class LogList;
class Notice;
class PromptBar;
class ReportCard;
class Splitter;
class WrapBox;

/// The Access log page: whether the log is whole, what needs review, the entries, one entry with its rule
/// text and proof, and the reports beside them. Whoever is no auditor sees their own looks. It decides
/// nothing: it shows a view and sends intents.
class AccessLogPage : public Ground {
public:
    AccessLogPage(wxWindow* parent, LogIntents intents);

    /// Shows the view, soon: several in a row cost one refresh.
    void show(const present::AccessLogView& view);
    /// The page comes into sight: reads the log unless it is read already, and takes the keyboard.
    void start_reading();
    /// The page goes out of sight: what was opened goes.
    void leave();
    /// F6: false past either end, where the frame goes on.
    bool next_pane(bool forward);

private:
    enum Tab : size_t { kEntries, kEmergencies, kSample, kSources, kChildren, kRetention };
    static constexpr size_t kTabs = 6;

    wxWindow* build_head();
    void build_tabs(wxWindow* parent);
    void place_buttons(int width);
    wxWindow* build_progress();
    wxWindow* build_entries(wxWindow* parent);
    wxWindow* build_side(wxWindow* parent);
    void build_reports();
    void size_side(int width);
    void refresh();
    void show_head(base::Instant now);
    void show_progress();
    void show_tabs();
    void show_reports(base::Instant now);
    void turn(Tab tab);
    void open(const present::Target& target);

    void ask_for_child();
    void ask_for_sample();
    void ask_for_source();
    void ask_for_export();
    void ask_for_case_file(bool is_case);
    void ask_for_figures();
    void ask_for_verdict(const present::VerdictChoice& choice);
    void on_key(wxKeyEvent& event);
    void step_back();
    /// A stop of F6.
    struct Part {
        wxWindow* around;  ///< holds all of it
        wxWindow* first;   ///< takes the keyboard
    };
    std::vector<Part> parts() const;

    LogIntents intents_;
    present::AccessLogView view_;
    bool is_refresh_due_ = false, is_side_sized_ = false, is_list_due_ = false;
    Tab tab_ = kEntries;

    Words* title_ = nullptr;
    Chip* integrity_ = nullptr;
    wxButton* who_looked_ = nullptr;
    wxButton* export_ = nullptr;
    wxBoxSizer *first_row_ = nullptr, *second_row_ = nullptr, *buttons_ = nullptr;
    Ground* progress_ = nullptr;
    Paragraph* progress_words_ = nullptr;
    wxGauge* gauge_ = nullptr;
    wxButton* stop_ = nullptr;
    WrapBox* tabs_ = nullptr;
    std::array<Chip*, kTabs> tab_chips_{};
    Notice* notice_ = nullptr;
    PromptBar* prompt_ = nullptr;
    wxSimplebook* pages_ = nullptr;
    Splitter* across_ = nullptr;
    Splitter* down_ = nullptr;
    LogFilters* filters_ = nullptr;
    Words* found_ = nullptr;
    LogList* list_ = nullptr;
    Paragraph* empty_ = nullptr;
    EntryCard* entry_ = nullptr;
    DayCard* days_ = nullptr;
    std::array<ReportCard*, kTabs> reports_{};  ///< by tab; none for the entries
};

}  // namespace kith::ui
