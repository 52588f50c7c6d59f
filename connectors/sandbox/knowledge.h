#pragma once
#include "connectors/sandbox/northshire.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

/// What one source's file says of who a person is: its own spelling, dates and address, which may be wrong or
/// old.
struct Card {
    PersonIndex person = 0;
    std::string given, family, born, expected;
    char sex = 'U';
    std::string nhs_number, upn;
    const Place* place = nullptr;
    std::string since;               ///< day from which the source has this address
    std::string local_id;            ///< the source's own number for the person
    std::vector<PersonIndex> lists;  ///< whom the source names around the person
};

/// What one source knows of one person.
struct Knowledge {
    std::optional<Card> card;
    std::vector<HealthContact> contacts;
    std::vector<HealthFlag> flags;
    std::vector<HealthAppointment> appointments;
    std::vector<CareEpisode> episodes;
    std::vector<SchoolYear> school_years;
    std::vector<PoliceView> police_views;
    std::vector<PoliceIncident> police_incidents;
    std::vector<SchoolConcern> concerns;
    std::vector<CourtOrder> orders;
    std::vector<Tenancy> tenancies;
};

/// The same population, source and person always give the same knowledge. Nothing without a card: what no
/// source has filed under a name cannot be asked for.
Knowledge knowledge(const Northshire& northshire, std::string_view source, PersonIndex person);

/// Only the card; empty when this source holds nothing of the person.
std::optional<Card> card(const Northshire& northshire, std::string_view source, PersonIndex person);

}  // namespace kith::sandbox
