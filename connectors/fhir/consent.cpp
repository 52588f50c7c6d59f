#include "connectors/fhir/consent.h"

#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"

namespace kith::fhir {

void read_consent(json::Value consent, const std::string& subject_ref, record::Reply& into) {
    auto event = event_of(consent, "relationships", subject_ref);
    event.kind = "proxy_consent";
    event.title = headline("Consent for somebody to act as proxy", shown(consent["status"]));
    event.recorded = when(consent["dateTime"]);
    add_detail(event.details, "scope", words_of(consent["scope"]));
    add_detail(event.details, "category", all_words_of(consent["category"]));
    for (const auto performer : each(consent["performer"])) {
        add_detail(event.details, "given by", words_of_reference(performer));
        add_detail(event.details, "number of who gave it", shown(performer["identifier"]["value"]));
    }
    for (const auto actor : each(consent["provision"]["actor"])) {
        add_detail(event.details, "part played", words_of(actor["role"]));
        add_detail(event.details, "about", shown(actor["reference"]["identifier"]["value"]));
    }
    into.events.push_back(std::move(event));
}

}  // namespace kith::fhir
