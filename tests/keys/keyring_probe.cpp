// Does one thing with the desktop's key store and says what came of it: for tests that need a process of
// their own.
#include "keys/secret_service_keys.h"

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    using namespace kith;
    keys::SecretServiceKeys store;
    const std::string what = argc > 1 ? argv[1] : "", name = argc > 2 ? argv[2] : "",
                      value = argc > 3 ? argv[3] : "";
    const auto said = [](const base::Error& error) {
        std::printf("%s\n", std::string(base::name_of(error.fault)).c_str());
        return 0;
    };
    if (what == "put") {
        const auto done = store.put(name, base::Secret(value));
        return done ? std::puts("done") < 0 : said(done.error());
    }
    if (what == "get") {
        const auto key = store.get(name);
        return key ? std::printf("%s\n", std::string(key->reveal()).c_str()) < 0 : said(key.error());
    }
    if (what == "erase") {
        const auto done = store.erase(name);
        return done ? std::puts("done") < 0 : said(done.error());
    }
    if (what == "names") {
        const auto names = store.names(name);
        if (!names) return said(names.error());
        for (const std::string& one : *names) std::printf("%s ", one.c_str());
        return std::puts("") < 0;
    }
    return 2;
}
