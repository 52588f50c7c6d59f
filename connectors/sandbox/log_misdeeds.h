#pragma once
#include "connectors/sandbox/log_looks.h"

namespace kith::sandbox {

/// What a misdeed is done with: around noon of one day, by one worker who is not on the rota.
struct Misdeed {
    LogCast& cast;
    LogDay& day;
    LogWork& work;
    size_t user = 0;
    Instant noon{};
    std::vector<Planted>& planted;
};

/// How many kinds of misdeed there are, one for each rule that questions accesses.
size_t misdeed_kinds();
/// Does one of that kind, or what only looks like it.
void do_misdeed(size_t kind, bool is_near_miss, Misdeed& with);

}  // namespace kith::sandbox
