#pragma once
#include "present/child_view.h"
#include "present/reading.h"
#include "ui/card.h"

#include <functional>
#include <string>
#include <vector>

class wxSimplebook;

namespace kith::ui {

class BannerBar;
class CandidatePanel;
class ChronologyCards;
class DetailsPane;
class IdentityBar;
class LedgerCard;
class LedgerStrip;
class LineList;
class NetworkCard;
class Splitter;

/// What the page asks of the desk. Called on the UI thread; each returns at once, and what it leads to comes
/// back through ChildPage::show. All must be given.
struct ChildIntents {
    /// Whoever keeps the view should also show present::asked_again(view, cells), so that the cells wait at
    /// once.
    std::function<void(const std::vector<present::CellKey>& cells)> ask_again;
    std::function<void()> cancel;
    std::function<void(const link::Settlement&)> settle;
    std::function<void(const std::string& group, bool apart)> ungroup;
    /// For the access log: "event_opened", "origin_shown", ... and an id without personal details.
    std::function<void(const std::string& kind, const std::string& what)> note_look;
};

/// The Child page: who the child is, who has answered, the chronology drawn and listed, the network drawn and
/// listed, the facts, and the details of whatever is opened. It decides nothing: it shows a view and sends
/// intents back.
class ChildPage : public Ground {
public:
    ChildPage(wxWindow* parent, ChildIntents intents);

    /// Shows the view, soon: several in a row cost one refresh. Only what changed is built again.
    void show(const present::ChildView& view);
    /// Lets go of everything about anybody, but for what was open and selected; show() brings the rest.
    void put_away();
    void bring_back();
    /// Puts the keyboard where reading starts.
    void start_reading();

private:
    void build();
    wxWindow* build_picture(wxWindow* parent);
    wxWindow* build_side(wxWindow* parent);
    void size_side(int width);
    void refresh();
    void take_up_reading();
    void refresh_candidates();
    void show_strip();

    void select(const present::Target& target);
    void open(const present::Target& target);
    void read(present::ReadingKey key);
    void show_details();
    void note_look();
    void make_room_for_details();
    void close_details();
    void choose(const record::PersonId& person);
    void show_ledger(bool on);
    void ungroup_selected();
    void ask_again(const present::Target& cell);
    present::Target cell_at_keyboard() const;
    bool is_picture_open() const;
    bool is_ledger_open() const;

    void on_key(wxKeyEvent& event);
    bool act_on(int key, int modifiers);
    bool act_on_letter(int key);
    void step_back();
    bool next_pane(bool forward);

    ChildIntents intents_;
    present::ChildView view_;
    std::shared_ptr<const enquiry::Picture> shown_picture_;
    present::Reading reading_;
    std::vector<std::string>
        parted_;  ///< groups taken apart here, the latest last: U puts them together again
    record::PersonId choosing_about_;
    bool is_refresh_due_ = false;
    bool is_away_ = false;         ///< everything has been let go of
    bool is_coming_back_ = false;  ///< what was selected waits for the picture
    bool is_side_sized_ = false;
    wxWindow* focus_before_details_ = nullptr;
    int sash_before_details_ = 0;

    IdentityBar* identity_ = nullptr;
    LedgerStrip* strip_ = nullptr;
    BannerBar* banner_ = nullptr;
    wxSimplebook* pages_ = nullptr;  ///< picture, ledger, candidates
    Splitter* across_ = nullptr;
    Splitter* down_ = nullptr;
    ChronologyCards* chronology_ = nullptr;
    NetworkCard* network_ = nullptr;
    wxSimplebook* side_ = nullptr;  ///< facts, details
    LineList* facts_ = nullptr;
    DetailsPane* details_ = nullptr;
    LedgerCard* ledger_ = nullptr;
    CandidatePanel* candidates_ = nullptr;
};

}  // namespace kith::ui
