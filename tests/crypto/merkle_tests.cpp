#include "crypto/merkle.h"

#include <boost/test/unit_test.hpp>

#include <bit>
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

}  // namespace

BOOST_AUTO_TEST_SUITE(crypto_merkle_tests)

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
