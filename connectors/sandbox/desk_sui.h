#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/tokens.h"

#include <string>
#include <vector>

namespace kith::sandbox {

/// A custodian of the DfE single-unique-identifier pilot: token, Find by manifest or path, Fetch. A person's
/// id is the NHS number. `source` is "school" (education.details, personal.details) or "constabulary"
/// (crime-justice.details).
class SuiDesk final : public Desk {
public:
    SuiDesk(const Northshire& northshire, std::string source, std::string organisation, std::string client_id,
            std::string client_secret)
        : cabinet_(northshire, std::move(source)),
          organisation_(std::move(organisation)),
          tokens_(std::move(client_id), std::move(client_secret)) {}
    Answer answer(const Question& question) override;

private:
    Answer manifest(const Question& question) const;
    Answer find(const Question& question, const std::string& person_id, const std::string& record_type) const;
    Answer fetch(const Question& question, const std::string& record_id) const;

    Cabinet cabinet_;
    const std::string organisation_;
    TokenBook tokens_;
};

}  // namespace kith::sandbox
