#include "crypto/merkle.h"

#include <boost/test/unit_test.hpp>

#include <bit>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace kith::crypto;

namespace {

/// The eight leaves that Certificate Transparency's own reference code tests RFC 6962 with, and the root
/// after each.
const std::vector<std::string> kLeaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kRoots = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

/// The definition, word for word: split at the largest power of two below n.
Digest root_by_definition(std::span<const Digest> leaves) {
    if (leaves.empty()) return sha256({});
    if (leaves.size() == 1) return leaves.front();
    const size_t split = std::bit_floor(leaves.size() - 1);
    return node_hash(root_by_definition(leaves.first(split)), root_by_definition(leaves.subspan(split)));
}

/// Every full subtree of a growing tree, as a log keeps them: level by level.
struct Grown {
    MerkleTree tree;
    std::vector<std::vector<Digest>> levels;

    void append(const Digest& leaf) {
        std::vector<Digest> completed;
        tree.append(leaf, completed);
        completed.insert(completed.begin(), leaf);
        for (size_t level = 0; level < completed.size(); ++level) {
            if (levels.size() <= level) levels.emplace_back();
            levels[level].push_back(completed[level]);
        }
    }
    NodeSource nodes() const {
        return [this](unsigned level, std::uint64_t index) -> kith::base::Expected<Digest> {
            return levels.at(level).at(index);
        };
    }
};

Grown grown_to(std::uint64_t size) {
    Grown out;
    for (std::uint64_t i = 0; i < size; ++i) out.append(leaf_hash(std::to_string(i)));
    return out;
}

Digest changed(Digest digest) {
    digest[7] ^= 1;
    return digest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(crypto_merkle_tests)

// The proofs that Certificate Transparency's own code tests itself with, over the eight leaves above.
BOOST_AUTO_TEST_CASE(proofs_are_the_published_ones) {
    Grown log;
    for (const auto& leaf : kLeaves) log.append(leaf_hash(unhex(leaf)));
    const auto text = [](const Proof& proof) {
        std::string out;
        for (const auto& one : proof) out += hex(one).substr(0, 8) + " ";
        return out;
    };
    BOOST_TEST(text(*inclusion_proof(0, 8, log.nodes())) == "96a296d2 5f083f0a 6b47aaf2 ");
    BOOST_TEST(text(*inclusion_proof(5, 8, log.nodes())) == "bc1a0643 ca854ea1 d37ee418 ");
    BOOST_TEST(text(*inclusion_proof(2, 3, log.nodes())) == "fac54203 ");
    BOOST_TEST(text(*consistency_proof(1, 8, log.nodes())) == "96a296d2 5f083f0a 6b47aaf2 ");
    BOOST_TEST(text(*consistency_proof(6, 8, log.nodes())) == "0ebc5d34 ca854ea1 d37ee418 ");
    BOOST_TEST(text(*consistency_proof(2, 5, log.nodes())) == "5f083f0a bc1a0643 ");
}

BOOST_AUTO_TEST_CASE(P2_every_older_tree_to_300_is_proved_to_be_the_beginning_of_every_newer_one) {
    const Grown log = grown_to(300);
    std::vector<Digest> roots;
    for (std::uint64_t n = 0; n <= 300; ++n) roots.push_back(*root_at(n, log.nodes()));
    size_t wrong = 0;
    for (std::uint64_t newer = 0; newer <= 300; ++newer)
        for (std::uint64_t older = 0; older <= newer; ++older) {
            const Proof proof = *consistency_proof(older, newer, log.nodes());
            wrong += !proves_consistency(older, newer, roots[older], roots[newer], proof);
            wrong += proves_consistency(older, newer, changed(roots[older]), roots[newer], proof);
            wrong +=
                older > 0 && proves_consistency(older, newer, roots[older], changed(roots[newer]), proof);
        }
    BOOST_TEST(wrong == 0u);
}

BOOST_AUTO_TEST_CASE(P2_every_leaf_is_proved_to_be_in_every_tree_to_300) {
    const Grown log = grown_to(300);
    size_t wrong = 0;
    for (std::uint64_t size = 1; size <= 300; ++size) {
        const Digest root = *root_at(size, log.nodes());
        for (std::uint64_t index = 0; index < size; ++index) {
            const Proof proof = *inclusion_proof(index, size, log.nodes());
            const Digest leaf = log.levels[0][index];
            wrong += !proves_inclusion(index, size, leaf, proof, root);
            wrong += proves_inclusion(index, size, changed(leaf), proof, root);
            wrong += size > 1 && proves_inclusion((index + 1) % size, size, leaf, proof, root);
        }
    }
    BOOST_TEST(wrong == 0u);
}

BOOST_AUTO_TEST_CASE(P2_old_proofs_hold_against_new_heads_of_random_sizes_to_a_million) {
    constexpr std::uint64_t kMillion = 1'000'000;
    const Grown log = grown_to(kMillion);
    std::mt19937_64 random(6962);
    for (int i = 0; i < 300; ++i) {
        const std::uint64_t newer = 1 + random() % kMillion, older = 1 + random() % newer,
                            index = random() % older;
        const Digest old_root = *root_at(older, log.nodes()), new_root = *root_at(newer, log.nodes());
        const Proof proof = *inclusion_proof(index, older, log.nodes());
        BOOST_TEST(proves_inclusion(index, older, log.levels[0][index], proof, old_root));
        BOOST_TEST(proves_consistency(older, newer, old_root, new_root,
                                      *consistency_proof(older, newer, log.nodes())));
    }
    BOOST_TEST(hex(*root_at(kMillion, log.nodes())) == hex(log.tree.root()));
}

BOOST_AUTO_TEST_CASE(a_proof_that_is_too_short_too_long_or_changed_anywhere_proves_nothing) {
    const Grown log = grown_to(150);
    const Digest root = *root_at(150, log.nodes()), old_root = *root_at(83, log.nodes());
    const auto wrongs = [](const Proof& good) {
        std::vector<Proof> out{Proof(good.begin() + 1, good.end()), Proof(good.begin(), good.end() - 1),
                               Proof{}};
        out.push_back(good);
        out.back().push_back(good.front());
        for (size_t i = 0; i < good.size(); ++i) {
            out.push_back(good);
            out.back()[i] = changed(good[i]);
        }
        return out;
    };
    for (const auto& proof : wrongs(*inclusion_proof(83, 150, log.nodes())))
        BOOST_TEST(!proves_inclusion(83, 150, log.levels[0][83], proof, root));
    for (const auto& proof : wrongs(*consistency_proof(83, 150, log.nodes())))
        BOOST_TEST(!proves_consistency(83, 150, old_root, root, proof));
    BOOST_TEST(!proves_inclusion(150, 150, log.levels[0][0], {}, root));
    BOOST_TEST(!proves_consistency(151, 150, root, root, {}));
    BOOST_TEST(!proves_consistency(1, 2, old_root, root, {}));
}

BOOST_AUTO_TEST_CASE(a_tree_goes_on_from_its_peaks_alone) {
    const Grown log = grown_to(300);
    for (std::uint64_t size = 0; size < 300; ++size) {
        MerkleTree tree(size, *peaks_at(size, log.nodes()));
        BOOST_TEST(hex(tree.root()) == hex(*root_at(size, log.nodes())));
        for (std::uint64_t i = size; i < 300; i += 1) tree.append(log.levels[0][i]);
        BOOST_TEST(hex(tree.root()) == hex(log.tree.root()));
    }
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_fails_the_proof) {
    const NodeSource broken = [](unsigned, std::uint64_t) -> kith::base::Expected<Digest> {
        return kith::base::fail(kith::base::Fault::unavailable, "gone");
    };
    BOOST_TEST(!inclusion_proof(3, 7, broken).has_value());
    BOOST_TEST(!consistency_proof(3, 7, broken).has_value());
    BOOST_TEST(!root_at(7, broken).has_value());
}

BOOST_AUTO_TEST_CASE(an_empty_tree_has_the_hash_of_nothing) {
    BOOST_TEST(hex(MerkleTree{}.root()) ==
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(MerkleTree{}.size() == 0u);
}

BOOST_AUTO_TEST_CASE(the_root_after_each_leaf_is_the_published_one) {
    MerkleTree tree;
    for (size_t i = 0; i < kLeaves.size(); ++i) {
        tree.append(leaf_hash(unhex(kLeaves[i])));
        BOOST_TEST(tree.size() == i + 1);
        BOOST_TEST(hex(tree.root()) == kRoots[i]);
    }
}

BOOST_AUTO_TEST_CASE(appending_one_by_one_gives_the_root_of_the_definition_at_every_size_to_300) {
    MerkleTree tree;
    std::vector<Digest> leaves;
    for (int i = 0; i < 300; ++i) {
        leaves.push_back(leaf_hash(std::to_string(i)));
        tree.append(leaves.back());
        BOOST_TEST(hex(tree.root()) == hex(root_by_definition(leaves)));
    }
}

BOOST_AUTO_TEST_CASE(a_leaf_cannot_be_passed_off_as_a_node) {
    const Digest left = leaf_hash("a");
    const Digest right = leaf_hash("b");
    const std::string both = std::string(as_bytes(left)) + std::string(as_bytes(right));
    BOOST_TEST((leaf_hash(both) != node_hash(left, right)));
}

BOOST_AUTO_TEST_SUITE_END()
