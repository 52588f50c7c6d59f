#pragma once
#include "present/line.h"
#include "ui/chip.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace kith::ui {

/// The shade that doubles a mood's words.
inline Shade shade_of(present::Mood mood) {
    switch (mood) {
        case present::Mood::good:
            return kGood;
        case present::Mood::work:
            return kWork;
        case present::Mood::hole:
            return kHole;
        case present::Mood::neutral:
            break;
    }
    return kNeutral;
}

/// The colour of words on a panel's surface.
inline Tone ink_of(present::Mood mood) {
    switch (mood) {
        case present::Mood::work:
            return Tone::work_text;
        case present::Mood::hole:
            return Tone::hole_text;
        case present::Mood::good:
        case present::Mood::neutral:
            break;
    }
    return Tone::text;
}

inline ChipLook look_of(const present::Chip& chip) {
    ChipLook look;
    look.agency = chip.agency;
    look.strong = say(chip.strong);
    look.text = say(chip.text);
    look.shade = shade_of(chip.mood);
    return look;
}

}  // namespace kith::ui
