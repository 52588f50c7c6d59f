#pragma once
#include "crypto/sealed_text.h"
#include "present/child_view.h"
#include "present/chronology_view.h"
#include "present/time_window.h"
#include "ui/card.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class wxScrolledWindow;

namespace kith::ui {

class ChronologyList;
class FilterBar;
class Splitter;
class TimelineCanvas;

/// The chronology twice: drawn by agency above, listed below. Selecting in one selects in the other; the
/// period selected above narrows the list.
class ChronologyCards : public Ground {
public:
    struct Actions {
        std::function<void(const present::Target&)> select;
        std::function<void(const present::Target&)> open;
    };
    ChronologyCards(wxWindow* parent, Actions actions);

    void show(const present::ChildView& view);
    /// Lets go of everything about anybody, and brings back the words that were searched for.
    void put_away();
    void bring_back();
    /// Selects an entry in both; others are left as they are.
    void select_entry(const std::string& entry);
    void focus_search();
    bool search_has_keyboard() const;
    /// Clears what narrows the list; false when nothing did.
    bool clear_narrowing();
    void take_keyboard();
    std::vector<wxWindow*> panes() const;

private:
    wxWindow* build_timeline(wxWindow* parent);
    wxWindow* build_list(wxWindow* parent);
    void rebuild();
    void show_timeline();
    void rest_sash();
    void chosen(const std::string& entry, bool opens);
    void period_chosen(const std::optional<present::TimeWindow>& period);
    void show_tray();
    void show_empty();

    Actions actions_;
    present::ChildView view_;
    std::shared_ptr<const present::ChronologyView> chronology_;
    Splitter* splitter_;
    wxScrolledWindow* scroller_ = nullptr;  ///< only for very large text: lanes never run into one another
    TimelineCanvas* timeline_ = nullptr;
    Words* title_ = nullptr;
    FilterBar* filters_ = nullptr;
    Ground* tray_ = nullptr;
    Words* tray_title_ = nullptr;
    ChronologyList* undated_ = nullptr;
    ChronologyList* list_ = nullptr;
    Paragraph* empty_ = nullptr;
    crypto::SealedText away_words_;
    bool is_linking_ = false;
    bool is_sash_ours_ = true;  ///< until the reader drags it, the timeline is as high as its lanes need
};

}  // namespace kith::ui
