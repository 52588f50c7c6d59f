#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"

namespace kith::sandbox {

/// A provider's FHIR R4 record: Encounter, Flag and Appointment by `POST .../_search`, in pages behind an
/// opaque cursor. Every page carries the Patient that it is about.
class RecordsDesk final : public Desk {
public:
    RecordsDesk(const Northshire& northshire, std::string source, std::string provider,
                std::string provider_ods);
    Answer answer(const Question& question) override;

private:
    struct Page;
    Answer page(const Question& question, const Page& page) const;
    std::vector<std::string> resources(PersonIndex person, const Page& page) const;
    std::string patient(PersonIndex person) const;

    Cabinet cabinet_;
    std::string provider_, provider_ods_;
};

}  // namespace kith::sandbox
