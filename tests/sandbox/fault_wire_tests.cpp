#include "json/value.h"
#include "tests/sandbox/raw_client.h"
#include "tests/sandbox/served.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;
using namespace std::chrono_literals;

namespace {

/// A housing register that has this fault, asked byte by byte about Maisie.
struct Broken {
    explicit Broken(const std::string& members)
        : served(R"({"faults":[{"source":"housing",)" + members + "}]}") {
        const std::string keys = served.folder() + "/sandbox/keys/";
        client = std::make_unique<RawClient>(served.source("housing").port, keys + "authority.pem",
                                             keys + "client.pem", keys + "client.key.pem");
        BOOST_TEST_REQUIRE(client->is_connected());
        const std::string body = R"({"person":{"nhsNumber":"9990004838"}})";
        client->send(
            "POST /tenancies/v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-ID: "
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301\r\nContent-Type: application/json\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    End read(std::size_t most = 1u << 20, std::chrono::milliseconds silence = 10s) {
        return client->read(bytes, most, silence);
    }

    std::string header(const std::string& name) const {
        const auto at = bytes.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 4;
        return bytes.substr(from, bytes.find("\r\n", from) - from);
    }
    std::string body() const { return bytes.substr(bytes.find("\r\n\r\n") + 4); }

    Served served;
    std::unique_ptr<RawClient> client;
    std::string bytes;
};

Heard asked_with(const std::string& fault, const std::string& source) {
    const Served served("{\"faults\":[{\"source\":\"" + source + "\"," + fault + "}]}");
    return served.ask_properly(served.source(source));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_fault_wire_tests)

BOOST_AUTO_TEST_CASE(drop_closes_before_a_single_byte) {
    Broken broken(R"("kind":"drop")");
    BOOST_TEST((broken.read() == End::dropped));
    BOOST_TEST(broken.bytes.empty());
}

BOOST_AUTO_TEST_CASE(reset_tears_the_connection_down) {
    Broken broken(R"("kind":"reset")");
    BOOST_TEST((broken.read() == End::reset));
    BOOST_TEST(broken.bytes.empty());
}

BOOST_AUTO_TEST_CASE(truncate_promises_more_than_it_sends) {
    Broken broken(R"("kind":"truncate")");
    const End end = broken.read();
    BOOST_TEST((end == End::dropped || end == End::closed));
    BOOST_TEST(broken.bytes.starts_with("HTTP/1.1 200"));
    BOOST_TEST(broken.body().size() > 0u);
    BOOST_TEST(broken.body().size() < std::stoul(broken.header("Content-Length")));
}

BOOST_AUTO_TEST_CASE(stall_sends_headers_and_then_nothing) {
    Broken broken(R"("kind":"stall")");
    BOOST_TEST((broken.read(1u << 20, 300ms) == End::still_open));
    BOOST_TEST(broken.bytes.starts_with("HTTP/1.1 200"));
    BOOST_TEST(broken.bytes.ends_with("\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(endless_goes_on_for_as_long_as_one_reads) {
    Broken broken(R"("kind":"endless")");
    BOOST_TEST((broken.read(20u << 20) == End::enough));
    BOOST_TEST(broken.header("Transfer-Encoding") == "chunked");
}

BOOST_AUTO_TEST_CASE(garbage_is_not_http) {
    Broken broken(R"("kind":"garbage")");
    BOOST_TEST((broken.read() == End::dropped));
    BOOST_TEST(!broken.bytes.empty());
    BOOST_TEST(!broken.bytes.starts_with("HTTP/"));
}

BOOST_AUTO_TEST_CASE(html_is_a_sign_in_page_as_200) {
    const Heard heard = asked_with(R"("kind":"html")", "gp");
    BOOST_TEST(heard.status == 200);
    BOOST_TEST(heard.type.starts_with("text/html"));
    BOOST_TEST(heard.body.starts_with("<!DOCTYPE html>"));
}

BOOST_AUTO_TEST_CASE(content_type_is_wrong_and_the_body_right) {
    const Heard heard = asked_with(R"("kind":"content_type")", "pds");
    BOOST_TEST(heard.status == 200);
    BOOST_TEST(heard.type == "application/octet-stream");
    BOOST_TEST(json::parse(heard.body)->root()["id"].text() == "9990004838");
}

BOOST_AUTO_TEST_CASE(status_answers_what_the_script_says) {
    for (const int status : {408, 429, 500, 503}) {
        const Heard heard =
            asked_with(R"("kind":"status","retry_after":2,"status":)" + std::to_string(status), "school");
        // The token request is met by the fault first; either way it is what the source answers.
        BOOST_TEST(heard.status == status);
        BOOST_TEST(heard.retry_after == "2");
    }
}

BOOST_AUTO_TEST_CASE(delay_answers_rightly_and_not_before_its_time) {
    const auto before = std::chrono::steady_clock::now();
    const Heard heard = asked_with(R"("kind":"delay","ms":150)", "pds");
    BOOST_TEST((std::chrono::steady_clock::now() - before >= 150ms));
    BOOST_TEST(heard.status == 200);
    BOOST_TEST(json::parse(heard.body)->root()["id"].text() == "9990004838");
}

BOOST_AUTO_TEST_CASE(other_child_answers_every_source_about_somebody_else) {
    const Served honest;
    std::string faults;
    for (const auto& source : honest.sources())
        faults += (faults.empty() ? "{\"source\":\"" : ",{\"source\":\"") + source.id +
                  R"(","kind":"other_child"})";
    const Served broken("{\"faults\":[" + faults + "]}");
    for (const auto& source : broken.sources()) {
        const Heard right = honest.fetch_properly(honest.source(source.id)),
                    wrong = broken.fetch_properly(source);
        BOOST_TEST(wrong.status == 200, source.id);
        BOOST_TEST(json::parse(wrong.body).has_value(), source.id);
        BOOST_TEST((wrong.body != right.body), source.id);
        BOOST_TEST(wrong.body.find("9990004838") == std::string::npos, source.id);
    }
}

BOOST_AUTO_TEST_CASE(a_fault_of_one_request_leaves_the_next_alone) {
    const Served served(R"({"faults":[{"source":"pds","kind":"status","nth":2,"times":1}]})");
    std::string statuses;
    for (int i = 0; i < 3; ++i)
        statuses += std::to_string(served.ask_properly(served.source("pds")).status) + " ";
    BOOST_TEST(statuses == "200 503 200 ");
}

BOOST_AUTO_TEST_CASE(warming_does_not_use_a_fault_up) {
    const Served served(R"({"faults":[{"source":"pds","kind":"status","times":1}]})");
    BOOST_TEST(served.ask(served.source("pds"), "GET", "/metadata", {}, "").status == 204);
    BOOST_TEST(served.ask_properly(served.source("pds")).status == 503);
}

BOOST_AUTO_TEST_CASE(a_broken_source_changes_no_byte_of_another) {
    const Served served(R"({"faults":[{"source":"gp","kind":"stall"}]})");
    const Served healthy;
    BOOST_TEST(served.ask_properly(served.source("gp"), 0.2).status == 0);
    for (const auto& id : {"pds", "housing", "police-incidents", "family-court"}) {
        const Heard one = served.ask_properly(served.source(id)),
                    other = healthy.ask_properly(healthy.source(id));
        BOOST_TEST((one.body == other.body), id);
    }
}

BOOST_AUTO_TEST_CASE(closing_ends_stalled_and_endless_answers_at_once) {
    for (const auto* kind : {"stall", "endless"}) {
        Broken broken(std::string(R"("kind":")") + kind + "\"");
        broken.read(16, 10s);  // the answer is under way
        broken.served.stop();  // would never return if it waited for the answer's end
        BOOST_TEST((broken.read(1u << 28, 10s) != End::still_open));
    }
}

BOOST_AUTO_TEST_SUITE_END()
