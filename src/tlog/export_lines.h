#pragma once
#include "base/expected.h"
#include "tlog/export.h"

#include <string>
#include <string_view>

// Private to this room: the lines of an export, written and read.
namespace kith::tlog::lines {

inline constexpr std::string_view kFirst = "kith access log export 1";
inline constexpr std::string_view kChain = "chain ", kKey = "key ", kMade = "made ", kHolds = "holds ",
                                  kHead = "head ", kEntry = "entry ", kProof = "proof",
                                  kConsistency = "consistency ", kSeal = "seal ";

/// Each line with its newline goes into the running digest: SHA-256(digest before, line).
crypto::Digest fold(const crypto::Digest& before, std::string_view line);
/// What the log signs under all lines. Two lines, so that it can never be taken for a checkpoint, which has
/// three.
std::string seal_message(const crypto::Digest& folded);

/// "12 of 500 from 30", "12 of 500 chosen".
std::string holds(const ExportHeader& header);
bool read_holds(std::string_view text, ExportHeader& header);

std::string hashes(const crypto::Proof& proof);
/// Each 64 hexadecimal digits after a space.
base::Expected<crypto::Proof> read_hashes(std::string_view text);

struct Entry {
    std::uint64_t index = 0;
    crypto::Digest hash{};
    std::string_view leaf;
};
/// "5 <hash> <leaf>". Fails when there is no number or hash.
base::Expected<Entry> read_entry(std::string_view text);
base::Expected<std::uint64_t> read_number(std::string_view text);

}  // namespace kith::tlog::lines
