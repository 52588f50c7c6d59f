#pragma once
#include <functional>
#include <vector>

class wxFrame;
class wxSizer;
class wxWindow;

namespace kith::ui {

/// Takes everything out of a window and puts one page in its place, and brings it back as it was. What is
/// behind the curtain lives on in a window that is never shown: not on the screen, not in the accessible
/// tree, without tooltips; other windows of the program are hidden with it. UI thread.
class Curtain {
public:
    explicit Curtain(wxFrame* frame);
    ~Curtain();
    Curtain(const Curtain&) = delete;
    Curtain& operator=(const Curtain&) = delete;

    /// Blanks at once; then makes the page.
    void draw(const std::function<wxWindow*(wxWindow* parent)>& make_page);
    /// Brings everything back, the keyboard included. The page may be what asks for it: it goes behind the
    /// curtain in its turn.
    void open();
    bool is_drawn() const { return is_drawn_; }

private:
    void hide_other_windows();
    wxFrame* frame_;
    wxFrame* wings_;
    wxSizer* sizer_ = nullptr;
    wxWindow* page_ = nullptr;
    wxWindow* focus_ = nullptr;  ///< what had the keyboard; it may have gone meanwhile
    std::vector<wxWindow*> behind_, other_windows_;
    bool is_drawn_ = false;
};

}  // namespace kith::ui
