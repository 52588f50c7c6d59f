#include "browser.h"

#include "base/text.h"

#include <curl/curl.h>

#include <memory>
#include <regex>

namespace kith::sign_in_tests {
namespace {

size_t keep_body(char* data, size_t size, size_t count, void* into) {
    static_cast<Page*>(into)->body.append(data, size * count);
    return size * count;
}

size_t keep_header(char* data, size_t size, size_t count, void* into) {
    auto& page = *static_cast<Page*>(into);
    const std::string line(base::trim({data, size * count}));
    const auto colon = line.find(':');
    if (colon == std::string::npos) return size * count;
    const std::string name = base::lower_ascii(line.substr(0, colon));
    const std::string value(base::trim(std::string_view(line).substr(colon + 1)));
    if (name == "location") page.location = value;
    if (name == "set-cookie") page.cookies.push_back(value);
    page.headers.push_back(line);
    return size * count;
}

/// An address as it stands in a page, made whole.
std::string whole(const std::string& url, const std::string& from) {
    if (url.starts_with("http")) return url;
    return from.substr(0, from.find('/', 8)) + url;
}

std::string found(const std::string& text, const char* pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string{};
}

}  // namespace

Page fetch(const std::string& ca_file, const std::string& method, const std::string& url,
           const std::string& body, const std::vector<std::string>& headers) {
    Page page;
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    curl_slist* list = nullptr;
    for (const auto& header : headers) list = curl_slist_append(list, header.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl.get(), CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep_body);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &page);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, keep_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &page);
    if (method == "POST") {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
    }
    if (curl_easy_perform(curl.get()) == CURLE_OK)
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &page.status);
    curl_slist_free_all(list);
    return page;
}

Page Browser::go(const std::string& method, const std::string& url, const std::string& body) {
    std::string cookies = "Cookie: ";
    for (const auto& [name, value] : cookies_) cookies += name + "=" + value + "; ";
    std::vector<std::string> headers{cookies};
    if (method == "POST") headers.push_back("Content-Type: application/x-www-form-urlencoded");
    Page page = fetch(ca_file_, method, url, body, headers);
    for (const auto& cookie : page.cookies) {
        const std::string pair = cookie.substr(0, cookie.find(';'));
        const auto equals = pair.find('=');
        const std::string value = pair.substr(equals + 1);
        if (value.empty())
            cookies_.erase(pair.substr(0, equals));
        else
            cookies_[pair.substr(0, equals)] = value;
    }
    return page;
}

std::string Browser::walk(std::string url, const std::string& person, bool gives_up) {
    std::string method = "GET", body;
    for (int step = 0; step < 20; ++step) {
        const Page page = go(method, url, body);
        if (page.location.starts_with("http://127.0.0.1:")) return page.location;
        method = "GET";
        body.clear();
        if (!page.location.empty()) {
            url = whole(page.location, url);
            continue;
        }
        const std::string form = found(page.body, "<form[^>]*action=\"([^\"]+)\"");
        const std::string cancel = found(page.body, "href=\"([^\"]+abort[^\"]*)\"");
        if (form.empty()) return {};
        if (gives_up) {
            url = whole(cancel, url);
            continue;
        }
        const bool is_login = page.body.find("name=\"login\"") != std::string::npos;
        url = whole(form, url);
        method = "POST";
        body = is_login ? "prompt=login&login=" + person + "&password=any" : "prompt=consent";
    }
    return {};
}

std::string Browser::sign_in(const std::string& url, const std::string& person) {
    return walk(url, person, false);
}

std::string Browser::give_up(const std::string& url) {
    return walk(url, {}, true);
}

}  // namespace kith::sign_in_tests
