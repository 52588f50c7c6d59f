#pragma once
#include "present/candidates_view.h"
#include "ui/card.h"

#include <functional>
#include <vector>

class wxButton;
class wxScrolledWindow;

namespace kith::ui {

class LineList;

/// Records that may be one person, side by side, field by field. None is chosen beforehand: arrows or Tab go
/// to a record, and only then does Enter say it is the same person, or N that it is not.
class CandidatePanel : public Card {
public:
    struct Actions {
        std::function<void(const link::Settlement&)> settle;
        std::function<void()> close;
    };
    CandidatePanel(wxWindow* parent, Actions actions);

    void show(present::CandidateQuestion question);
    void take_keyboard();
    /// Whether these very records are on show, so that showing them again would only lose the reader's place.
    bool is_showing(const present::CandidateQuestion& question) const;

private:
    class Option;
    void rebuild();
    void press(present::ChoiceKey key);
    void focus_option(size_t index);
    void on_key(wxKeyEvent& event);

    Actions actions_;
    present::CandidateQuestion question_;
    present::Choosing choosing_;
    Paragraph* status_;
    wxScrolledWindow* columns_;
    LineList* asked_ = nullptr;
    std::vector<Option*> options_;
};

}  // namespace kith::ui
