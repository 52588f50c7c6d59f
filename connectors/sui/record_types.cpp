#include "base/text.h"
#include "connectors/sui/records.h"

#include <map>

namespace kith::sui {
namespace {

using Reader = void (*)(json::Value, Filing&);

struct RecordType {
    Reader read;
    std::vector<std::string> categories;
};

const std::map<std::string, RecordType, std::less<>>& types() {
    static const std::map<std::string, RecordType, std::less<>> all = {
        {"personal.details", {read_personal, {"identity", "address", "relationships"}}},
        {"childrens-services.details",
         {read_childrens_services,
          {"social_care_episode", "child_protection_plan", "looked_after", "professionals"}}},
        {"education.details", {read_education, {"school_attendance", "relationships"}}},
        {"health.details", {read_health, {"health_attendance", "gp_registration", "professionals"}}},
        {"crime-justice.details",
         {read_crime, {"police_intelligence", "missing_episode", "police_incident"}}},
    };
    return all;
}

void flatten(json::Value value, const std::string& label,
             std::vector<std::pair<std::string, std::string>>& out) {
    if (value.is_object()) {
        for (size_t i = 0; i < value.size(); ++i) {
            const std::string name = base::printable(value.key(i));
            flatten(value.at(i), label.empty() ? name : label + ", " + name, out);
        }
    } else if (value.is_array()) {
        for (json::Value element : value) flatten(element, label, out);
    } else if (!value.is_absent()) {
        add_detail(out, label, value.boolean() ? tri_state(value) : said(value));
    }
}

}  // namespace

const std::vector<std::string>& record_types() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, unused] : types()) out.push_back(name);
        return out;
    }();
    return names;
}

const std::vector<std::string>& categories_of(std::string_view record_type) {
    static const std::vector<std::string> none;
    const auto found = types().find(record_type);
    return found == types().end() ? none : found->second.categories;
}

void read_payload(std::string_view record_type, json::Value payload, Filing& filing) {
    const auto found = types().find(record_type);
    if (found == types().end()) return read_other(record_type, payload, filing);
    found->second.read(payload, filing);
}

void read_other(std::string_view record_type, json::Value payload, Filing& filing) {
    const bool is_housing = record_type.starts_with("housing.");
    auto& event = filing.add_event(is_housing ? "tenancy" : record_type, "record",
                                   "Record of the type " + base::printable(record_type));
    flatten(payload, {}, event.details);
    filing.add_notice("a record of a type that is not among the pilot's five");
}

std::vector<std::pair<std::string, std::string>> statuses_and_plans(json::Value list) {
    std::vector<std::pair<std::string, std::string>> out;
    for (json::Value one : list) {
        std::string status = said(one["status"]), plan = said(one["plan"]);
        if (!status.empty() || !plan.empty()) out.emplace_back(std::move(status), std::move(plan));
    }
    return out;
}

std::string tie_kind_of(std::string_view relationship) {
    static const std::vector<std::pair<std::string_view, std::string_view>> kinds = {
        // Longer and narrower words first: "step-father" is not "father".
        {"foster", "foster_carer"},
        {"step", "step_parent"},
        {"half", "half_sibling"},
        {"grand", "grandparent"},
        {"ex-partner", "ex_partner"},
        {"former partner", "ex_partner"},
        {"mother's partner", "mothers_partner"},
        {"father's partner", "fathers_partner"},
        {"partner", "unknown"},
        {"twin", "twin"},
        {"mother", "mother"},
        {"father", "father"},
        {"parent", "parent"},
        {"brother", "sibling"},
        {"sister", "sibling"},
        {"sibling", "sibling"},
        {"guardian", "guardian"},
        {"carer", "carer"},
        {"friend", "friend"},
        {"aunt", "relative"},
        {"uncle", "relative"},
        {"cousin", "relative"},
        {"relative", "relative"}};
    for (const auto& [word, kind] : kinds)
        if (base::contains_ignoring_case(relationship, word)) return std::string(kind);
    return "unknown";
}

}  // namespace kith::sui
