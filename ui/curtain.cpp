#include "ui/curtain.h"

#include <wx/frame.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

/// Never shown, and no reason for the program to go on.
class Wings : public wxFrame {
public:
    Wings() : wxFrame(nullptr, wxID_ANY, "Kith") {}
    bool ShouldPreventAppExit() const override { return false; }
};

/// Compared, never looked at: it may no longer be.
bool is_among(const wxWindow* wanted, const std::vector<wxWindow*>& roots) {
    return std::ranges::any_of(roots, [&](wxWindow* root) {
        const auto& children = root->GetChildren();
        return root == wanted || is_among(wanted, {children.begin(), children.end()});
    });
}

}  // namespace

Curtain::Curtain(wxFrame* frame) : frame_(frame), wings_(new Wings) {}

Curtain::~Curtain() {
    // What is still behind the curtain goes with it.
    wings_->Destroy();
}

void Curtain::hide_other_windows() {
    for (wxWindow* window : wxTopLevelWindows) {
        if (window == frame_ || window == wings_ || !window->IsShown()) continue;
        window->Hide();
        other_windows_.push_back(window);
    }
}

void Curtain::draw(const std::function<wxWindow*(wxWindow*)>& make_page) {
    if (is_drawn_) return;
    is_drawn_ = true;
    focus_ = wxWindow::FindFocus();
    if (page_) page_->Destroy();  // of the last time
    sizer_ = frame_->GetSizer();
    frame_->SetSizer(nullptr, false);
    behind_.clear();
    for (wxWindow* child : frame_->GetChildren())
        if (!child->IsTopLevel()) behind_.push_back(child);
    for (wxWindow* child : behind_) child->Reparent(wings_);
    hide_other_windows();
    page_ = make_page(frame_);
    auto* alone = new wxBoxSizer(wxVERTICAL);
    alone->Add(page_, wxSizerFlags(1).Expand());
    frame_->SetSizer(alone);
    frame_->Layout();
}

void Curtain::open() {
    if (!is_drawn_) return;
    is_drawn_ = false;
    frame_->SetSizer(nullptr, true);  // the page's own
    page_->Reparent(wings_);
    for (wxWindow* child : behind_) child->Reparent(frame_);
    frame_->SetSizer(sizer_);
    frame_->Layout();
    for (wxWindow* window : other_windows_)
        if (wxTopLevelWindows.Find(window)) window->Show();
    other_windows_.clear();
    if (is_among(focus_, behind_)) focus_->SetFocus();
}

}  // namespace kith::ui
