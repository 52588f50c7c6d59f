#include "audit/access_log.h"
#include "crypto/hash.h"
#include "crypto/merkle.h"
#include "store/database.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <sstream>

using namespace kith;

// The worked example of src/audit/FORMAT.md, recomputed. Its values were made by another program, so that
// neither side checks itself.
namespace {

/// "token key" to its value, for every line of a code block.
std::map<std::string, std::string> example() {
    std::ifstream in(KITH_SOURCE_DIR "/src/audit/FORMAT.md");
    std::map<std::string, std::string> values;
    bool is_code = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) is_code = !is_code;
        constexpr size_t kColumn = 11;
        if (!is_code || line.size() <= kColumn) continue;
        const size_t end = line.find_last_not_of(' ', kColumn - 1);
        values[line.substr(0, end + 1)] = line.substr(kColumn);
    }
    return values;
}

/// Gives out the example's random bytes in the order in which a log draws them.
class ScriptedEntropy final : public ports::Entropy {
public:
    explicit ScriptedEntropy(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string bytes(size_t n) override {
        BOOST_TEST_REQUIRE(bytes_.size() >= n, "the log draws more random bytes than the example gives");
        std::string out = bytes_.substr(0, n);
        bytes_.erase(0, n);
        return out;
    }
    bool is_used_up() const { return bytes_.empty(); }

private:
    std::string bytes_;
};

std::string run(int from, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += static_cast<char>(from + i);
    return out;
}

ports::AuditEntry entry(std::string kind, const char* at, std::string facts) {
    ports::AuditEntry e;
    e.kind = std::move(kind);
    e.at = *base::parse_instant(at);
    e.user = "r.singh";
    e.role = "duty_social_worker";
    e.agency = "Northshire Council";
    e.workstation = "WS-014";
    e.purpose = "SECTION_47";
    e.lawful_basis = "Children Act 1989 s.47";
    e.case_ref = "NC-2026-10482";
    e.enquiry = "3f2a9c50-1111-4222-8333-444455556666";
    e.subject_clear = "9990004838";
    e.rules = {"R-101", "R-102"};
    for (int i = 0; i < 32; ++i) e.rulebook_hash += "ab";
    e.facts_json = std::move(facts);
    return e;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_format_tests)

BOOST_AUTO_TEST_CASE(the_log_writes_the_very_bytes_of_the_worked_example) {
    auto said = example();
    const support::ScratchFolder scratch;
    ScriptedEntropy entropy(crypto::unhex(said["chain"]) + crypto::unhex(said["token key"]) + run(0xa0, 16) +
                            crypto::unhex(said["opening"]) + crypto::unhex(said["nonce"]) + run(0xb0, 16));
    auto log = audit::AccessLog::open({scratch.file("log"), scratch.file("key")}, entropy);
    BOOST_TEST_REQUIRE(log.has_value());
    const std::string words = said["words"].substr(1, said["words"].size() - 2);  // its one member
    const auto asked = entry(
        "enquiry_asked", "2026-11-22T09:41:07.250Z",
        "{\"people\":1, \"not_asked\":12, " + words + R"(, "asked":[{"source":"pds","person":"subject"}]})");
    const auto first = (*log)->append(asked);
    const auto second =
        (*log)->append(entry("enquiry_closed", "2026-11-22T09:41:09+00:00", R"({"cancelled":false})"));
    BOOST_TEST_REQUIRE((first.has_value() && second.has_value()));
    BOOST_TEST(entropy.is_used_up());

    const auto leaves = *(*log)->read(0, 2);
    BOOST_TEST(leaves[0].leaf_json == said["leaf 0"]);
    BOOST_TEST(leaves[0].leaf_hash == said["hash 0"]);
    BOOST_TEST(leaves[1].leaf_json == said["leaf 1"]);
    BOOST_TEST(leaves[1].leaf_hash == said["hash 1"]);
    BOOST_TEST(first->root() == said["hash 0"]);
    BOOST_TEST(second->root() == said["root"]);
    BOOST_TEST(leaves[0].leaf_json.find(said["token"]) != std::string::npos);
    BOOST_TEST(leaves[0].leaf_json.find("\"" + said["key"] + "\"") != std::string::npos);
    BOOST_TEST(leaves[0].leaf_json.find(said["commitment"]) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_file_holds_the_sealed_words_of_the_worked_example) {
    auto said = example();
    const support::ScratchFolder scratch;
    ScriptedEntropy entropy(crypto::unhex(said["chain"]) + crypto::unhex(said["token key"]) + run(0xa0, 16) +
                            crypto::unhex(said["opening"]) + crypto::unhex(said["nonce"]));
    auto log = audit::AccessLog::open({scratch.file("log"), scratch.file("key")}, entropy);
    BOOST_TEST_REQUIRE((log.has_value() &&
                        (*log)->append(entry("enquiry_asked", "2026-11-22T09:41:07.250Z", said["words"]))));
    std::string sealed;
    auto database = store::Database::open(scratch.file("log"), std::chrono::milliseconds{0});
    BOOST_TEST_REQUIRE(database.has_value());
    const auto read = database->read("SELECT sealed FROM words", {}, [&](const store::Row& row) {
        sealed = crypto::hex(row.bytes(0));
        return base::Expected<void>{};
    });
    BOOST_TEST(read.has_value());
    BOOST_TEST(sealed == said["sealed"]);
}

BOOST_AUTO_TEST_CASE(the_worked_example_agrees_with_the_rules_it_states) {
    auto said = example();
    using crypto::hex, crypto::hmac_sha256, crypto::unhex;
    const std::string key = unhex(said["token key"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: subject\n9990004838")) == said["token"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: key id")).substr(0, 16) == said["key"]);
    BOOST_TEST(hex(hmac_sha256(unhex(said["opening"]), said["words"])) == said["commitment"]);
    BOOST_TEST(hex(crypto::leaf_hash(said["leaf 0"])) == said["hash 0"]);
    BOOST_TEST(hex(crypto::node_hash(crypto::leaf_hash(said["leaf 0"]), crypto::leaf_hash(said["leaf 1"]))) ==
               said["root"]);
}

BOOST_AUTO_TEST_SUITE_END()
