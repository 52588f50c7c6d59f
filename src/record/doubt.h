#pragma once
#include "record/event.h"
#include "record/person.h"

namespace kith::record {

// Faults that any source's dates may have. They are noted beside the record, never mended: planted and
// mistaken dates are part of what the source says.

/// Notes an event that lies ahead though nobody says it is planned, one that ends before it starts, and one
/// dated 1 January, which systems write by default (BEHAVIOURS SW-4).
void note_doubtful_times(Event& event, const PartialDate& today);

/// Notes a birth date that lies ahead or on 1 January, and a death before birth.
void note_doubtful_dates(PersonRecord& person, const PartialDate& today);

/// Notes each number that fails its check: "NHS number fails its check digit".
void note_doubtful_numbers(PersonRecord& person);

}  // namespace kith::record
