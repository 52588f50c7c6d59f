#pragma once
#include "present/line.h"
#include "ui/card.h"

namespace kith::ui {

/// A strip across the page that says what happened, what it means and what to do. Hidden when there is
/// nothing to say.
class Notice : public Ground {
public:
    explicit Notice(wxWindow* parent);
    void say(present::Mood mood, const wxString& words);
    void clear();

private:
    Ground* edge_;  ///< a bar in the mood's colour; the words say the same
    Paragraph* words_;
};

}  // namespace kith::ui
