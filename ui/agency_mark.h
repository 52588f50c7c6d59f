#pragma once
#include "present/source_book.h"
#include "ui/draw.h"
#include "ui/pressable.h"
#include "ui/text.h"

#include <wx/dc.h>

namespace kith::ui {

/// The mark of an agency as a control of its own: a letter in a coloured square, named for assistive
/// technology.
class AgencyMark : public Pressable {
public:
    AgencyMark(wxWindow* parent, char letter) : Pressable(parent, Role::image, {}), letter_(0) {
        show(letter);
    }
    void show(char letter) {
        if (letter == letter_) return;
        letter_ = letter;
        set_accessible_name(this, say(present::agency_name(letter)));
        SetToolTip(say(present::agency_name(letter)));
        Refresh();
    }

protected:
    wxSize DoGetBestClientSize() const override { return {GetCharHeight(), GetCharHeight()}; }
    void draw(wxDC& dc) override {
        dc.SetBackground(wxBrush(colour(Tone::surface)));
        dc.Clear();
        draw_agency_mark(dc, GetClientRect(), letter_);
    }

private:
    char letter_;
};

}  // namespace kith::ui
