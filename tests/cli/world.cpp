#include "cli/world.h"

#include <stdexcept>

namespace kith::tests {

World::World(const std::string& faults) {
    sandbox::Order order;
    order.dir = folder_.file("northshire");
    if (!faults.empty()) order.faults_file = folder_.write("faults.json", faults);
    auto started = sandbox::Sandbox::start(order);
    if (!started) throw std::runtime_error("the sandbox did not start: " + started.error().detail);
    sandbox_ = std::move(*started);
    settings_ = sandbox_->settings_path();
}

std::string World::settings() const {
    return settings_;
}

World::Answer World::ask(const std::vector<std::string>& more) const {
    return ask_exactly(as_mash_worker() + about_maisie() + more);
}

World::Answer World::ask_exactly(std::vector<std::string> arguments) const {
    const std::string file = folder_.file("picture.json");
    std::remove(file.c_str());
    arguments.insert(arguments.begin(), {"ask", "--settings", settings(), "--json", file});
    Answer answer{run_kith(arguments), nullptr};
    const std::string text = whole_file(file);
    if (!text.empty()) answer.picture = nlohmann::json::parse(text);
    return answer;
}

std::vector<std::string> about_maisie() {
    return {"--given",    "Maisie Rose", "--family",   "Pellow",     "--born",
            "2017-02-14", "--nhs",       "9990004838", "--postcode", "NS4 7QT"};
}

std::vector<std::string> as_mash_worker() {
    return {"--as",   "a.okafor",      "--purpose", "MASH_ENQUIRY",
            "--case", "NC-2026-10482", "--reason",  "Bruising seen at school"};
}

std::vector<std::string> as_social_worker() {
    return {"--as",   "r.singh",       "--purpose", "SECTION_47",
            "--case", "NC-2026-10482", "--reason",  "Bruising seen at school"};
}

std::vector<std::string> operator+(std::vector<std::string> a, const std::vector<std::string>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

nlohmann::json cells(const nlohmann::json& picture) {
    nlohmann::json by_cell = nlohmann::json::object();
    for (const auto& cell : picture.at("ledger"))
        by_cell[cell.at("person").get<std::string>() + "/" + cell.at("source").get<std::string>()] = cell;
    return by_cell;
}

}  // namespace kith::tests
