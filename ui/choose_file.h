#pragma once
#include "ui/text.h"

#include <wx/filedlg.h>
#include <wx/windowptr.h>

#include <functional>
#include <string>
#include <utility>

namespace kith::ui {

/// Lets somebody choose a file: to write, when it is given a name to begin with, or to read. Returns at once.
inline void choose_file(wxWindow* parent, const wxString& title, const wxString& name,
                        std::function<void(const std::string&)> then) {
    const long style = name.empty() ? wxFD_OPEN | wxFD_FILE_MUST_EXIST : wxFD_SAVE | wxFD_OVERWRITE_PROMPT;
    const wxWindowPtr<wxFileDialog> dialog(new wxFileDialog(wxGetTopLevelParent(parent), title, {}, name,
                                                            wxFileSelectorDefaultWildcardStr, style));
    dialog->ShowWindowModalThenDo([dialog, then = std::move(then)](int pressed) {
        if (pressed == wxID_OK) then(said(dialog->GetPath()));
    });
}

}  // namespace kith::ui
