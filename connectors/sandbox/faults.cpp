#include "connectors/sandbox/faults.h"

#include "json/members.h"
#include "json/value.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

constexpr std::array<std::pair<std::string_view, FaultKind>, 11> kKinds = {
    {{"delay", FaultKind::delay},
     {"drop", FaultKind::drop},
     {"truncate", FaultKind::truncate},
     {"status", FaultKind::status},
     {"content_type", FaultKind::content_type},
     {"html", FaultKind::html},
     {"other_child", FaultKind::other_child},
     {"endless", FaultKind::endless},
     {"stall", FaultKind::stall},
     {"garbage", FaultKind::garbage},
     {"reset", FaultKind::reset}}};

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const auto& [name, kind] : kKinds) names.emplace_back(name);
    return names;
}

std::string unknown(std::string_view what, const std::vector<std::string>& known, const std::string& word) {
    const std::string near = json::nearest(word, known);
    return "is not a " + std::string(what) +
           (near.empty() ? std::string() : "; the nearest is \"" + near + "\"");
}

FaultKind kind_named(json::Members& members, const std::string& name) {
    for (const auto& [known, kind] : kKinds)
        if (known == name) return kind;
    members.refuse("kind", unknown("kind of fault", kind_names(), name));
    return FaultKind::drop;
}

int whole(json::Members& members, std::string_view name, int otherwise, int least, int most) {
    const auto number = members.integer_or(name, otherwise);
    if (number < least || number > most) members.refuse(name, "is out of range");
    return static_cast<int>(number);
}

base::Expected<PlannedFault> read_fault(const json::Value& value, const std::string& where,
                                        const std::vector<std::string>& sources) {
    json::Members m(value, where, {"source", "match", "nth", "times", "kind", "ms", "status", "retry_after"});
    PlannedFault fault;
    fault.source = m.text("source");
    if (!fault.source.empty() && std::find(sources.begin(), sources.end(), fault.source) == sources.end())
        m.refuse("source", unknown("source", sources, fault.source));
    fault.match = m.text_or("match", "");
    fault.kind = kind_named(m, m.text("kind"));
    fault.nth = whole(m, "nth", 1, 1, 1'000'000);
    fault.times = whole(m, "times", 0, 0, 1'000'000);
    fault.wait = std::chrono::milliseconds(whole(m, "ms", 0, 0, 3'600'000));
    fault.status = whole(m, "status", 503, 400, 599);
    fault.retry_after = whole(m, "retry_after", 0, 0, 3600);
    if (m.error()) return *m.error();
    return fault;
}

}  // namespace

base::Expected<std::vector<PlannedFault>> read_faults(std::string_view text,
                                                      const std::vector<std::string>& sources) {
    const auto document = json::parse(text);
    if (!document) return document.error();
    json::Members m(document->root(), "", {"faults"});
    const auto list = m.array("faults");
    if (m.error()) return *m.error();
    std::vector<PlannedFault> faults;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto fault = read_fault(list.at(i), "faults[" + std::to_string(i) + "]", sources);
        if (!fault) return fault.error();
        faults.push_back(std::move(*fault));
    }
    return faults;
}

FaultPlan::FaultPlan(std::vector<PlannedFault> all, std::string_view source) {
    for (auto& fault : all)
        if (fault.source == source) faults_.push_back({std::move(fault)});
}

std::optional<PlannedFault> FaultPlan::next(std::string_view path) {
    const std::lock_guard lock(mutex_);
    std::optional<PlannedFault> chosen;
    for (auto& [fault, seen] : faults_) {
        if (path.find(fault.match) == std::string_view::npos) continue;
        ++seen;
        const bool applies = seen >= fault.nth && (fault.times == 0 || seen < fault.nth + fault.times);
        if (applies && !chosen) chosen = fault;
    }
    return chosen;
}

}  // namespace kith::sandbox
