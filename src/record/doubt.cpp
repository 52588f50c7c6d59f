#include "record/doubt.h"

namespace kith::record {

void note_doubtful_times(Event& event, const PartialDate& today) {
    const When& when = event.sort_time();
    if (!when.is_known()) return;
    if (!event.planned && when.first_day() > today.last_day()) event.quality.push_back("dated in the future");
    if (when.is_possibly_default())
        event.quality.push_back("dated 1 January, possibly a default");
    const auto end = when.end();
    if (end && end->last_day() < when.start().first_day()) event.quality.push_back("ends before it starts");
}

void note_doubtful_dates(PersonRecord& person, const PartialDate& today) {
    if (!person.born) return;
    if (person.born->first_day() > today.last_day())
        person.quality.push_back("birth date lies in the future");
    if (person.born->is_possibly_default())
        person.quality.push_back("birth date is 1 January, possibly a default");
    if (person.died && person.died->is_known() && person.died->last_day() < person.born->first_day())
        person.quality.push_back("death is dated before birth");
}

void note_doubtful_numbers(PersonRecord& person) {
    for (const Identifier& held : person.identifiers) {
        if (held.state != IdentifierState::invalid) continue;
        if (held.kind == "nhs_number") person.quality.push_back("NHS number fails its check digit");
        if (held.kind == "upn") person.quality.push_back("UPN fails its check letter");
    }
}

}  // namespace kith::record
