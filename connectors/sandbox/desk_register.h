#pragma once
#include "connectors/sandbox/cabinet.h"
#include "connectors/sandbox/desk.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::sandbox {

/// Sources that speak plain JSON over HTTP, described to the program by a mapping file: police incident log,
/// school safeguarding files, family court register, housing. Each is asked by POST at one path about one
/// person, who is found by the register's own number, by NHS number or UPN, or else offered as a candidate.
class RegisterDesk : public Desk {
public:
    RegisterDesk(const Northshire& northshire, std::string source, std::string path,
                 std::string subject_member)
        : cabinet_(northshire, std::move(source)),
          path_(std::move(path)),
          subject_member_(std::move(subject_member)) {}
    Answer answer(const Question& question) final;

protected:
    /// The days between which entries are wanted; empty sides are open.
    struct Range {
        std::string from, to;
        bool holds(std::string_view moment) const;
        bool overlaps(std::string_view from_day, std::string_view until_day) const;
    };

    virtual Range range(const json::Value& asked) const = 0;
    /// The register's own number in the subject asked about, and its names: members differ from register to
    /// register.
    virtual std::string own_number(const json::Value& subject) const = 0;
    virtual Description describe(const json::Value& subject) const = 0;
    virtual Answer records(PersonIndex person, const Range& range) const = 0;
    virtual Answer candidates(const std::vector<PersonIndex>& people) const = 0;
    virtual Answer nobody() const = 0;

    const Cabinet& cabinet() const { return cabinet_; }
    const Northshire& northshire() const { return cabinet_.northshire(); }

private:
    Answer about(const Question& question, const json::Value& subject, const Range& range) const;
    std::optional<PersonIndex> certain(const json::Value& subject) const;
    std::vector<PersonIndex> possible(const json::Value& subject) const;

    Cabinet cabinet_;
    std::string path_, subject_member_;
};

std::unique_ptr<Desk> make_police_log(const Northshire& northshire);
std::unique_ptr<Desk> make_safeguarding_files(const Northshire& northshire);
std::unique_ptr<Desk> make_court_register(const Northshire& northshire);
std::unique_ptr<Desk> make_housing_register(const Northshire& northshire);

/// The moment all registers say their answers are from.
inline constexpr std::string_view kRegistersAsAt = "2026-11-22T06:00:00+00:00";

/// A string member, or null for empty text.
void write_or_null(json::Writer& w, std::string_view name, std::string_view text);
/// {"line", "town", "postcode"} as a value, or null.
void write_plain_address(json::Writer& w, const Place* place);
/// The usual member "contact", in the register's own words for a name.
void write_desk_contact(json::Writer& w, std::string_view name_member, std::string_view name,
                        std::string_view role, int line, std::string_view email);

}  // namespace kith::sandbox
