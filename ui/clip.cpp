#include "ui/clip.h"

#include <wx/clipbrd.h>
#include <wx/dataobj.h>
#include <wx/timer.h>

namespace kith::ui {
namespace {

constexpr int kClearAfterMs = 60'000;

wxString on_clipboard() {
    wxTextDataObject held;
    wxClipboardLocker lock;
    if (!lock || !wxTheClipboard->IsSupported(wxDF_UNICODETEXT)) return {};
    return wxTheClipboard->GetData(held) ? held.GetText() : wxString();
}

/// Details of people must not linger where every program can read them.
class Clearing : public wxTimer {
public:
    void clear_later(const wxString& text) {
        text_ = text;
        StartOnce(kClearAfterMs);
    }
    void Notify() override {
        if (on_clipboard() == text_) {
            wxClipboardLocker lock;
            if (!!lock) wxTheClipboard->Clear();
        }
        text_.clear();
    }

private:
    wxString text_;
};

}  // namespace

void copy_text(const wxString& text) {
    // Never destroyed: the toolkit is gone before statics are.
    static auto& clearing = *new Clearing;
    {
        wxClipboardLocker lock;
        if (!lock || !wxTheClipboard->SetData(new wxTextDataObject(text))) return;
    }
    clearing.clear_later(text);
}

}  // namespace kith::ui
