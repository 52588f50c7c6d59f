#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"

namespace kith::sandbox {

/// The Personal Demographics Service, FHIR R4: Patient by number, search, RelatedPerson. As the public
/// sandbox it wants no token, and X-Request-ID must be a UUID.
class PdsDesk final : public Desk {
public:
    explicit PdsDesk(const Northshire& northshire) : cabinet_(northshire, "pds") {}
    Answer answer(const Question& question) override;

private:
    Answer patient(const Question& question, const std::string& number) const;
    Answer related(const Question& question, const std::string& number) const;
    Answer search(const Question& question) const;
    /// By the number now in force or one that it replaced.
    std::optional<PersonIndex> known_as(const std::string& number) const;

    Cabinet cabinet_;
};

}  // namespace kith::sandbox
