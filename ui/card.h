#pragma once
#include "ui/theme.h"

#include <wx/panel.h>
#include <wx/stattext.h>

class wxBoxSizer;

namespace kith::ui {

/// Text that keeps its meaning's colour when the system's scheme changes.
class Words : public wxStaticText {
public:
    enum class Size { body, bold, small, title };
    Words(wxWindow* parent, const wxString& text, Tone tone = Tone::text, Size size = Size::body,
          long style = 0);
    void set_tone(Tone tone);

private:
    void paint_again();
    Tone tone_;
};

/// Words that fold to the width they are given and grow in height.
class Paragraph : public Words {
public:
    Paragraph(wxWindow* parent, const wxString& text, Tone tone = Tone::text, Size size = Size::body);
    /// Changes the text and folds it again.
    void say(const wxString& text);
    const wxString& text() const { return text_; }

private:
    void fold(int width);
    wxString text_;
    int folded_to_ = -1;
};

/// A panel whose ground is one of ours and stays so when the scheme changes.
class Ground : public wxPanel {
public:
    Ground(wxWindow* parent, Tone tone);
    void set_tone(Tone tone);

private:
    Tone tone_;
};

/// A bordered panel with a title strip. Put what it holds in body(), and what stands beside the title in
/// head().
class Card : public Ground {
public:
    Card(wxWindow* parent, const wxString& title);
    wxBoxSizer* body() const { return body_; }
    wxBoxSizer* head() const { return head_; }
    /// The window that children of head() need as their parent.
    wxWindow* head_window() const { return head_window_; }
    void set_title(const wxString& title);

private:
    Ground* head_window_;
    wxBoxSizer* head_;
    wxBoxSizer* body_;
    Words* title_;
};

/// Lays out the parents of something that has changed its size, up to and including the one that scrolls.
void lay_out_around(wxWindow* changed);

/// Scrolls whatever scrolls around it until it is in sight whole, or its top is if it is too high for that.
void bring_into_sight(wxWindow* window);

/// A thin line between parts of a panel.
wxWindow* make_rule(wxWindow* parent);

}  // namespace kith::ui
