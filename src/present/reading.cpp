#include "present/reading.h"

#include <utility>

namespace kith::present {

Reading select(Reading reading, Target target) {
    if (target == reading.selected) return reading;
    reading.selected = std::move(target);
    reading.shows_origin = false;
    return reading;
}

Reading press(Reading reading, ReadingKey key) {
    switch (key) {
        case ReadingKey::open:
            reading.is_open = reading.selected.leads_somewhere();
            reading.shows_origin = false;
            break;
        case ReadingKey::origin:
            // Also from the list itself, for those who want nothing but the source.
            reading.is_open = reading.selected.leads_somewhere();
            reading.shows_origin = reading.is_open;
            break;
        case ReadingKey::account:
            reading.shows_origin = false;
            break;
        case ReadingKey::close:
            reading.is_open = false;
            reading.shows_origin = false;
            break;
    }
    return reading;
}

std::string_view look_of(const Reading& reading) {
    if (!reading.is_open) return {};
    if (reading.shows_origin) return "origin_shown";
    switch (reading.selected.kind) {
        case Target::Kind::entry:
            return "event_opened";
        case Target::Kind::edge:
            return "edge_shown";
        case Target::Kind::person:
            return "person_opened";
        case Target::Kind::cell:
            return "cell_opened";
        case Target::Kind::finding:
        case Target::Kind::fact:
        case Target::Kind::conflict:
        case Target::Kind::clash:
            return "evidence_opened";
        case Target::Kind::candidates:
        case Target::Kind::deed:
        case Target::Kind::log_entry:
        case Target::Kind::none:
            break;
    }
    return {};
}

std::string about_of(const Target& target) {
    if (target.kind == Target::Kind::cell) return target.person.text() + "|" + target.source.text();
    // Identity ids are hashes; the ids of places and professionals are made from their names.
    if (target.kind == Target::Kind::person) return target.id.starts_with("i-") ? target.id : "place";
    return target.id;
}

}  // namespace kith::present
