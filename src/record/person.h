#pragma once
#include "record/handling.h"
#include "record/identifiers.h"
#include "record/origin.h"
#include "record/when.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::record {

enum class Sex { not_stated, female, male, other };
/// Reads every code our sources use: FHIR words, DfE M/F/U, 1/2/0/9, HMCTS upper case. Unreadable is
/// not_stated.
Sex parse_sex(std::string_view text);
std::string_view name_of(Sex sex);  ///< "female", "male", "other", "not stated"

enum class NameUse { usual, official, known_as, former, birth, nickname, alias, temporary };
std::string_view name_of(NameUse use);

/// A person's name as one source holds it.
struct PersonName {
    std::string given;  ///< all forenames in order, separated by spaces
    std::string family;
    std::string text;  ///< as a whole, when the source does not split it
    NameUse use = NameUse::usual;
    Period period;

    bool is_empty() const { return given.empty() && family.empty() && text.empty(); }
    /// "Maisie Rose PELLOW": family name in capitals, so that order is never in doubt.
    std::string display() const;
    bool operator==(const PersonName&) const = default;
};

struct Address {
    std::vector<std::string> lines;
    std::string postcode;         ///< as given; see normal_postcode
    std::string local_authority;  ///< name or code, where the source says which
    std::string use;              ///< "home", "temporary", "placement", "billing", ...
    Period period;
    /// Never shown, drawn, kept or exported; the fact that one exists is.
    bool is_protected = false;

    /// "12 Mill Lane, Northbridge, NS4 7QT"; for a protected one the words "address withheld".
    std::string one_line() const;
    bool operator==(const Address&) const = default;
};

/// "NS4 7QT" from "ns47qt": upper case, one space before the inward part. Unreadable text comes back trimmed:
/// many real samples hold impossible postcodes and none may stop a record.
std::string normal_postcode(std::string_view text);

/// What one source says of one person. Everything may be missing. Several may be the same person.
struct PersonRecord {
    Origin origin;
    /// What events and ties of the same reply call this person. Unique within source and reply.
    std::string ref;
    std::vector<Identifier> identifiers;
    std::vector<PersonName> names;
    std::optional<PartialDate> born;
    std::optional<PartialDate> expected;  ///< due date of an unborn child
    std::optional<When> died;
    Sex sex = Sex::not_stated;
    std::vector<Address> addresses;
    std::vector<std::string> phones;
    std::vector<std::string> emails;
    std::string gp_practice;  ///< as named or coded by the source
    std::string school;
    std::string ethnicity;  ///< the source's own code or words
    std::string language;
    bool is_restricted = false;  ///< the source holds more and withholds it
    std::vector<Handling> handling;
    /// Anything the source said that has no field of its own: label, value. Nothing understood is dropped.
    std::vector<std::pair<std::string, std::string>> details;
    /// Faults found while reading ("NHS number fails its check digit"): data quality, shown beside the
    /// record.
    std::vector<std::string> quality;

    bool operator==(const PersonRecord&) const = default;

    /// The first identifier of a kind that may be used to ask with (valid or verified); empty if none.
    std::string usable_identifier(std::string_view kind) const;
    /// The name to show: usual, then official, then any; an empty name if there is none.
    PersonName best_name() const;
};

}  // namespace kith::record
