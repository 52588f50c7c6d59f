#include "base/text.h"
#include "crypto/sign.h"
#include "tlog/export.h"
#include "tlog/export_lines.h"

#include <algorithm>
#include <charconv>
#include <ostream>

namespace kith::tlog {
namespace lines {

using base::Expected;
using base::Fault;

crypto::Digest fold(const crypto::Digest& before, std::string_view line) {
    return crypto::sha256(crypto::as_bytes(before), line);
}

std::string seal_message(const crypto::Digest& folded) {
    return "kith access log export\n" + crypto::hex(folded) + "\n";
}

std::string holds(const ExportHeader& header) {
    return std::to_string(header.count) + " of " + std::to_string(header.size) +
           (header.first ? " from " + std::to_string(*header.first) : std::string(" chosen"));
}

bool read_holds(std::string_view text, ExportHeader& header) {
    const auto words = base::split(text, ' ');
    if (words.size() < 4 || words[1] != "of") return false;
    const auto count = read_number(words[0]), size = read_number(words[2]);
    if (!count || !size) return false;
    header.count = *count;
    header.size = *size;
    header.first.reset();
    if (words.size() == 4 && words[3] == "chosen") return true;
    const auto first = words.size() == 5 && words[3] == "from" ? read_number(words[4]) : read_number("");
    if (first) header.first = *first;
    return first.has_value();
}

std::string hashes(const crypto::Proof& proof) {
    std::string out;
    for (const auto& one : proof) out += " " + crypto::hex(one);
    return out;
}

namespace {

constexpr size_t kHashDigits = 64;

/// Lower case alone, so that one digest has one spelling.
bool read_hash(std::string_view text, crypto::Digest& out) {
    const std::string bytes = crypto::unhex(text);
    if (bytes.size() != out.size() || crypto::hex(bytes) != text) return false;
    std::ranges::copy(bytes, out.begin());
    return true;
}

}  // namespace

Expected<crypto::Proof> read_hashes(std::string_view text) {
    const auto wrong = base::fail(Fault::invalid_input, "a proof is not written in hashes");
    if (text.size() % (kHashDigits + 1) != 0) return wrong;
    crypto::Proof proof(text.size() / (kHashDigits + 1));
    for (auto& hash : proof) {
        if (text.front() != ' ' || !read_hash(text.substr(1, kHashDigits), hash)) return wrong;
        text.remove_prefix(kHashDigits + 1);
    }
    return proof;
}

Expected<Entry> read_entry(std::string_view text) {
    const auto wrong = base::fail(Fault::invalid_input, "an entry's line is not number, hash and leaf");
    const size_t space = text.find(' ');
    if (space == text.npos || text.size() < space + kHashDigits + 2 || text[space + 1 + kHashDigits] != ' ')
        return wrong;
    const auto index = read_number(text.substr(0, space));
    Entry entry;
    if (!index || !read_hash(text.substr(space + 1, kHashDigits), entry.hash)) return wrong;
    entry.index = *index;
    entry.leaf = text.substr(space + kHashDigits + 2);
    return entry;
}

Expected<std::uint64_t> read_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_plain = text == "0" || (!text.empty() && text[0] != '0');
    if (error != std::errc{} || end != text.data() + text.size() || !is_plain)
        return base::fail(Fault::invalid_input, "not a plain number");
    return number;
}

}  // namespace lines

ExportWriter::ExportWriter(std::ostream& out, const ExportHeader& header) : out_(out) {
    line(std::string(lines::kFirst));
    line(std::string(lines::kChain) + header.chain);
    line(std::string(lines::kKey) + header.key.text());
    line(std::string(lines::kMade) + base::to_iso(header.made_at) + " by " + base::printable(header.made_by));
    line(std::string(lines::kHolds) + lines::holds(header));
}

void ExportWriter::head(const std::string& note) {
    line(std::string(lines::kHead) + crypto::base64(note));
}

void ExportWriter::entry(std::uint64_t index, std::string_view leaf) {
    line(std::string(lines::kEntry) + std::to_string(index) + " " + crypto::hex(crypto::leaf_hash(leaf)) +
         " " + std::string(leaf));
}

void ExportWriter::proof(const crypto::Proof& proof) {
    line(std::string(lines::kProof) + lines::hashes(proof));
}

void ExportWriter::consistency(std::uint64_t older, const crypto::Proof& proof) {
    line(std::string(lines::kConsistency) + std::to_string(older) + lines::hashes(proof));
}

void ExportWriter::seal(const base::Secret& seed) {
    line(std::string(lines::kSeal) + crypto::base64(crypto::sign(seed, lines::seal_message(folded_))));
}

void ExportWriter::line(const std::string& text) {
    const std::string whole = text + "\n";
    folded_ = lines::fold(folded_, whole);
    out_ << whole;
}

}  // namespace kith::tlog
