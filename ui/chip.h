#pragma once
#include "ui/pressable.h"
#include "ui/theme.h"

#include <wx/string.h>

#include <functional>

namespace kith::ui {

/// What a chip says. Its colour is doubled by an agency's letter, a symbol or its words.
struct ChipLook {
    char agency = 0;  ///< H P E S J O draws the mark; 0: none
    wxString symbol;  ///< a sign before the words; may be empty
    wxString strong;  ///< in bold, first
    wxString text;
    Shade shade = kNeutral;
    Tone ground = Tone::surface;  ///< what lies behind it
    bool is_on = false;           ///< of a toggle chip
};

/// A rounded pill: a state, a fact or a choice. Pressable when it has something to do.
class Chip : public Pressable {
public:
    Chip(wxWindow* parent, ChipLook look, std::function<void()> on_press = {}, Role role = Role::button);
    /// Changes what it says; its size follows. Its accessible name becomes the words, unless `name` says
    /// more.
    void show(ChipLook look, const wxString& name = {});
    const ChipLook& look() const { return look_; }

protected:
    wxSize DoGetBestClientSize() const override;
    void draw(wxDC& dc) override;
    bool is_pressed() const override { return look_.is_on; }

private:
    void draw_words(wxDC& dc, int x) const;
    ChipLook look_;
};

}  // namespace kith::ui
