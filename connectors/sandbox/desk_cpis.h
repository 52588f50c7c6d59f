#pragma once
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/northshire.h"

namespace kith::sandbox {

/// Child Protection - Information Sharing: CareTeam by NHS number. It holds plans and care now or ended
/// within a year; an unborn child's plan stands under the mother's number.
class CpisDesk final : public Desk {
public:
    explicit CpisDesk(const Northshire& northshire) : northshire_(northshire) {}
    Answer answer(const Question& question) override;

private:
    const Northshire& northshire_;
};

}  // namespace kith::sandbox
