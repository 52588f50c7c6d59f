#pragma once
#include "review/assess.h"

namespace kith::review {

struct Sampled {
    size_t access = 0;         ///< index into Assessment::accesses
    std::string team, source;  ///< the stratum that it was drawn for
};

/// A random sample that anybody with the seed can draw again (AU-11), whatever the order in which logs were
/// read. Every team and source that occurs has one access at least as far as `size` goes, the rest in
/// proportion; none is drawn twice. Only accesses that asked a source can be drawn.
std::vector<Sampled> draw_sample(const Register& log, const Assessment& assessed, const Work& work,
                                 std::uint64_t seed, size_t size);

/// The sources that an entry's facts say were asked, sorted, each once.
std::vector<std::string> sources_asked(std::string_view facts);

}  // namespace kith::review
