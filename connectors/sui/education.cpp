#include "base/text.h"
#include "connectors/sui/records.h"

#include <algorithm>

namespace kith::sui {
namespace {

/// From September to August (INTERFACES section 6): the record gives the years alone.
record::When academic_year(json::Value year) {
    const auto starts = year["academicTermYearStart"].number(), ends = year["academicTermYearEnd"].number();
    if (!starts || *starts < 1850 || *starts > 2199) return {};
    const auto from = record::PartialDate::of_month(static_cast<int>(*starts), 9);
    const auto until = record::PartialDate::of_month(static_cast<int>(ends.value_or(*starts + 1)), 8);
    if (!from) return {};
    return record::When::span(*from, until ? std::optional(*until) : std::nullopt);
}

/// "2025/26".
std::string year_words(const record::When& year) {
    if (!year.is_known() || !year.end()) return "a year that is not given";
    const std::string ends = std::to_string(year.end()->year());
    return std::to_string(year.start().year()) + "/" + ends.substr(ends.size() - 2);
}

bool is_at_least_one(json::Value count) {
    return count.number().value_or(0) >= 1;
}

/// Significant by the Department's own lines: a tenth of sessions missed is persistent absence, half is
/// severe.
void judge(json::Value year, record::Event& event) {
    const auto attended = year["attendancePercentage"].number();
    if (attended && *attended <= 90) event.tags.push_back("persistent_absence");
    if (attended && *attended <= 50) event.tags.push_back("severe_absence");
    if (is_at_least_one(year["suspensions"])) event.tags.push_back("suspended");
    if (is_at_least_one(year["exclusions"])) event.tags.push_back("excluded");
    event.significant = !event.tags.empty();
}

void read_year(json::Value year, Filing& filing) {
    const auto when = academic_year(year);
    const std::string percentage = said(year["attendancePercentage"]);
    auto& event = filing.add_event("school_attendance", "attendance_year",
                                   (percentage.empty() ? "Attendance" : "Attendance " + percentage + " %") +
                                       " in the school year " + year_words(when));
    event.occurred = when;
    if (!when.is_known()) event.quality.push_back("the school year cannot be read");
    static const std::pair<const char*, const char*> fields[] = {
        {"academicTermYearStart", "School year begins"},
        {"academicTermYearEnd", "School year ends"},
        {"attendancePercentage", "Attendance, per cent"},
        {"unauthorisedAbsencePercentage", "Unauthorised absence, per cent"},
        {"suspensions", "Suspensions"},
        {"exclusions", "Exclusions"},
        {"schoolMovesNonTransitional", "Changes of school outside the usual times"},
        {"schoolsAverageAttendance", "Average attendance at the school, per cent"}};
    for (const auto& [member, label] : fields) add_detail(event.details, label, said(year[member]));
    judge(year, event);
}

void read_setting(json::Value payload, Filing& filing) {
    const std::string name = said(payload["educationSettingName"]);
    const auto address = read_address(payload["educationSettingAddress"]);
    if (name.empty()) return;
    auto& child = filing.subject();
    if (child.school.empty()) child.school = name;
    auto& tie = filing.add_tie("attends_school", name, false);
    tie.phone = said(payload["educationSettingTelephone"]);
    tie.words = address ? "The school is at " + address->one_line() : "Named as the child's school";
}

}  // namespace

void read_education(json::Value payload, Filing& filing) {
    read_setting(payload, filing);
    for (const auto& [status, plan] : statuses_and_plans(payload["educationActiveStatusesAndPlans"])) {
        auto& event = filing.add_event("school_attendance", "education_status",
                                       plan.empty() ? status : status + ": " + plan);
        event.details = {{"Status", status}, {"Plan", plan.empty() ? "not stated" : plan}};
    }
    // The older shape of the pilot calls the same list educationAttendances.
    for (const char* list : {"yearlyEducationAttendances", "educationAttendances"})
        for (json::Value year : payload[list]) read_year(year, filing);
}

}  // namespace kith::sui
