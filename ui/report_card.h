#pragma once
#include "present/log_reports.h"
#include "ui/card.h"

#include <functional>

class wxButton;

namespace kith::ui {

class LineList;

/// A report's lines under what it says in a sentence, with one button for what it can do.
class ReportCard : public Card {
public:
    /// `deed`: the button's label; empty: no button. `on_open`: a line's entry in the log.
    ReportCard(wxWindow* parent, const wxString& name, const wxString& deed, std::function<void()> on_deed,
               std::function<void(const present::Target&)> on_open);
    void show(const present::LogReport& report);
    void take_keyboard();
    wxWindow* pane() const;
    /// The button for what it can do; null when there is nothing.
    wxButton* deed() const { return deed_; }

private:
    wxButton* deed_ = nullptr;
    Paragraph* intro_;
    LineList* lines_;
};

}  // namespace kith::ui
