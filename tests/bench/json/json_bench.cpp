// Strict reading of a 10 MB FHIR-like bundle beside a plain nlohmann parse of the same bytes. Goal: no slower, and peak
// memory at most three times the document.
#include "bench/stopwatch.h"
#include "json/value.h"

#include <malloc.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using namespace kith;

/// A searchset of patients until it is as large as asked.
std::string bundle(size_t bytes) {
    std::string out = R"({"resourceType":"Bundle","type":"searchset","entry":[)";
    for (int i = 0; out.size() < bytes; ++i) {
        if (i) out += ',';
        out += R"({"fullUrl":"urn:uuid:)" + std::to_string(100000 + i) +
               R"(","resource":{"resourceType":"Encounter","id":")" + std::to_string(i) +
               R"(","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"EMER","display":"emergency"},)"
               R"("type":[{"coding":[{"system":"http://snomed.info/sct","code":"50849002","display":"Emergency room admission"}]}],)"
               R"("subject":{"reference":"Patient/1"},"period":{"start":"2026-11-16T18:40:00+00:00","end":"2026-11-16T22:05:00+00:00"},)"
               R"("reasonCode":[{"text":"Forearm injury — explanation changed; \"fell\" then \"door\""}],"length":{"value":205,"unit":"min"}},)"
               R"("search":{"mode":"match","score":0.9871}})";
    }
    return out + "]}";
}

size_t heap_bytes() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

template <typename Parse>
double heap_ratio(size_t document, Parse parse) {
    const size_t before = heap_bytes();
    const auto held = parse();
    return static_cast<double>(heap_bytes() - before) / static_cast<double>(document);
}

}  // namespace

int main() {
    const std::string text = bundle(10'000'000);
    size_t sink = 0;
    const auto strict = [&] { sink += json::parse(text)->root()["entry"].size(); };
    const auto plain = [&] { sink += nlohmann::json::parse(text)["entry"].size(); };
    const auto pair = bench::in_turn(7, strict, plain);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("strict reading, %.1f MB bundle: ours %.1f MB/s, nlohmann %.1f MB/s, time ratio %.2f (goal <= 1.00)\n", megabytes,
                megabytes / pair.ours, megabytes / pair.peer, pair.ratio());
    std::printf("memory held / document: ours %.2f (goal <= 3.00), nlohmann %.2f\n",
                heap_ratio(text.size(), [&] { return json::parse(text); }),
                heap_ratio(text.size(), [&] { return nlohmann::json::parse(text); }));
    return sink == 0;
}
