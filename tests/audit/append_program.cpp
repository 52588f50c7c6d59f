#include "log_entry.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

// Appends so many entries to a log and says after each that it was acknowledged: for tests that break the
// system under it.
//   append_program FOLDER RUN COUNT
int main(int argc, char** argv) {
    using namespace kith;
    if (argc != 4) return 2;
    const std::string folder = argv[1], run = argv[2];
    support::SeededEntropy entropy(static_cast<std::uint64_t>(std::atoi(argv[2])) + 1000);
    auto log = audit::AccessLog::open({folder + "/access.log", folder + "/token.key"}, entropy);
    if (!log) return 3;
    for (int turn = 0; turn < std::atoi(argv[3]); ++turn) {
        auto e = audit_tests::entry();
        e.at += std::chrono::seconds{61} * turn;  // each with a head
        e.facts_json = R"({"run":)" + run + R"(,"turn":)" + std::to_string(turn) + "}";
        if (!(*log)->append(e)) return 4;
        const auto said = static_cast<char>('0' + turn);
        if (::write(STDOUT_FILENO, &said, 1) != 1) return 5;
    }
    ::_exit(0);
}
