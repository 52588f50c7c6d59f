#pragma once
#include "present/enquiry_form.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::present {

// Inside this room only: how the typed words about people are read.

/// A birth date, or an age, as somebody says it.
struct SaidBirth {
    std::optional<record::PartialDate> date;
    std::optional<int> age;  ///< whole years: "about 9"
    std::string problem;     ///< why it could not be read; empty when it could, or when nothing was typed
};
SaidBirth read_birth(std::string_view text, const record::PartialDate& today);

/// "Kerry Pellow", "PELLOW, Kerry" or a single name, which may be either and is kept as given.
record::PersonName read_name(std::string_view text);

/// The roster that the form describes: the child, the people around the child, and the explicit unknowns.
struct ReadPeople {
    std::vector<record::RosterPerson> roster;
    std::vector<Note> notes;
    std::vector<PersonRow> rows;
};
ReadPeople read_people(const EnquiryFields& fields, const record::PartialDate& today);

}  // namespace kith::present
