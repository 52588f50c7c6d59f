#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What stands for a person's browser: it keeps cookies, fills in the provider's own forms and presses their
/// buttons.
namespace kith::sign_in_tests {

struct Page {
    long status = 0;
    std::string body, location;  ///< where it points on to; empty: nowhere
    std::vector<std::string> cookies, headers;
};

/// One request by libcurl; a status of 0: no connection.
Page fetch(const std::string& ca_file, const std::string& method, const std::string& url,
           const std::string& body = {}, const std::vector<std::string>& headers = {});

class Browser {
public:
    explicit Browser(std::string ca_file) : ca_file_(std::move(ca_file)) {}

    /// Follows the address as this person, through the provider's pages, to where it points back to the
    /// program; that address. Empty when it never gets there.
    std::string sign_in(const std::string& url, const std::string& person);
    /// The same, but the person presses "cancel" on the first page.
    std::string give_up(const std::string& url);

private:
    std::string walk(std::string url, const std::string& person, bool gives_up);
    Page go(const std::string& method, const std::string& url, const std::string& body);
    std::string ca_file_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace kith::sign_in_tests
