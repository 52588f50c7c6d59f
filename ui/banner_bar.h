#pragma once
#include "present/child_view.h"
#include "ui/card.h"

#include <functional>

class wxButton;
class wxGauge;

namespace kith::ui {

/// How far the enquiry is and what to do about it: progress with Cancel, what stopped it, or what is still
/// open.
class BannerBar : public Ground {
public:
    BannerBar(wxWindow* parent, std::function<void()> on_cancel, std::function<void()> on_ask_holes);
    void show(const present::Banner& banner);

private:
    present::Banner shown_;
    Ground* edge_;  ///< a bar in the mood's colour; the words say the same
    Paragraph* words_;
    wxGauge* gauge_;
    wxButton* cancel_;
    wxButton* ask_holes_;
};

}  // namespace kith::ui
