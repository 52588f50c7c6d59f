#pragma once
#include "connectors/sandbox/knowledge.h"

#include <string>

namespace kith::sandbox {

/// Who the provider is and how it names the patient, for the references inside resources.
struct ProviderView {
    std::string provider, provider_ods;
    std::string patient_id;
    const Card* card = nullptr;
};

/// UK Core R4 resources as JSON text.
std::string encounter_json(const HealthContact& contact, const ProviderView& view);
std::string flag_json(const HealthFlag& flag, const ProviderView& view);
std::string appointment_json(const HealthAppointment& appointment, const ProviderView& view);

}  // namespace kith::sandbox
