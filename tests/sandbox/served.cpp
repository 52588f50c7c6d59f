#include "tests/sandbox/served.h"

#include "json/value.h"

#include <boost/test/unit_test.hpp>
#include <httplib.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kith::sandbox::test {
namespace {

namespace fs = std::filesystem;
constexpr const char* kUuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
constexpr const char* kMaisie = "patient.identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990004838";

Reached read_source(const json::Value& source) {
    const std::string url(source["base_url"].text());
    const auto colon = url.rfind(':'), slash = url.find('/', colon);
    Reached reached{std::string(source["id"].text()),
                    std::string(source["kind"].text()),
                    slash == std::string::npos ? "" : url.substr(slash),
                    std::string(source["organisation"].text()),
                    std::string(source["client_id"].text()),
                    std::string(source["client_secret"].text()),
                    std::string(source["mapping"].text()),
                    {},
                    std::stoi(url.substr(colon + 1))};
    for (const auto type : source["record_types"]) reached.record_types.emplace_back(type.text());
    return reached;
}

}  // namespace

std::string fresh_folder() {
    static int count = 0;
    const fs::path folder = fs::temp_directory_path() /
                            ("kith-sandbox-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder.string();
}

Served::Served(const std::string& faults) : folder_(fresh_folder()) {
    Order order{.dir = folder_ + "/sandbox"};
    if (!faults.empty()) {
        order.faults_file = folder_ + "/faults.json";
        std::ofstream(order.faults_file) << faults;
    }
    auto started = Sandbox::start(order);
    BOOST_TEST_REQUIRE(started.has_value());
    sandbox_ = std::move(*started);
    std::ifstream file(sandbox_->settings_path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto settings = json::parse(text);
    BOOST_TEST_REQUIRE(settings.has_value());
    for (const auto source : settings->root()["sources"]) sources_.push_back(read_source(source));
}

Served::~Served() {
    sandbox_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

const Reached& Served::source(std::string_view id) const {
    for (const auto& each : sources_)
        if (each.id == id) return each;
    BOOST_FAIL("no such source");
    std::abort();
}

Heard Served::ask(const Reached& source, const std::string& method, const std::string& path,
                  const Headers& headers, const std::string& body, double seconds) const {
    const std::string keys = folder_ + "/sandbox/keys/";
    httplib::SSLClient client("127.0.0.1", source.port, keys + "client.pem", keys + "client.key.pem");
    client.set_ca_cert_path((keys + "authority.pem").c_str());
    client.enable_server_certificate_verification(true);
    client.set_read_timeout(std::chrono::microseconds(static_cast<long>(seconds * 1e6)));
    httplib::Headers sent;
    std::string type = "application/json";
    for (const auto& [name, value] : headers)
        name == "Content-Type" ? void(type = value) : void(sent.emplace(name, value));
    const std::string whole = source.base_path + path;
    const auto got = method == "GET" ? client.Get(whole, sent) : client.Post(whole, sent, body, type);
    if (!got) return {};
    return {got->status, got->body, got->get_header_value("Content-Type"),
            got->get_header_value("Retry-After")};
}

std::string Served::token(const Reached& source) const {
    if (source.client_id.empty()) return {};
    const std::string path = source.kind == "sui" ? "/api/v1/Auth/token" : "/oauth2/v2.0/token";
    const Heard heard = ask(source, "POST", path, {{"Content-Type", "application/x-www-form-urlencoded"}},
                            "grant_type=client_credentials&client_id=" + source.client_id +
                                "&client_secret=" + source.client_secret);
    const auto said = json::parse(heard.body);
    return said ? std::string(said->root()["access_token"].text()) : std::string();
}

Heard Served::ask_properly(const Reached& source, double seconds) const {
    const Headers named = {{"X-Request-ID", kUuid}};
    if (source.kind == "fhir.pds") return ask(source, "GET", "/Patient/9990004838", named, "", seconds);
    if (source.kind == "fhir.records")
        return ask(source, "POST", "/Encounter/_search",
                   {{"Content-Type", "application/x-www-form-urlencoded"}}, kMaisie, seconds);
    if (source.kind == "fhir.cpis")
        return ask(source, "GET",
                   "/CareTeam?patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990004838",
                   {{"TraceID", kUuid}, {"IsUnscheduledAccessEvent", "false"}}, "", seconds);
    const Headers bearing = {
        {"X-Request-ID", kUuid}, {"Authorization", "Bearer " + token(source)}, {"SupplierKey", "kith"}};
    if (source.kind == "sui")
        return ask(source, "POST", "/api/v1/Find/manifest", bearing,
                   R"({"orgId":")" + source.organisation + R"(","personId":"9990004838","recordType":")" +
                       source.record_types.front() + "\"}",
                   seconds);
    if (source.kind == "social_care")
        return ask(source, "POST", "/children_social_care_data/" + source.organisation + "/children/search",
                   bearing, R"({"first_name":"Maisie Rose","surname":"Pellow","date_of_birth":"2017-02-14"})",
                   seconds);
    const std::pair<std::string, std::string> places[] = {
        {"police-incidents", "/incident-log/v2/search subject"},
        {"safeguarding-files", "/safeguarding-files/v1/search pupil"},
        {"family-court", "/order-register/v1/search child"},
        {"housing", "/tenancies/v1/search person"}};
    for (const auto& [id, place] : places) {
        const auto space = place.find(' ');
        if (id == source.id)
            return ask(source, "POST", place.substr(0, space), named,
                       "{\"" + place.substr(space + 1) + R"(":{"nhsNumber":"9990004838"}})", seconds);
    }
    return {};
}

Heard Served::fetch_properly(const Reached& source) const {
    const Heard heard = ask_properly(source);
    if (source.kind != "sui") return heard;
    const auto pointers = json::parse(heard.body);
    const std::string id = pointers ? std::string(pointers->root()[0]["recordId"].text()) : "";
    return ask(source, "GET", "/api/v1/Fetch/" + source.organisation + "/" + id,
               {{"Authorization", "Bearer " + token(source)}}, "");
}

}  // namespace kith::sandbox::test
