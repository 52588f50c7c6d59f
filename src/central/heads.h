#pragma once
#include "base/expected.h"
#include "crypto/hash.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Signed heads of many workstations' logs, and one head over them all. Pure.
namespace kith::central {

/// Latest signed head of one chain.
struct ChainHead {
    std::string chain;
    std::uint64_t size = 0;
    crypto::Digest root{};
    std::string note;  ///< the signed checkpoint's bytes
};

/// The head over the partnership: the RFC 6962 root over one leaf per chain, in byte order of the chains'
/// ids, each leaf being the id, a line feed and the signed note. Whoever asks computes it: no row in the
/// database is written by two workstations.
crypto::Digest partnership_head(std::vector<ChainHead> heads);

/// Size and root of a signed checkpoint (c2sp.org/tlog-checkpoint), signatures unread. Fails with
/// invalid_input.
struct HeadLines {
    std::uint64_t size = 0;
    crypto::Digest root{};
};
base::Expected<HeadLines> head_lines(std::string_view note);

}  // namespace kith::central
