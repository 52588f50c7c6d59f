#pragma once
#include "central/central.h"
#include "crypto/hash.h"
#include "crypto/merkle.h"
#include "crypto/sign.h"

#include <algorithm>
#include <string>

/// Logs made by rule, in the form of src/audit/FORMAT.md, as long as anybody wants.
namespace kith::tests {

inline base::Instant story_day() {
    return *base::parse_instant("2026-11-22T09:00:00Z");
}

/// A chain's id: 32 hexadecimal digits.
inline std::string chain_id(const std::string& name) {
    return crypto::hex(crypto::sha256(name)).substr(0, 32);
}

struct MadeLog {
    std::string chain;
    std::uint64_t size = 0;
    base::Instant begins = story_day();
    std::chrono::milliseconds step{20'000};
    /// From this entry on it says something else: a copy that went its own way.
    std::uint64_t differs_from = UINT64_MAX;

    central::Leaf leaf(std::uint64_t index) const {
        const auto at = begins + step * static_cast<std::int64_t>(index);
        const std::string number = std::to_string(index);
        const char* user = index >= differs_from ? "r.singh" : "a.okafor";
        std::string json =
            R"({"agency":"Northshire Council","at":")" + base::to_iso(at) + R"(","case":"NC-2026-)" + number +
            R"(","chain":")" + chain +
            R"(","enquiry":"3f2a9c50-1111-4222-8333-444455556666","facts":{"asked":)" +
            R"([{"person":"subject","source":"pds"}],"people":1},"index":)" + number +
            R"(,"kind":"enquiry_asked","lawful_basis":"Children Act 1989 s.47","purpose":"SECTION_47",)" +
            R"("role":"duty_social_worker","rulebook":")" + std::string(64, 'a') +
            R"(","rules":["R-101","R-102"],"salt":")" + chain_id(chain + number) +
            R"(","subject":{"key":"d883ec03f0609520","token":")" + std::string(64, '6') + R"("},"user":")" +
            user + R"(","version":1,"words":null,"workstation":"WS-014"})";
        central::Leaf out{index, at, std::move(json), {}};
        out.hash = crypto::as_bytes(crypto::leaf_hash(out.json));
        return out;
    }
    base::Expected<std::vector<central::Leaf>> read(std::uint64_t first, size_t limit) const {
        std::vector<central::Leaf> out;
        for (auto i = first; i < size && out.size() < limit; ++i) out.push_back(leaf(i));
        return out;
    }
    central::Feed feed() const {
        return [this](std::uint64_t first, size_t limit) { return read(first, limit); };
    }
    crypto::Digest root(std::uint64_t over) const {
        crypto::MerkleTree tree;
        for (std::uint64_t i = 0; i < over; ++i) tree.append(crypto::leaf_hash(leaf(i).json));
        return tree.root();
    }
    /// In the form of a checkpoint; the database does not look at signatures.
    std::string checkpoint(std::uint64_t over) const {
        return "northshire.example/kith/" + chain.substr(0, 8) + "\n" + std::to_string(over) + "\n" +
               crypto::base64(crypto::as_bytes(root(over))) + "\n\n\u2014 test AAAA\n";
    }
};

}  // namespace kith::tests
