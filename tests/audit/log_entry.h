#pragma once
#include "audit/access_log.h"
#include "support/seeded_entropy.h"

#include <string>

namespace kith::audit_tests {

/// An entry with something in every member, about an invented child.
inline ports::AuditEntry entry(std::string kind = "enquiry_asked") {
    ports::AuditEntry e;
    e.kind = std::move(kind);
    e.at = *base::parse_instant("2026-11-22T09:41:07.250Z");
    e.user = "r.singh";
    e.role = "duty_social_worker";
    e.agency = "Northshire Council";
    e.workstation = "WS-014";
    e.purpose = "SECTION_47";
    e.lawful_basis = "Children Act 1989 s.47";
    e.case_ref = "NC-2026-10482";
    e.enquiry = "3f2a9c50-1111-4222-8333-444455556666";
    e.subject_clear = "9990004838";
    e.rules = {"R-101", "R-102"};
    e.rulebook_hash = std::string(64, 'a');
    e.facts_json = R"({"people": 1, "not_asked": 12, "reason": "Maisie Pellow has bruises"})";
    return e;
}

}  // namespace kith::audit_tests
