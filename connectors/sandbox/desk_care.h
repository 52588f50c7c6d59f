#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/tokens.h"

namespace kith::sandbox {

/// A council's case system in the DfE daily-data shape. The search answers with every child who may be meant:
/// one when the UPN is exact, else all who resemble the description.
class CareDesk final : public Desk {
public:
    CareDesk(const Northshire& northshire, std::string source, std::string local_authority,
             std::string client_id, std::string client_secret)
        : cabinet_(northshire, std::move(source)),
          local_authority_(std::move(local_authority)),
          tokens_(std::move(client_id), std::move(client_secret)) {}
    Answer answer(const Question& question) override;

private:
    Answer search(const Question& question) const;

    Cabinet cabinet_;
    const std::string local_authority_;
    TokenBook tokens_;
};

/// One child in the shape of the DfE children's social care payload, version 0.8.
std::string child_payload(const Cabinet& cabinet, PersonIndex child);

}  // namespace kith::sandbox
