#pragma once
#include "cache/shelf.h"
#include "cache/trusted_time.h"

#include <optional>
#include <string>

// Private to this room.
namespace kith::cache {

/// What is written on a copy, sealed beside it: under what it was kept, and enough of the question to ask
/// today's rulebook the same again.
struct Label {
    std::string purpose, case_ref, user, role, agency, who, workstation;
    record::SourceId source;
    record::PersonId person;
    std::vector<std::string> categories;
    std::string rulebook_hash, permit;
    base::Instant fetched_at{};
    base::Instant first_at{};  ///< first receipt of an unbroken run of copies of one question: retention
                               ///< counts from there
    Life life;
    std::string expires_by;
    policy::Consent consent = policy::Consent::not_sought;
    std::string override_reason;
    bool in_emergency = false, was_approved = false;
    // Of the person asked about, only what rules look at.
    std::string relation, born, expected;
    int estimated_age = -1;
    bool is_unborn = false;
};

std::string to_bytes(const Label& label);
std::optional<Label> label_from(std::string_view bytes);

/// The label of what this permit lets us keep of this cell, but for its times.
Label label_for(const policy::Permit& permit, const policy::CellGrant& grant,
                const record::RosterPerson& person, const std::string& workstation);
/// The same question to today's rulebook.
policy::Request request_of(const Label& label);

}  // namespace kith::cache
