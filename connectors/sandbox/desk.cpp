#include "connectors/sandbox/desk.h"

namespace kith::sandbox {

std::string Question::header(std::string_view name) const {
    const auto found = headers.find(std::string(name));
    return found == headers.end() ? std::string() : found->second;
}

std::string Question::value(const std::string& name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

Answer json_answer(const json::Writer& writer, int status, std::string type) {
    return {.status = status, .type = std::move(type), .body = writer.text()};
}

Answer problem(int status, std::string_view title) {
    json::Writer w;
    w.object().member("type", "about:blank").member("title", title).member("status", status).end();
    return json_answer(w, status, "application/problem+json");
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (is_dash ? c != '-' : !is_hex) return false;
    }
    return true;
}

}  // namespace kith::sandbox
