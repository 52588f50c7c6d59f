#include "ui/clip.h"

#include "crypto/hash.h"
#include "ui/text.h"

#include <wx/clipbrd.h>
#include <wx/dataobj.h>

#include <optional>

namespace kith::ui {
namespace {

/// Details of people must not linger where every program can read them, nor here: what was copied is known by
/// its hash.
struct Copied {
    std::optional<crypto::Digest> hash;
    std::function<void()> tell;
};

Copied& copied() {
    static Copied one;
    return one;
}

crypto::Digest hash_of(const wxString& text) {
    return crypto::sha256(said(text));
}

std::optional<crypto::Digest> on_clipboard() {
    wxTextDataObject held;
    wxClipboardLocker lock;
    if (!lock || !wxTheClipboard->IsSupported(wxDF_UNICODETEXT) || !wxTheClipboard->GetData(held)) return {};
    return hash_of(held.GetText());
}

}  // namespace

void copy_text(const wxString& text) {
    {
        wxClipboardLocker lock;
        if (!lock || !wxTheClipboard->SetData(new wxTextDataObject(text))) return;
    }
    copied().hash = hash_of(text);
    if (copied().tell) copied().tell();
}

void clear_copied() {
    if (!copied().hash) return;
    if (on_clipboard() == copied().hash) {
        wxClipboardLocker lock;
        if (!!lock) wxTheClipboard->Clear();
    }
    copied().hash.reset();
}

void on_copied(std::function<void()> tell) {
    copied().tell = std::move(tell);
}

}  // namespace kith::ui
