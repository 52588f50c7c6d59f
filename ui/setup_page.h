#pragma once
#include "ui/card.h"

#include <string>
#include <vector>

namespace kith::ui {

/// What stands in the way of starting, and what to do about it.
struct SetupProblem {
    std::string title;
    std::vector<std::string> sentences;
    std::vector<std::string> commands;  ///< to type in a terminal; may be empty
};

/// The page shown instead of the program when it cannot start: words, and commands that can be copied.
class SetupPage : public Ground {
public:
    SetupPage(wxWindow* parent, const SetupProblem& problem);
};

}  // namespace kith::ui
