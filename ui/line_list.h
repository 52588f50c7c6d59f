#pragma once
#include "present/line.h"
#include "ui/theme.h"

#include <wx/vlbox.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kith::ui {

/// Lines of text that fold to the width, under headings, one of them selected. Enter or a double click opens
/// a line; a click on its action does what the action says. Ctrl+C copies the line with its source.
class LineList : public wxVListBox {
public:
    LineList(wxWindow* parent, const wxString& name);

    void show(present::Lines lines, const wxString& when_empty);
    /// The selected line; null when a heading is, or nothing.
    const present::Line* selected() const;
    void on_open(std::function<void(const present::Line&)> then) { open_ = std::move(then); }
    void on_action(std::function<void(const present::Line&)> then) { action_ = std::move(then); }
    void on_copy(std::function<void(const present::Line&)> then) { copy_ = std::move(then); }

protected:
    wxCoord OnMeasureItem(size_t n) const override;
    void OnDrawItem(wxDC& dc, const wxRect& rect, size_t n) const override;
    void OnDrawBackground(wxDC& dc, const wxRect& rect, size_t n) const override;

private:
    /// A line broken to the width, measured once for each width.
    struct Folded {
        std::vector<wxString> label, text;
        std::vector<wxString> said_by;  ///< one row behind the text, or rows below it
        wxString action;
        bool is_said_by_apart = false;  ///< no room behind the text
        bool is_action_apart = false;
        int height = 0;
    };
    const Folded& folded(size_t n) const;
    Folded fold_line(const present::Line& line) const;
    std::vector<wxString> broken(const wxString& text, const wxFont& font, int width) const;
    int width_of(const wxString& text, const wxFont& font) const;
    int text_left(const present::Line& line) const;
    int label_width() const;
    bool is_side_by_side() const;
    wxFont font_of(const present::Line& line) const;
    wxRect action_rect(size_t n, const wxRect& item) const;

    void draw_texts(wxDC& dc, const wxRect& rect, size_t n) const;
    void draw_empty(wxDC& dc) const;
    void forget_measures();
    void on_key(wxKeyEvent& event);
    void on_click(wxMouseEvent& event);
    void skip_headings(int direction);
    void open_selected();

    present::Lines lines_;
    wxString when_empty_;
    std::function<void(const present::Line&)> open_, action_, copy_;
    mutable std::map<size_t, Folded> folded_;
    mutable int label_width_ = -1;
    int folded_width_ = 0;
};

}  // namespace kith::ui
