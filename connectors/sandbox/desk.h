#pragma once
#include "json/writer.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::sandbox {

/// What reached a stand-in, free of any HTTP library.
struct Question {
    std::string method;
    std::string path;  ///< below the source's base path: "/Patient/9990004838"
    std::multimap<std::string, std::string> values = {};  ///< of the query, and of a form body
    std::map<std::string, std::string> headers = {};      ///< lower-case names
    std::string body = {};
    std::string base_url = {};  ///< as the source is reached from outside
    /// The fault "other_child": answer about a person who was not asked about.
    bool about_somebody_else = false;

    std::string header(std::string_view name) const;
    std::string value(const std::string& name) const;
};

struct Answer {
    int status = 200;
    std::string type = "application/json";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
};

Answer json_answer(const json::Writer& writer, int status = 200, std::string type = "application/json");
/// A problem document of RFC 7807.
Answer problem(int status, std::string_view title);

/// What one source says. Any thread may ask.
class Desk {
public:
    virtual ~Desk() = default;
    virtual Answer answer(const Question& question) = 0;
};

/// Whether the text is a UUID, as the interfaces want for X-Request-ID and TraceID.
bool is_uuid(std::string_view text);

}  // namespace kith::sandbox
