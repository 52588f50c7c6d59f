#pragma once
#include "crypto/sign.h"
#include "tlog/export.h"

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace kith::tlog_tests {

using tlog::ExportHeader, tlog::ExportReport, tlog::ExportWriter;

/// A log made of nothing but leaves, that can be signed, exported, spoilt and checked.
class ExportWorld {
public:
    static constexpr std::int64_t kStart = 1'795'340'460'000;  // 22 Nov 2026, 09:41 UTC
    std::vector<std::string> leaves;
    std::map<std::uint64_t, std::string> heads;
    base::Secret seed{std::string(32, 's')};
    std::string name = "northshire.example/kith/WS-014";
    std::string chain = "00112233445566778899aabbccddeeff";

    explicit ExportWorld(size_t entries = 0, size_t head_every = 10) {
        for (size_t i = 0; i < entries; ++i) {
            append();
            if ((i + 1) % head_every == 0) sign();
        }
        if (entries > 0) sign();
    }
    static base::Instant at(std::int64_t seconds) {
        return base::Instant{std::chrono::milliseconds{kStart + 1000 * seconds}};
    }
    tlog::VerifierKey key() const { return {name, crypto::public_key_of(seed)}; }

    void append(std::int64_t second = -1, const std::string& kind = "enquiry_asked") {
        const size_t i = leaves.size();
        const std::int64_t when = second < 0 ? static_cast<std::int64_t>(i) * 7 : second;
        leaves.push_back(R"({"agency":"Northshire","at":")" + base::to_iso(at(when)) + R"(","chain":")" +
                         chain + R"(","facts":{"turn":)" + std::to_string(i) + R"(},"index":)" +
                         std::to_string(i) + R"(,"kind":")" + kind + R"(","rulebook":"ab","salt":")" +
                         crypto::hex(crypto::sha256(std::to_string(i))) + "\"}");
        last_ = when;
    }
    std::string sign(std::int64_t second = -1) {
        const std::string when = base::to_iso(at(second < 0 ? last_ : second));
        const tlog::Checkpoint head{name, leaves.size(), root(), {"time " + when}};
        return heads[leaves.size()] = tlog::sign(head, name, seed).text();
    }
    crypto::Digest root() const { return *crypto::root_at(leaves.size(), nodes()); }
    crypto::NodeSource nodes() const {
        return [this](unsigned level, std::uint64_t index) -> base::Expected<crypto::Digest> {
            return node(level, index);
        };
    }
    ExportHeader header() const {
        return {chain, key(), at(last_ + 60), "t.adeyemi", leaves.size(), leaves.size(), 0};
    }
    std::string whole() const {
        std::ostringstream out;
        ExportWriter writer(out, header());
        for (size_t i = 0; i < leaves.size(); ++i) {
            writer.entry(i, leaves[i]);
            if (const auto head = heads.find(i + 1); head != heads.end()) writer.head(head->second);
        }
        writer.seal(seed);
        return out.str();
    }
    /// Chosen entries, or every one from `first` on.
    std::string part(const std::vector<std::uint64_t>& chosen, bool is_run,
                     const std::vector<std::uint64_t>& older = {}) const {
        std::ostringstream out;
        ExportHeader top = header();
        top.count = chosen.size();
        top.first.reset();
        if (is_run) top.first = chosen.front();
        ExportWriter writer(out, top);
        writer.head(heads.at(leaves.size()));
        for (const auto size : older)
            writer.consistency(size, *crypto::consistency_proof(size, leaves.size(), nodes()));
        for (const auto i : chosen) {
            writer.entry(i, leaves[i]);
            writer.proof(*crypto::inclusion_proof(i, leaves.size(), nodes()));
        }
        writer.seal(seed);
        return out.str();
    }
    ExportReport check(const std::string& file, std::vector<std::string> older = {}) const {
        std::istringstream in(file);
        return tlog::check_export(in, {{key()}, std::move(older)});
    }

private:
    crypto::Digest node(unsigned level, std::uint64_t index) const {
        if (level == 0) return crypto::leaf_hash(leaves[index]);
        return crypto::node_hash(node(level - 1, index * 2), node(level - 1, index * 2 + 1));
    }
    std::int64_t last_ = 0;
};

inline std::vector<std::string> lines_of(const std::string& file) {
    std::vector<std::string> out;
    std::istringstream in(file);
    for (std::string line; std::getline(in, line);) out.push_back(line + "\n");
    return out;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line;
    return out;
}

/// Where the line of an entry stands.
inline size_t line_of(const std::vector<std::string>& lines, std::uint64_t entry) {
    const std::string begin = "entry " + std::to_string(entry) + " ";
    for (size_t i = 0; i < lines.size(); ++i)
        if (lines[i].starts_with(begin)) return i;
    return lines.size();
}

}  // namespace kith::tlog_tests
