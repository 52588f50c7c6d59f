#include "peers.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace kith::bench {
namespace {

/// What a command wrote to standard output; empty when it failed.
std::optional<std::string> output_of(const std::string& command) {
    std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe) return std::nullopt;
    std::string text;
    std::array<char, 256> bytes;
    while (std::fgets(bytes.data(), bytes.size(), pipe)) text += bytes.data();
    if (pclose(pipe) != 0) return std::nullopt;
    return text;
}

std::string addresses(const Question& question, const std::string& before_each) {
    std::string text;
    for (const auto& url : question.urls) text += " " + before_each + url + "/subject";
    return text;
}

}  // namespace

std::optional<double> curl_parallel(const Question& question) {
    const std::string command = "curl -s --parallel --parallel-immediate --parallel-max 100 --cacert " +
                                question.ca_file + " --cert " + question.client.cert_file + " --key " +
                                question.client.key_file + addresses(question, "-o /dev/null ");
    const auto start = std::chrono::steady_clock::now();
    if (!output_of(command)) return std::nullopt;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::optional<Asyncio> aiohttp(const Question& question) {
    const auto text =
        output_of(std::string("/usr/bin/python3 ") + KITH_PEER + " " + question.ca_file + " " +
                  question.client.cert_file + " " + question.client.key_file + addresses(question, ""));
    Asyncio times;
    if (!text || std::sscanf(text->c_str(), "%lf %lf", &times.fresh, &times.warm) != 2) return std::nullopt;
    return times;
}

}  // namespace kith::bench
