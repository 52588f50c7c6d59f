#include "connectors/fhir/details.h"

#include "base/text.h"
#include "connectors/fhir/elements.h"

#include <algorithm>
#include <array>

namespace kith::fhir {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kLabels{{
    {"NominatedPharmacy", "nominated pharmacy"},
    {"PreferredDispenserOrganization", "preferred dispenser"},
    {"MedicalApplianceSupplier", "medical appliance supplier"},
    {"deathNotificationStatus", "death notification"},
    {"systemEffectiveDate", "death notification of"},
    {"language", "language"},
    {"interpreterRequired", "interpreter required"},
    {"PreferredWrittenCommunicationFormat", "preferred written format"},
    {"PreferredContactMethod", "preferred contact method"},
    {"PreferredContactTimes", "preferred contact times"},
    {"patient-birthPlace", "place of birth"},
    {"patient-birthTime", "time of birth"},
    {"removalFromRegistrationCode", "removed from registration"},
    {"effectiveTime", "removed from registration in"},
    {"CopyCorrespondenceIndicator", "copied into letters"},
    {"ContactRank", "contact rank"},
    {"EthnicCategory", "ethnic category"},
    {"ResidentialStatus", "residential status"},
    {"DischargeMethod", "discharge method"},
    {"AdmissionMethod", "admission method"},
    {"OutcomeOfAttendance", "outcome of attendance"},
    {"legalStatusContext", "legal status on"},
    {"legalStatusClassification", "legal status"},
    {"BookingOrganization", "booked by"},
    {"DeliveryChannel", "delivery channel"},
    {"FlagNotes", "notes"},
}};

/// "Extension-UKCore-OddThing" and ".../odd-thing" in words: "odd thing".
std::string spelled_out(std::string_view name) {
    std::string words;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital && !words.empty() && words.back() != ' ') words += ' ';
        words += c == '-' || c == '_' ? ' ' : is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

std::string label_of(std::string_view address) {
    for (const auto& [ending, label] : kLabels)
        if (address.ends_with(ending)) return std::string(label);
    std::string_view name = address.substr(address.rfind('/') + 1);
    for (const std::string_view prefix :
         {"Extension-UKCore-", "Extension-PDS-", "Extension-England-", "Extension-"})
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    return base::printable(spelled_out(name));
}

void gather(json::Value value, std::vector<std::string>& texts) {
    if (value.is_array() || value.is_object()) {
        for (const auto part : value) gather(part, texts);
    } else if (auto text = shown(value); !text.empty()) {
        texts.push_back(std::move(text));
    }
}

std::string period_words(json::Value value) {
    const auto dates = period(value);
    return dates.is_open() ? std::string{} : dates.words();
}

std::string primitive_words(json::Value value) {
    if (const auto flag = yes_or_no(value)) return *flag ? "yes" : "no";
    const auto at = when(value);
    return at.is_known() && value.is_text() && at.precision() != record::Precision::year ? at.words()
                                                                                         : shown(value);
}

bool is_left_out(std::string_view address, const std::vector<std::string_view>& except) {
    return std::ranges::any_of(except, [&](std::string_view ending) { return address.ends_with(ending); });
}

}  // namespace

void add_detail(Details& details, std::string label, std::string value) {
    if (value.empty()) return;
    // Looks back a little only: a hostile record with a hundred thousand lines must not take minutes.
    constexpr size_t kLookBack = 50;
    std::pair line{std::move(label), std::move(value)};
    const size_t from = details.size() > kLookBack ? details.size() - kLookBack : 0;
    if (std::find(details.begin() + static_cast<std::ptrdiff_t>(from), details.end(), line) == details.end())
        details.push_back(std::move(line));
}

std::string value_words(json::Value value) {
    if (!value.is_object()) return value.is_array() ? all_words_of(value) : primitive_words(value);
    if (!value["unit"].is_missing()) return base::join({shown(value["value"]), shown(value["unit"])}, " ");
    if (!value["coding"].is_missing() || !value["code"].is_missing()) return all_words_of(value);
    if (!value["start"].is_missing() || !value["end"].is_missing()) return period_words(value);
    if (auto named = words_of_reference(value); !named.empty()) return named;
    std::vector<std::string> texts;
    gather(value, texts);
    return base::join(texts, ", ");
}

void add_extensions(Details& details, json::Value element, const std::vector<std::string_view>& except) {
    for (const auto extension : each(element["extension"])) {
        const std::string_view address = extension["url"].text();
        if (is_left_out(address, except)) continue;
        add_detail(details, label_of(address), value_words(value_of_extension(extension)));
        add_extensions(details, extension, except);
    }
}

}  // namespace kith::fhir
