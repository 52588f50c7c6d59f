#include "ui/chip_row.h"

#include "ui/moods.h"

namespace kith::ui {

ChipRow::ChipRow(wxWindow* parent, Tone tone, OnOpen on_open)
    : WrapBox(parent, tone), tone_(tone), on_open_(std::move(on_open)) {}

void ChipRow::show(std::vector<present::Chip> chips) {
    if (chips == shown_) return;
    shown_ = std::move(chips);
    for (; chips_.size() > shown_.size(); chips_.pop_back()) chips_.back()->Destroy();
    for (size_t i = 0; i < shown_.size(); ++i) {
        if (i == chips_.size()) add_chip(i);
        ChipLook look = look_of(shown_[i]);
        look.ground = tone_;
        chips_[i]->show(std::move(look),
                        say(shown_[i].strong + " " + shown_[i].text + ". " + shown_[i].sentence));
        if (chips_[i]->GetToolTipText() != say(shown_[i].sentence))
            chips_[i]->SetToolTip(say(shown_[i].sentence));
    }
    rearrange();
}

void ChipRow::add_chip(size_t index) {
    const auto press = [this, index] {
        if (index < shown_.size()) on_open_(shown_[index].opens);
    };
    chips_.push_back(new Chip(this, {}, press));
}

present::Target ChipRow::at_keyboard() const {
    for (size_t i = 0; i < chips_.size() && i < shown_.size(); ++i)
        if (chips_[i]->HasFocus()) return shown_[i].opens;
    return {};
}

}  // namespace kith::ui
