#pragma once
#include "ports/key_store.h"

#include <map>

namespace kith::support {

/// Keys in memory; locked or away on demand. Copy it to put back yesterday's.
class MemoryKeyStore final : public ports::KeyStore {
public:
    base::Expected<base::Secret> get(const std::string& name) override {
        if (is_away) return base::fail(base::Fault::unavailable, "no key store answers");
        const auto at = keys.find(name);
        if (at == keys.end()) return base::fail(base::Fault::not_found, "no such key");
        return at->second;
    }
    base::Expected<void> put(const std::string& name, const base::Secret& key) override {
        if (is_away) return base::fail(base::Fault::unavailable, "no key store answers");
        keys.insert_or_assign(name, key);
        return {};
    }
    base::Expected<void> erase(const std::string& name) override {
        if (is_away) return base::fail(base::Fault::unavailable, "no key store answers");
        keys.erase(name);
        return {};
    }
    base::Expected<std::vector<std::string>> names(const std::string& beginning) override {
        if (is_away) return base::fail(base::Fault::unavailable, "no key store answers");
        std::vector<std::string> found;
        for (const auto& [name, key] : keys)
            if (name.starts_with(beginning)) found.push_back(name);
        return found;
    }
    std::string words() const override { return "a test's memory"; }

    std::map<std::string, base::Secret> keys;
    bool is_away = false;
};

}  // namespace kith::support
