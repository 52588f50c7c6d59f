#pragma once
#include "review/assess.h"
#include "review/rows.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

// Private to this room: accesses and the lists of work, in the numbers of one register, for the rules to run
// over.
namespace kith::review {

using Number = std::uint32_t;
inline constexpr Number kNoLook = UINT32_MAX;

inline std::uint64_t both(Number a, Number b) {
    return (static_cast<std::uint64_t>(a) << 32) | b;
}

/// One access, before anybody says anything about it.
struct Look {
    std::vector<std::uint64_t> entries;  ///< places, in order
    Number user = 0, agency = 0, case_ref = 0, subject = 0, family = 0, postcode = 0, school = 0;
    bool is_family_known = true, is_postcode_known = true, is_school_known = true;
    std::vector<Number> shown;  ///< others whose records were put before the asker
    base::Instant first{}, last{};
    std::optional<base::Instant> seen;  ///< when answers were first before the asker
    std::optional<base::Instant> left;  ///< when the asker went on to something else
    bool was_asked = false;             ///< sources were asked or a copy opened
    bool was_opened = false;            ///< something of it was opened, beyond being shown
    bool was_refused = false;
    bool was_denied = false;    ///< a rule said no: not something left out, and not a declared conflict
    bool was_conflict = false;  ///< refused for a declared conflict
    bool has_declared = false;  ///< a conflict was declared in it
    bool looked_after_declaring = false;
    bool is_emergency = false;

    std::uint64_t place() const { return entries.front(); }
    /// Records were asked for or seen, or somebody tried to. Choosing a purpose alone looks at nobody.
    bool is_access() const { return was_asked || was_refused || has_declared || is_emergency; }
    /// Turned away or turned round for a conflict of interest: what AU-6 wants nobody to be blamed for.
    bool is_declared_conflict() const { return (has_declared || was_conflict) && !was_asked; }
};

struct Looks {
    std::vector<Look> all;        ///< by the place of their first entry
    std::vector<Number> look_of;  ///< by place: number in `all`, or kNoLook
    std::unordered_map<Number, std::vector<Number>> by_user, by_subject;
};
Looks looks_of(const Rows& rows);

/// Codes of a refusal: what was missing from the request, or what a rule said.
bool is_denial(std::string_view code);
/// The codes in the facts of a refused entry.
std::vector<std::string> refusal_codes(std::string_view facts);

/// Work in the numbers of a register. What the register has never heard of cannot matter and is left out.
class WorkBook {
public:
    WorkBook(const Work& work, const Rows& rows);

    struct Member {
        Number user = 0, own = 0, family = 0, postcode = 0;
        std::string_view team;
        std::unordered_set<Number> related;
        struct Home {
            Number family = 0, postcode = 0;
        };
        std::vector<Home> homes;  ///< of declared relations, and their own
    };
    const Member* member(Number user) const;
    const std::vector<Member>& members() const { return members_; }
    /// Members, by number in members(), who declared that subject, or are it.
    const std::vector<Number>* kin_of(Number subject) const;

    /// Why the look is explained; empty when nothing does. What is told of the case comes before a rota.
    std::string_view explains(const Look& look) const;
    /// Whether the user had any task on the case between those times.
    bool has_work(Number user, Number case_ref, base::Instant from, base::Instant until) const;
    bool is_on_rota(Number user, base::Instant at) const;
    bool is_in_the_news(Number subject) const { return in_the_news_.contains(subject); }

private:
    struct Spell {
        Number subject = 0;  ///< 0: any
        const Work::Spell* spell = nullptr;
    };
    const Work::Spell* covering(std::uint64_t key, const Look& look) const;
    std::unordered_map<std::uint64_t, std::vector<Spell>> spells_;  ///< by user and case; case 0: any
    std::vector<Member> members_;
    std::unordered_map<Number, Number> member_of_;
    std::unordered_map<Number, std::vector<Number>> kin_;
    std::unordered_set<Number> in_the_news_;
};

}  // namespace kith::review
