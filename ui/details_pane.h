#pragma once
#include "present/details.h"
#include "ui/card.h"

#include <functional>

namespace kith::ui {

class Chip;
class LineList;

/// Everything behind one thing: what is said, and where it comes from. Tab or O in the account shows the
/// origin.
class DetailsPane : public Card {
public:
    struct Actions {
        std::function<void(const present::Target&)> open;
        std::function<void(const present::Line&)> act;  ///< "Ask again" and the like
        std::function<void(bool origin)> turn;          ///< to the origin, or back to the account
        std::function<void()> close;
        std::function<void(const present::Line&)> copied;
    };
    DetailsPane(wxWindow* parent, Actions actions);

    void show(const present::Details& details, bool origin);
    void take_keyboard();

private:
    void on_tab(wxKeyEvent& event);
    Actions actions_;
    Paragraph* title_;
    Chip* account_;
    Chip* origin_;
    LineList* lines_;
    bool shows_origin_ = false;
};

}  // namespace kith::ui
