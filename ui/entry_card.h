#pragma once
#include "present/access_log_view.h"
#include "ui/card.h"

#include <functional>
#include <vector>

class wxBoxSizer;
class wxButton;

namespace kith::ui {

class LineList;

/// One entry of the log: what was done, what questions it, how it is proved, and the verdicts that can be
/// given.
class EntryCard : public Card {
public:
    struct Actions {
        std::function<void(bool is_who)> open_words;
        std::function<void(bool is_case)> export_file;  ///< of the whole case, or the one enquiry
        std::function<void(std::uint64_t place)> select;
        std::function<void(const present::VerdictChoice&)> decide;
        std::function<void()> close;
    };
    EntryCard(wxWindow* parent, Actions actions);

    void show(const present::AccessLogView& view, base::Instant now);
    void take_keyboard();
    wxWindow* pane() const;
    /// The first and last verdict that can be given; null when none can.
    wxWindow* first_verdict() const;
    wxWindow* last_verdict() const;

private:
    void act(const present::Line& line);
    bool move_on(bool forward);
    void show_verdicts(const present::EntryDetails& details,
                       const std::vector<present::VerdictChoice>& choices);

    Actions actions_;
    Paragraph* sentence_;
    LineList* lines_;
    Ground* verdicts_;
    Ground* row_;
    wxBoxSizer* row_sizer_;
    std::vector<wxButton*> buttons_;
    std::vector<present::VerdictChoice> choices_;
    Paragraph* why_not_;
};

}  // namespace kith::ui
