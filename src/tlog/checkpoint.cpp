#include "tlog/checkpoint.h"

#include "base/text.h"
#include "crypto/sign.h"

#include <algorithm>
#include <charconv>

namespace kith::tlog {
namespace {

using base::Expected;
using base::Fault;

constexpr char kEd25519 = 0x01;
constexpr size_t kHashBytes = 4;
constexpr size_t kLargestNote = 64u * 1024;
constexpr size_t kMostSignatures = 16;
constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014 and a space begin a signature's line

base::Error wrong(const char* what) {
    return base::fail(Fault::invalid_input, what);
}

/// signed-note: a name is not empty and has neither spaces nor plus signs. Unicode's spaces count as well.
bool is_name(std::string_view name) {
    const bool has_space = name.find("\xC2\xA0") != name.npos || name.find("\xE2\x80\x80") != name.npos ||
                           name.find("\xE3\x80\x80") != name.npos;
    return !name.empty() && base::is_utf8(name) && !has_space && std::ranges::none_of(name, [](char c) {
        return c == '+' || static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
    });
}

/// signed-note: UTF-8, and no ASCII control character but the newline.
bool is_note_text(std::string_view text) {
    return base::is_utf8(text) && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < ' ' && c != '\n';
           });
}

/// Decimal without leading zeroes.
Expected<std::uint64_t> read_size(std::string_view text) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(size) != text)
        return wrong("the size in a checkpoint is not a plain number");
    return size;
}

Expected<crypto::Digest> read_root(std::string_view text) {
    const auto bytes = crypto::unbase64(text);
    crypto::Digest root{};
    if (!bytes || bytes->size() != root.size())
        return wrong("the root in a checkpoint is not 32 bytes of base64");
    std::ranges::copy(*bytes, root.begin());
    return root;
}

Expected<Checkpoint> read_body(std::string_view body) {
    std::vector<std::string> lines = base::split(body, '\n');
    lines.pop_back();  // what stands after the last newline
    if (lines.size() < 3) return wrong("a checkpoint has fewer than three lines");
    if (std::ranges::any_of(lines, &std::string::empty)) return wrong("a checkpoint has an empty line");
    const auto size = read_size(lines[1]);
    if (!size) return size.error();
    const auto root = read_root(lines[2]);
    if (!root) return root.error();
    return Checkpoint{lines[0], *size, *root, {lines.begin() + 3, lines.end()}};
}

Expected<SignedCheckpoint::Signature> read_signature(std::string_view line) {
    if (!line.starts_with(kDash)) return wrong("a signature line does not begin with a dash");
    line.remove_prefix(kDash.size());
    const size_t space = line.find(' ');
    if (space == line.npos) return wrong("a signature line has no signature");
    const std::string_view name = line.substr(0, space);
    const auto bytes = crypto::unbase64(line.substr(space + 1));
    if (!is_name(name)) return wrong("the name in a signature line is none");
    if (!bytes || bytes->size() <= kHashBytes)
        return wrong("the signature in a signature line is not base64");
    return SignedCheckpoint::Signature{std::string(name), bytes->substr(0, kHashBytes),
                                       bytes->substr(kHashBytes)};
}

}  // namespace

std::string VerifierKey::key_hash() const {
    const crypto::Digest digest = crypto::sha256(name + "\n" + kEd25519, public_key);
    return std::string(crypto::as_bytes(digest).substr(0, kHashBytes));
}

std::string VerifierKey::text() const {
    return name + "+" + crypto::hex(key_hash()) + "+" + crypto::base64(kEd25519 + public_key);
}

Expected<VerifierKey> VerifierKey::parse(std::string_view text) {
    const size_t first = text.find('+');
    const size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos) return wrong("a verifier key is written name+hash+key");
    VerifierKey key{std::string(text.substr(0, first)), {}};
    if (!is_name(key.name)) return wrong("a verifier key has no proper name");
    const auto bytes = crypto::unbase64(text.substr(second + 1));
    if (!bytes || bytes->size() != 1 + crypto::kPublicKeyBytes)
        return wrong("a verifier key is not 33 bytes of base64");
    if (bytes->front() != kEd25519) return wrong("a verifier key is not for Ed25519");
    key.public_key = bytes->substr(1);
    if (text.substr(first + 1, second - first - 1) != crypto::hex(key.key_hash()))
        return wrong("the hash in a verifier key is not that of its key");
    return key;
}

std::string Checkpoint::body() const {
    std::string out =
        origin + "\n" + std::to_string(size) + "\n" + crypto::base64(crypto::as_bytes(root)) + "\n";
    for (const auto& line : extensions) out += line + "\n";
    return out;
}

std::string SignedCheckpoint::text() const {
    std::string out = checkpoint.body() + "\n";
    for (const auto& one : signatures)
        out += std::string(kDash) + one.name + " " + crypto::base64(one.key_hash + one.bytes) + "\n";
    return out;
}

Expected<SignedCheckpoint> SignedCheckpoint::parse(std::string_view text) {
    if (text.size() > kLargestNote) return wrong("a checkpoint is larger than 64 KiB");
    if (!is_note_text(text)) return wrong("a checkpoint is not plain UTF-8");
    const size_t blank = text.rfind("\n\n");
    if (blank == text.npos || !text.ends_with('\n')) return wrong("a checkpoint has no signatures under it");
    auto body = read_body(text.substr(0, blank + 1));
    if (!body) return body.error();
    SignedCheckpoint out{std::move(*body), {}};
    auto lines = base::split(text.substr(blank + 2), '\n');
    lines.pop_back();
    if (lines.empty()) return wrong("a checkpoint has no signatures under it");
    if (lines.size() > kMostSignatures) return wrong("a checkpoint has more than 16 signatures");
    for (const auto& line : lines) {
        auto signature = read_signature(line);
        if (!signature) return signature.error();
        out.signatures.push_back(std::move(*signature));
    }
    return out;
}

bool SignedCheckpoint::is_signed_by(const VerifierKey& key) const {
    return std::ranges::any_of(signatures, [&](const Signature& one) {
        return one.name == key.name && one.key_hash == key.key_hash() &&
               crypto::verifies(key.public_key, checkpoint.body(), one.bytes);
    });
}

SignedCheckpoint sign(const Checkpoint& checkpoint, const std::string& name, const base::Secret& seed) {
    const VerifierKey key{name, crypto::public_key_of(seed)};
    return {checkpoint, {{name, key.key_hash(), crypto::sign(seed, checkpoint.body())}}};
}

}  // namespace kith::tlog
