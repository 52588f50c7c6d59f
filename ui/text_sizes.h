#pragma once
#include <wx/font.h>
#include <wx/string.h>
#include <wx/window.h>

#include <map>
#include <utility>

namespace kith::ui {

/// Sizes of labels, measured once: asking the toolkit costs thirty microseconds each.
class TextSizes {
public:
    explicit TextSizes(const wxWindow* window) : window_(window) {}
    wxSize of(const wxString& text, const wxFont& font) {
        const auto key = std::pair(text, font.GetNativeFontInfoDesc());
        const auto found = sizes_.find(key);
        if (found != sizes_.end()) return found->second;
        wxSize size;
        window_->GetTextExtent(text, &size.x, &size.y, nullptr, nullptr, &font);
        if (sizes_.size() > 4096) sizes_.clear();
        return sizes_.emplace(key, size).first->second;
    }
    void forget() { sizes_.clear(); }

private:
    const wxWindow* window_;
    std::map<std::pair<wxString, wxString>, wxSize> sizes_;
};

}  // namespace kith::ui
