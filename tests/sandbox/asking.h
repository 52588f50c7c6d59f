#pragma once
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/northshire.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

// Asking desks directly, without a wire.
namespace kith::sandbox::test {

inline const Northshire& northshire() {
    static const Northshire kMade = make_northshire(1, 60);
    return kMade;
}

inline const Person& person(std::string_view slug) {
    const Person* found = northshire().find(slug);
    BOOST_TEST_REQUIRE((found != nullptr));
    return *found;
}

inline constexpr const char* kUuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
inline constexpr const char* kBase = "https://127.0.0.1:1/base";

inline Question get(std::string path, std::multimap<std::string, std::string> values = {}) {
    return {.method = "GET",
            .path = std::move(path),
            .values = std::move(values),
            .headers = {{"x-request-id", kUuid}},
            .base_url = kBase};
}

inline Question post(std::string path, std::string body,
                     std::multimap<std::string, std::string> values = {}) {
    return {.method = "POST",
            .path = std::move(path),
            .values = std::move(values),
            .headers = {{"x-request-id", kUuid}},
            .body = std::move(body),
            .base_url = kBase};
}

inline json::Document document(const Answer& answer) {
    auto parsed = json::parse(answer.body);
    BOOST_TEST_REQUIRE(parsed.has_value());
    return std::move(*parsed);
}

}  // namespace kith::sandbox::test
