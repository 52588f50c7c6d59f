#pragma once
#include "ui/card.h"
#include "ui/pressable.h"

#include <wx/panel.h>

#include <functional>
#include <string>
#include <vector>

namespace kith::ui {

class RailItem;

/// The dark rail at the left: one item a screen, and only screens that work.
class Rail : public Ground {
public:
    struct Screen {
        std::string icon;
        wxString label;
        wxString shortcut;  ///< "Ctrl+1"
    };
    Rail(wxWindow* parent, const std::vector<Screen>& screens, std::function<void(size_t)> on_choose);
    void select(size_t index);
    /// Puts the keyboard on the selected item.
    void take_focus();

private:
    std::vector<RailItem*> items_;
};

}  // namespace kith::ui
