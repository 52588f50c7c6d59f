#include "base/text.h"
#include "enquiry/thirty_seconds.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

namespace kith::enquiry {

namespace {

using chronology::Entry;

template <size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 6> kLegal{"order",        "court_order",       "legal_status",
                                                 "looked_after", "police_protection", "special_guardianship"};
constexpr std::array<std::string_view, 4> kPlans{"plan_child_protection", "plan_unborn", "plan_child_in_need",
                                                 "early_help"};
// Somebody of the source saw the child; a message, a letter or a missed appointment is not seeing.
constexpr std::array<std::string_view, 12> kSeen{
    "visit",      "home_visit",        "ed_attendance",        "admission",
    "outpatient", "consultation",      "gp_consultation",      "disclosure",
    "ambulance",  "ambulance_callout", "ambulance_attendance", "immunisation"};
constexpr std::array<std::string_view, 7> kNotSeen{"not_seen",     "not_brought",    "was_not_brought",
                                                   "not_attended", "did_not_attend", "did_not_wait",
                                                   "no_access"};

bool has_tag(const record::Event& event, std::string_view tag) {
    return std::find(event.tags.begin(), event.tags.end(), tag) != event.tags.end();
}

bool has_ended(const record::Event& event, const record::PartialDate& today) {
    const auto& end = event.occurred.end();
    return event.occurred.is_span() && end && end->last_day() < today.first_day();
}

std::string dates_of(const record::Event& event, const record::PartialDate& today) {
    const auto& when = event.sort_time();
    if (!when.is_known()) return ", date not given";
    if (!when.is_span()) return ", " + when.start().words();
    if (has_ended(event, today)) return ", ended " + when.end()->words();
    return " since " + when.start().words();
}

/// "Child protection plan since 12 Jun 2025 (CP-IS)"; ended ones after those that run.
Line standing(const Panel& panel, const std::string& label,
              const std::function<bool(const record::Event&)>& wanted, bool by_title,
              const std::string& nobody) {
    Line line{.label = label};
    for (const bool ended : {false, true})
        for (const auto* entry : panel.entries) {
            const auto& event = entry->event;
            if (!wanted(event) || has_ended(event, panel.today) != ended) continue;
            const std::string what =
                by_title && !event.title.empty() ? event.title : wording::kind(event.kind);
            const std::string text =
                what + dates_of(event, panel.today) + " (" + panel.name_of(event.origin.source) + ")";
            line.entries.push_back(entry->id);
            line.origins.push_back(event.origin);
            if (line.text.find(text) == std::string::npos)
                line.text += (line.text.empty() ? "" : "; ") + text;
        }
    return line.entries.empty() ? panel.nobody_says(label, nobody) : line;
}

bool was_seen(const record::Event& event) {
    const bool missed = is_one_of(event.kind, kNotSeen) ||
                        std::any_of(event.tags.begin(), event.tags.end(),
                                    [](const auto& tag) { return is_one_of(tag, kNotSeen); });
    if (missed) return false;
    return is_one_of(event.kind, kSeen) || has_tag(event, "seen") || has_tag(event, "seen_alone") ||
           has_tag(event, "child_seen") || event.voice == record::Voice::childs_words;
}

bool was_seen_alone(const record::Event& event) {
    if (has_tag(event, "seen_alone")) return true;
    return std::any_of(event.details.begin(), event.details.end(), [](const auto& detail) {
        const std::string label = base::lower_ascii(detail.first), value = base::lower_ascii(detail.second);
        return label.ends_with("seen alone") &&
               (value == "yes" || value == "true" || value == "y" || value == "1");
    });
}

/// The newest that is not ahead of today.
/// "Emergency attendance" begins small inside a sentence; "GP consultation" does not.
std::string inside_a_sentence(std::string words) {
    const bool is_initials = words.size() > 1 && words[1] >= 'A' && words[1] <= 'Z';
    if (!words.empty() && !is_initials) words[0] = base::lower_ascii(words.substr(0, 1))[0];
    return words;
}

Line last(const Panel& panel, const std::string& label, bool (*wanted)(const record::Event&),
          const std::string& nobody) {
    for (const auto* entry : panel.entries) {
        const auto& event = entry->event;
        const bool ahead =
            event.sort_time().is_known() && event.sort_time().first_day() > panel.today.last_day();
        if (ahead || !event.sort_time().is_known() || !wanted(event)) continue;
        return {.label = label,
                .text = event.sort_time().start().words() + ", " +
                        inside_a_sentence(wording::kind(event.kind)) + " (" +
                        panel.name_of(event.origin.source) + ")",
                .entries = {entry->id},
                .origins = {event.origin}};
    }
    return panel.nobody_says(label, nobody);
}

}  // namespace

std::vector<Line> standing_lines(const Panel& panel) {
    return {standing(
                panel, "Legal status", [](const record::Event& e) { return is_one_of(e.kind, kLegal); }, true,
                "No source that answered states an order or a legal status"),
            standing(
                panel, "Plans", [](const record::Event& e) { return is_one_of(e.kind, kPlans); }, false,
                "No source that answered states a plan")};
}

std::vector<Line> seen_lines(const Panel& panel) {
    return {last(panel, "Last seen", was_seen, "No source that answered says when the child was seen"),
            last(panel, "Last seen alone", was_seen_alone,
                 "No source that answered says that the child was seen alone")};
}

}  // namespace kith::enquiry
