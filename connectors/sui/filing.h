#pragma once
#include "json/value.h"
#include "record/reply.h"
#include "record/said.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::sui {

/// Where the records of one answer are filed: a reply about one person, whose record is made at once. Every
/// reader of a record type writes through it, so that references, origins and doubtful values are treated
/// alike.
class Filing {
public:
    /// `subject_ref` names the person in the reply.
    Filing(std::string subject_ref, record::PartialDate today);

    /// What is read next comes from this record.
    void begin_record(std::string reference) { reference_ = std::move(reference); }

    record::PersonRecord& subject() { return reply_.people[subject_]; }
    record::PersonRecord& add_person();
    /// Begins a new person of whom records are read from here on: for files that hold several.
    void begin_subject(std::string ref);
    record::Event& add_event(std::string_view category, std::string_view kind, std::string title);
    record::Tie& add_tie(std::string_view kind, std::string to, bool to_person);
    void add_contact(record::Contact contact);
    void add_notice(std::string notice);

    /// Checks every date and number, then gives the reply up. The state is left as none_held.
    record::Reply finish();

private:
    record::Origin origin() const { return {{}, reference_, {}, {}}; }

    record::Reply reply_;
    record::PartialDate today_;
    std::string reference_;
    size_t subject_ = 0;
};

using record::add_detail;
using record::all_said;
using record::said;
using record::said_at_length;
using record::tri_state;

/// {line1, line2, townOrCity, county, postcode}; empty when none of them is said.
std::optional<record::Address> read_address(json::Value value);

}  // namespace kith::sui
