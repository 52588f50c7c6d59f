// X7: what a program leaves in its memory once it has let go of it, seen as the system sees it.
#include "base/secret.h"
#include "json/value.h"
#include "wire/quiet_memory.h"

#include <boost/test/unit_test.hpp>
#include <curl/curl.h>
#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

using namespace kith;

namespace {

/// First thing in the program, as in ours.
struct Quiet {
    Quiet() { wire::keep_memory_quiet(); }
};
BOOST_TEST_GLOBAL_FIXTURE(Quiet);

/// Made where it is needed, so that the program's own image does not hold it: every second byte stands
/// between bars.
std::string planted() {
    const std::string spread = "K|i|t|h|p|l|a|n|t|e|d|t|h|i|s|m|a|r|k|e|r|4|7|1|1";
    std::string out;
    for (size_t i = 0; i < spread.size(); i += 2) out.push_back(spread[i]);
    return out;
}

/// How often a text stands in this program's writable memory, beyond the one that is looked for.
size_t found_in_memory(const std::string& text) {
    std::ifstream maps("/proc/self/maps");
    const int memory = ::fileno(std::fopen("/proc/self/mem", "r"));
    size_t found = 0;
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0, end = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, rights) != 3 || rights[1] != 'w') continue;
        if (line.find("[stack]") != std::string::npos || end - begin > (64u << 20)) continue;
        std::string bytes(end - begin, '\0');
        const ssize_t got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(begin));
        if (got <= 0) continue;
        bytes.resize(static_cast<size_t>(got));
        for (size_t at = bytes.find(text); at != std::string::npos; at = bytes.find(text, at + 1)) {
            const char* where = reinterpret_cast<const char*>(begin + at);
            const bool is_own =
                where == text.data() || (where >= bytes.data() && where < bytes.data() + bytes.size());
            found += is_own ? 0 : 1;
        }
    }
    ::close(memory);
    return found;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsWatched = true;
#else
constexpr bool kIsWatched = false;
#endif

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in_memory_tests)

BOOST_AUTO_TEST_CASE(X7_no_core_dump_is_written_and_nobody_of_the_same_user_may_attach) {
    rlimit limit{1, 1};
    BOOST_TEST(::getrlimit(RLIMIT_CORE, &limit) == 0);
    BOOST_TEST(limit.rlim_cur == 0u);
    BOOST_TEST(limit.rlim_max == 0u);
    BOOST_TEST(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
}

BOOST_AUTO_TEST_CASE(X7_the_search_finds_what_is_held) {
    const std::string text = planted();
    const auto held = std::make_unique<std::string>(text + " held");
    BOOST_TEST(found_in_memory(text) >= 1u);
}

BOOST_AUTO_TEST_CASE(X7_what_has_been_let_go_is_no_longer_there) {
    if (kIsWatched) return;
    const std::string text = planted();
    {
        const base::Secret secret(text + " secret");
        const auto plain = std::make_unique<std::string>(text + " plain");
        std::vector<std::string> many(300, text + " many");
        many.resize(3);
        const auto document = json::parse("{\"a\":\"" + text + "\"}");
        std::wstring wide(text.begin(), text.end());
        char* by_openssl = OPENSSL_strdup(text.c_str());
        by_openssl = static_cast<char*>(OPENSSL_realloc(by_openssl, 4000));
        OPENSSL_free(by_openssl);
        CURL* curl = curl_easy_init();
        curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, text.c_str());
        curl_easy_cleanup(curl);
        BOOST_TEST(found_in_memory(text) > 4u);
    }
    BOOST_TEST(found_in_memory(text) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
