#include "review/rules.h"

#include <algorithm>

namespace kith::review {

// Strongest first. The numbers are those of rules.h; a test holds the two together.
const std::vector<SignalRule>& signal_rules() {
    static const std::vector<SignalRule> rules = {
        {"own_record", "Own record", "The person looked at, or shown beside, is the member of staff."},
        {"declared_relation", "Declared relation",
         "The person looked at, or shown beside, is somebody whom the member of staff has declared as a "
         "relation."},
        {"same_family", "Same family name and address",
         "The family name is that of the member of staff or of a declared relation, and the postcode is "
         "theirs too or is not "
         "known. The name alone, at another postcode, says nothing."},
        {"same_address", "Same address",
         "The postcode is that of the member of staff or of a declared relation, under another family name, "
         "and no allocation, "
         "rota or other task explains the look."},
        {"in_the_news", "Child in the news",
         "The child's death is public, and no allocation, rota or other task explains the look."},
        {"colleague_family", "Colleague's family",
         "The person looked at is a colleague, or a colleague's declared relation, and no allocation, rota "
         "or other task "
         "explains the look."},
        {"many_children", "Many children",
         "One user looked at more children within an hour or a day than the rulebook allows before a "
         "supervisor is told "
         "(30 and 120 unless it says otherwise)."},
        {"one_school", "Many children of one school",
         "One user looked at 6 or more children of one school, under as many cases, within 24 hours, for no "
         "task on those "
         "cases; a duty rota alone does not account for it."},
        {"two_boroughs", "Two authorities, one child",
         "Staff of two authorities looked at the same child within 24 hours, and nothing explains this "
         "look."},
        {"repeated_denied", "Repeatedly refused",
         "The rules refused the same user 3 times or more within 24 hours. What was only left out, and a "
         "declared conflict, do "
         "not count."},
        {"printing_spike", "Unusual printing",
         "10 or more prints and exports in one day, and more than 3 times the user's daily average of the 28 "
         "days before."},
        {"out_of_hours", "Out of hours",
         "Between 19:00 and 07:00, at a weekend or on a bank holiday, while no rota had the user on duty, "
         "and nothing else "
         "explains the look."},
        {"quick_look", "Looked and left",
         "The user went on to something else within 10 seconds of seeing the answers, and nothing explains "
         "the look."},
        {"searches_only", "Searches without opening",
         "One user made more searches within an hour without opening anything than the rulebook allows (20 "
         "unless it says "
         "otherwise), and nothing explains this look."},
        {"no_work", "No work on the case",
         "The user did nothing else on the case, and had no task on it, within 7 days before or after, and "
         "nothing explains the "
         "look."}};
    return rules;
}

size_t rank_of(std::string_view rule) {
    const auto at = std::ranges::find(signal_rules(), rule, &SignalRule::id);
    return static_cast<size_t>(at - signal_rules().begin());
}

}  // namespace kith::review
