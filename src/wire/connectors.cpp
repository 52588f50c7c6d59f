#include "wire/connectors.h"

#include "connectors/declarative/declarative.h"
#include "connectors/fhir/fhir.h"
#include "connectors/social_care/social_care.h"
#include "connectors/sui/sui.h"
#include "json/members.h"

#include <algorithm>
#include <functional>
#include <map>

namespace kith::wire {
namespace {

using Made = base::Expected<std::shared_ptr<const federate::Connector>>;
using Maker = std::function<Made(const federate::SourceSettings&)>;

const std::map<std::string, Maker>& makers() {
    static const std::map<std::string, Maker> all = {
        {"fhir.pds", [](const auto& s) { return Made(fhir::make_pds(s)); }},
        {"fhir.records", [](const auto& s) { return Made(fhir::make_records(s)); }},
        {"fhir.cpis", [](const auto& s) { return Made(fhir::make_cpis(s)); }},
        {"sui", [](const auto& s) { return Made(sui::make(s)); }},
        {"social_care", [](const auto& s) { return Made(social_care::make(s)); }},
        {"declarative", [](const auto& s) { return declarative::make(s); }},
    };
    return all;
}

struct Reader {
    std::vector<std::string> (*kinds)();
    base::Expected<record::Reply> (*read)(std::string_view, std::string_view);
};

constexpr Reader kReaders[] = {
    {fhir::readable_kinds, fhir::read_message},
    {sui::readable_kinds, sui::read_message},
    {social_care::readable_kinds, social_care::read_message},
};

base::Error unknown_kind(std::string_view what, std::string_view kind,
                         const std::vector<std::string>& known) {
    const std::string meant = json::nearest(kind, known);
    std::string words = std::string(what) + " is not one we know";
    if (!meant.empty()) words += "; did you mean \"" + meant + "\"?";
    return base::fail(base::Fault::invalid_input, words);
}

}  // namespace

Made make_connector(const federate::SourceSettings& settings) {
    const auto maker = makers().find(settings.kind);
    if (maker != makers().end()) return maker->second(settings);
    std::vector<std::string> known;
    for (const auto& [kind, unused] : makers()) known.push_back(kind);
    return unknown_kind("the kind of source \"" + settings.id.text() + "\"", settings.kind, known);
}

std::vector<std::string> readable_kinds() {
    std::vector<std::string> all;
    for (const Reader& reader : kReaders)
        for (auto& kind : reader.kinds()) all.push_back(std::move(kind));
    std::ranges::sort(all);
    return all;
}

base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes) {
    for (const Reader& reader : kReaders) {
        const auto kinds = reader.kinds();
        if (std::ranges::find(kinds, kind) != kinds.end()) return reader.read(kind, bytes);
    }
    return unknown_kind("this kind of message", kind, readable_kinds());
}

}  // namespace kith::wire
