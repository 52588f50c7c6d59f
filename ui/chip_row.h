#pragma once
#include "present/line.h"
#include "ui/chip.h"
#include "ui/wrap_box.h"

#include <functional>
#include <vector>

namespace kith::ui {

/// Chips made from values, wrapping. Shows a new list by changing the chips in place, so that the keyboard
/// stays where it is while answers arrive.
class ChipRow : public WrapBox {
public:
    using OnOpen = std::function<void(const present::Target&)>;
    ChipRow(wxWindow* parent, Tone tone, OnOpen on_open);
    void show(std::vector<present::Chip> chips);
    /// What the chip with the keyboard opens; a target that leads nowhere when none has it.
    present::Target at_keyboard() const;

private:
    void add_chip(size_t index);
    Tone tone_;
    OnOpen on_open_;
    std::vector<present::Chip> shown_;
    std::vector<Chip*> chips_;
};

}  // namespace kith::ui
