#pragma once
#include "present/child_view.h"
#include "present/network_view.h"
#include "ui/card.h"

#include <functional>
#include <optional>
#include <vector>

class wxSimplebook;
class wxSlider;

namespace kith::ui {

class Chip;
class NetworkCanvas;
class NetworkList;

/// The network as at a day: drawn or listed, as the reader likes. Ended ties stay, drawn broken.
class NetworkCard : public Card {
public:
    struct Actions {
        std::function<void(const present::Target&)> select;
        std::function<void(const present::Target&)> open;
    };
    NetworkCard(wxWindow* parent, Actions actions);
    void show(const present::ChildView& view);
    void select(const present::Target& target);
    void take_keyboard();
    std::vector<wxWindow*> panes() const;

private:
    void list_instead(bool on);
    void rebuild();
    void set_range();
    std::string date_words() const;

    Actions actions_;
    present::ChildView view_;
    std::vector<network::Placed> places_;  ///< kept, so that people stay put while answers arrive
    std::optional<int> as_at_;             ///< a day the reader chose; else the day of the picture
    int first_day_ = 0, last_day_ = 0;
    Words* date_;
    wxSlider* slider_;
    Chip *drawn_, *listed_;
    wxSimplebook* book_;
    NetworkCanvas* canvas_;
    NetworkList* list_;
};

}  // namespace kith::ui
