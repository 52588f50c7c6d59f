#include "wording/states.h"

#include <array>

namespace kith::wording {

namespace {

// In the order of record::LedgerState. Signs come from Unicode's geometric and punctuation blocks, which the
// fonts of both desktops carry.
constexpr std::array<StateWords, record::kLedgerStates> kStates{{
    {"Records held", "✓",
     "The source answered with records. Open them to read what it holds and where each fact comes from."},
    {"None held", "○",
     "The source searched as stated and holds none. It may know the person under other details: check which "
     "were "
     "searched with."},
    {"Candidates to confirm", "?",
     "The source holds people who may be this person. Compare them and choose; until then none of their "
     "records is "
     "shown."},
    {"Too many", "≫",
     "The source found too many people to show. Add a date of birth, an NHS number or a postcode and ask "
     "again."},
    {"Withheld at source", "■",
     "The source holds records and withholds them. Ring its contact if you need them to decide."},
    {"Neither confirmed", "◇",
     "The source will neither confirm nor deny that it holds records. Ring its contact if you need them to "
     "decide."},
    {"Request refused", "×",
     "The source refused the request. Read its reason, then ring its contact or ask a lead."},
    {"Not asked", "–",
     "A rule kept this question from being asked. Read the reason beside it; a lead can say what would "
     "permit it."},
    {"Not covered", "□",
     "The source does not cover this area, period or kind of record. Ask whoever does, or search its paper "
     "files."},
    {"Awaiting answer", "…", "The answer has not come yet. Wait for it, or ring the source's contact."},
    {"Answer overdue", "!",
     "The answer is past its due time. Ring the source's contact and note who owns the chase."},
    {"No answer", "↯",
     "The source could not be reached. That is not the same as none held: ask again, or ring its contact."},
    {"Partial answer", "◐", "Only part of the answer came. What came is shown; ask again for the rest."},
    {"Unusable answer", "⚠",
     "What the source sent did not pass the checks and is not shown. Ask again; if it happens again, tell "
     "the source."},
    {"Held copy", "▣",
     "This is an earlier answer kept on this machine; the source was not asked now. Ask again when there is "
     "a connection."},
}};

}  // namespace

const StateWords& words_of(record::LedgerState state) {
    return kStates.at(static_cast<size_t>(state));
}

std::string_view label(record::LedgerState state) {
    return words_of(state).label;
}
std::string_view symbol(record::LedgerState state) {
    return words_of(state).sign;
}
std::string_view meaning(record::LedgerState state) {
    return words_of(state).meaning;
}

}  // namespace kith::wording
