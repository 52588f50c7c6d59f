#include "present/line.h"

namespace kith::present {

std::string as_text(const Line& line) {
    std::string out = line.label.empty() ? line.text : line.label + ": " + line.text;
    if (!line.said_by.empty()) out += " (" + line.said_by + ")";
    if (!line.action.empty()) out += " [" + line.action + "]";
    return out;
}

}  // namespace kith::present
