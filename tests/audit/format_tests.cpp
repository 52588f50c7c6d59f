#include "audit/access_log.h"
#include "crypto/hash.h"
#include "crypto/merkle.h"
#include "store/database.h"
#include "support/scratch_folder.h"
#include "tlog/export.h"

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

/// The lines of the code block of that name, as they stand.
std::string block(const std::string& name) {
    std::ifstream in(KITH_SOURCE_DIR "/src/audit/FORMAT.md");
    std::string out;
    bool is_in = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```"))
            is_in = line == "```" + name;
        else if (is_in)
            out += line + "\n";
    }
    return out;
}

/// All random bytes of the example, in order; without the last entry's salt when only the first is written.
std::string randomness(std::map<std::string, std::string>& said, bool with_second) {
    std::string out;
    for (const auto* name : {"token key", "sign seed", "chain", "salt 0", "opening", "opening S", "no school",
                             "pad 1", "pad 2", "nonce", "nonce S"})
        out += crypto::unhex(said[name]);
    return with_second ? out + crypto::unhex(said["salt 1"]) : out;
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

ports::AuditEntry entry(std::string kind, const char* at) {
    ports::AuditEntry e;
    e.kind = std::move(kind);
    e.at = *base::parse_instant(at);
    e.user = "r.singh";
    e.role = "duty_social_worker";
    e.agency = "Northshire Council";
    e.workstation = "WS-014";
    for (int i = 0; i < 32; ++i) e.rulebook_hash += "ab";
    return e;
}

ports::AuditEntry first_entry(const std::string& words) {
    auto e = entry("results_displayed", "2026-11-22T09:41:07.250Z");
    e.purpose = "SECTION_47";
    e.lawful_basis = "Children Act 1989 s.47";
    e.case_ref = "NC-2026-10482";
    e.enquiry = "3f2a9c50-1111-4222-8333-444455556666";
    e.subject_clear = "999 000 4838";
    e.subject_family = "PELLOW";
    e.subject_postcode = "NS1 4QT";
    e.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
    e.shown_clear = {"999 000 4838", "9990000018", "9990004838", ""};
    e.rules = {"R-101", "R-102"};
    e.facts_json = "{\"people\":2, \"not_asked\":12, " + words.substr(1, words.size() - 2) +
                   R"(, "asked":[{"source":"pds","person":"subject"}]})";
    return e;
}

struct ExampleLog {
    std::map<std::string, std::string> said = example();
    support::ScratchFolder scratch;
    ScriptedEntropy entropy;
    std::unique_ptr<audit::AccessLog> log;

    explicit ExampleLog(bool with_second) : entropy(randomness(said, with_second)) {
        auto opened = audit::AccessLog::open({.path = scratch.file("log"),
                                              .token_key_path = scratch.file("key"),
                                              .signing_key_path = {},
                                              .origin = "northshire.example/kith/WS-014"},
                                             entropy);
        BOOST_TEST_REQUIRE(opened.has_value());
        log = std::move(*opened);
        append(first_entry(said["words"]));
        if (with_second) append(entry("locked", "2026-11-22T09:41:09+00:00"));
        BOOST_TEST(entropy.is_used_up());
    }
    void append(const ports::AuditEntry& what) {
        const auto receipt = log->append(what);
        BOOST_TEST_REQUIRE(receipt.has_value());
        roots.push_back(receipt->root());
    }
    std::string sealed(const std::string& table) const {
        std::string out;
        auto database = store::Database::open(scratch.file("log"), std::chrono::milliseconds{0});
        BOOST_TEST_REQUIRE(database.has_value());
        const auto read = database->read("SELECT sealed FROM " + table, {}, [&](const store::Row& row) {
            out = crypto::hex(row.bytes(0));
            return base::Expected<void>{};
        });
        BOOST_TEST(read.has_value());
        return out;
    }
    std::vector<std::string> roots;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_format_tests)

BOOST_AUTO_TEST_CASE(the_log_writes_the_very_bytes_of_the_worked_example) {
    ExampleLog world(true);
    auto& said = world.said;
    const auto leaves = *world.log->read(0, 2);
    BOOST_TEST(leaves[0].leaf_json == said["leaf 0"]);
    BOOST_TEST(leaves[0].leaf_hash == said["hash 0"]);
    BOOST_TEST(leaves[1].leaf_json == said["leaf 1"]);
    BOOST_TEST(leaves[1].leaf_hash == said["hash 1"]);
    BOOST_TEST(world.roots[0] == said["hash 0"]);
    BOOST_TEST(world.roots[1] == said["root"]);
    for (const auto* name : {"token", "key", "family", "postcode", "commitment", "committed", "no school",
                             "sibling", "pad 1", "pad 2"})
        BOOST_TEST(leaves[0].leaf_json.find("\"" + said[name] + "\"") != std::string::npos, name);
    BOOST_TEST(world.log->verifier_key() == said["verifier"]);
    BOOST_TEST(world.log->latest_checkpoint() == block("head"));
}

BOOST_AUTO_TEST_CASE(the_export_is_the_very_file_of_the_worked_example) {
    ExampleLog world(true);
    std::ostringstream out;
    audit::AccessLog::Wish wish;
    wish.made_by = "t.adeyemi";
    wish.now = *base::parse_instant("2026-11-22T09:42:00Z");
    BOOST_TEST(*world.log->write_export(out, wish) == 2u);
    BOOST_TEST(out.str() == block("export"));
    std::istringstream in(block("export"));
    const auto report = tlog::check_export(in, {{*tlog::VerifierKey::parse(world.said["verifier"])}, {}});
    BOOST_TEST(report.is_intact());
}

BOOST_AUTO_TEST_CASE(the_file_holds_the_sealed_words_of_the_worked_example) {
    ExampleLog world(false);
    BOOST_TEST(world.sealed("words") == world.said["sealed"]);
    BOOST_TEST(world.sealed("subject") == world.said["sealed S"]);
}

BOOST_AUTO_TEST_CASE(the_worked_example_agrees_with_the_rules_it_states) {
    auto said = example();
    using crypto::hex, crypto::hmac_sha256, crypto::unhex;
    const std::string key = unhex(said["token key"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: subject\n9990004838")) == said["token"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: subject\n9990000018")) == said["sibling"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: family\npellow")) == said["family"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: postcode\nns14qt")) == said["postcode"]);
    BOOST_TEST(hex(hmac_sha256(key, "kith access log 1: key id")).substr(0, 16) == said["key"]);
    BOOST_TEST(hex(hmac_sha256(unhex(said["opening"]), said["words"])) == said["commitment"]);
    BOOST_TEST(hex(hmac_sha256(unhex(said["opening S"]), said["subject"])) == said["committed"]);
    BOOST_TEST(hex(crypto::leaf_hash(said["leaf 0"])) == said["hash 0"]);
    BOOST_TEST(hex(crypto::node_hash(crypto::leaf_hash(said["leaf 0"]), crypto::leaf_hash(said["leaf 1"]))) ==
               said["root"]);
}

BOOST_AUTO_TEST_SUITE_END()
