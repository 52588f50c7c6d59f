#pragma once
#include "connectors/sandbox/sandbox.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::sandbox::test {

/// How a source of a running sandbox is reached, from its settings.json.
struct Reached {
    std::string id, kind, base_path, organisation, client_id, client_secret, mapping;
    std::vector<std::string> record_types;
    int port = 0;
    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(port) + base_path; }
};

/// What came back, or nothing when the exchange failed.
struct Heard {
    int status = 0;  ///< 0: no complete answer
    std::string body, type, retry_after;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A sandbox running in a folder of its own for as long as this lives.
class Served {
public:
    /// `faults`: a script's text, or empty.
    explicit Served(const std::string& faults = {});
    ~Served();

    const std::string& folder() const { return folder_; }
    const std::vector<Reached>& sources() const { return sources_; }
    const Reached& source(std::string_view id) const;
    /// With the workstation's certificate. `path` is below the source's base path. Waits at most `seconds`
    /// for the next byte.
    Heard ask(const Reached& source, const std::string& method, const std::string& path,
              const Headers& headers, const std::string& body, double seconds = 5) const;
    /// A bearer token, by the source's own rules; empty where it wants none.
    std::string token(const Reached& source) const;
    /// A question that this source answers with something about Maisie Pellow.
    Heard ask_properly(const Reached& source, double seconds = 5) const;
    /// The same, and where the answer is a list of pointers, the record that the first one points at.
    Heard fetch_properly(const Reached& source) const;
    void stop() { sandbox_.reset(); }

private:
    std::string folder_;
    std::unique_ptr<Sandbox> sandbox_;
    std::vector<Reached> sources_;
};

/// A new folder for one test, under the build's own temporary place.
std::string fresh_folder();

}  // namespace kith::sandbox::test
