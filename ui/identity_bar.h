#pragma once
#include "present/identity_header.h"
#include "ui/chip_row.h"

namespace kith::ui {

/// Who the child is and how the child stands: the bar that is always in sight.
class IdentityBar : public Ground {
public:
    IdentityBar(wxWindow* parent, ChipRow::OnOpen on_open);
    void show(const present::IdentityHeader& header);

private:
    present::IdentityHeader shown_;
    Words* name_;
    Words* facts_;
    ChipRow* chips_;
    Chip* enquiry_;
};

}  // namespace kith::ui
