#pragma once
#include "present/line.h"

#include <string>
#include <string_view>

namespace kith::present {

/// What is selected in any of the views, and how far into it the reader has gone. Selecting is shared: list,
/// timeline and network follow one another. Enter opens the account; O, or Tab, shows the origin: two keys,
/// never more.
struct Reading {
    Target selected;
    bool is_open = false;
    bool shows_origin = false;
    bool operator==(const Reading&) const = default;
};

enum class ReadingKey { open, origin, account, close };

/// Selecting something else while the details are open shows its account there.
Reading select(Reading reading, Target target);
Reading press(Reading reading, ReadingKey key);

/// What the access log is told when this is on the screen ("event_opened", "origin_shown", "edge_shown",
/// ...); empty when nothing new has been revealed.
std::string_view look_of(const Reading& reading);
/// What the access log may be told it was about: ids of ours and of sources, never the name of a place or a person.
std::string about_of(const Target& target);

}  // namespace kith::present
