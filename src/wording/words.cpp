#include "wording/words.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::wording {

const Words& relation_words() {
    static const Words words{
        {"subject", "The child"},
        {"mother", "Mother"},
        {"father", "Father"},
        {"parent", "Parent"},
        {"step_parent", "Step-parent"},
        {"mothers_partner", "Mother's partner"},
        {"fathers_partner", "Father's partner"},
        {"partner", "Partner"},
        {"ex_partner", "Former partner"},
        {"sibling", "Brother or sister"},
        {"brother", "Brother"},
        {"sister", "Sister"},
        {"half_sibling", "Half-brother or half-sister"},
        {"twin", "Twin"},
        {"grandparent", "Grandparent"},
        {"grandmother", "Grandmother"},
        {"grandfather", "Grandfather"},
        {"carer", "Carer"},
        {"foster_carer", "Foster carer"},
        {"guardian", "Guardian"},
        {"child", "Child"},
        {"relative", "Relative"},
        {"friend", "Friend"},
        {"household_adult", "Adult of the household"},
        {"unknown", "Relation not stated"},
        {"other", "Other"},
    };
    return words;
}

const Words& kind_words() {
    static const Words words{
        {"ed_attendance", "Emergency attendance"},
        {"admission", "Hospital admission"},
        {"outpatient", "Outpatient appointment"},
        {"appointment", "Appointment"},
        {"not_brought", "Was not brought"},
        {"not_attended", "Did not attend"},
        {"ambulance", "Ambulance attendance"},
        {"ambulance_attendance", "Ambulance attendance"},
        {"ambulance_callout", "Ambulance call-out"},
        {"consultation", "Consultation"},
        {"proxy_consent", "Proxy consent"},
        {"gp_consultation", "GP consultation"},
        {"home_visit", "Home visit"},
        {"letter", "Letter or report"},
        {"health_status", "Health status or plan"},
        {"education_status", "Education status or plan"},
        {"police_protection", "Police protection"},
        {"health_concern", "Health concern"},
        {"flag", "Flag on the record"},
        {"immunisation", "Immunisation"},
        {"incident", "Incident"},
        {"intelligence", "Police intelligence"},
        {"missing", "Missing episode"},
        {"offence", "Offence"},
        {"referral", "Referral"},
        {"contact", "Contact"},
        {"assessment", "Assessment"},
        {"section_47", "Section 47 enquiry"},
        {"strategy_discussion", "Strategy discussion"},
        {"conference", "Child protection conference"},
        {"visit", "Visit"},
        {"core_group", "Core group"},
        {"episode", "Social care episode"},
        {"social_care_episode", "Social care episode"},
        {"plan_child_protection", "Child protection plan"},
        {"plan_child_in_need", "Child in need plan"},
        {"plan_unborn", "Unborn child plan"},
        {"looked_after", "Looked after"},
        {"placement", "Placement"},
        {"legal_status", "Legal status"},
        {"case_closed", "Case closed"},
        {"early_help", "Early help"},
        {"attendance_year", "Attendance over a year"},
        {"absence", "Absence"},
        {"exclusion", "Exclusion"},
        {"suspension", "Suspension"},
        {"enrolment", "School enrolment"},
        {"school_concern", "Concern logged at school"},
        {"concern", "Concern"},
        {"disclosure", "Child's disclosure"},
        {"order", "Court order"},
        {"court_order", "Court order"},
        {"hearing", "Court hearing"},
        {"tenancy", "Tenancy"},
        {"eviction", "Eviction"},
        {"address_change", "Change of address"},
    };
    return words;
}

const Words& tie_words() {
    static const Words words{
        {"mother", "mother"},
        {"father", "father"},
        {"parent", "parent"},
        {"step_parent", "step-parent"},
        {"parents_partner", "parent's partner"},
        {"partner", "partner"},
        {"ex_partner", "former partner"},
        {"sibling", "brother or sister"},
        {"half_sibling", "half-brother or half-sister"},
        {"twin", "twin"},
        {"grandparent", "grandparent"},
        {"carer", "carer"},
        {"foster_carer", "foster carer"},
        {"guardian", "guardian"},
        {"child", "child"},
        {"relative", "relative"},
        {"friend", "friend"},
        {"unknown", "connected, how is not stated"},
        {"lives_at", "lives at"},
        {"attends_school", "attends"},
        {"registered_gp", "registered with"},
        {"social_worker", "social worker"},
        {"health_visitor", "health visitor"},
        {"professional", "professional"},
        {"service", "service"},
        {"workplace", "works at"},
    };
    return words;
}

std::string words_for(const Words& words, std::string_view code) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == code; });
    if (found != words.end()) return std::string(found->second);
    std::string spaced(base::trim(code));
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    return sayable(std::move(spaced));
}

namespace {

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

std::string relation(std::string_view relation) {
    return capitalised(words_for(relation_words(), relation));
}
std::string kind(std::string_view event_kind) {
    return capitalised(words_for(kind_words(), event_kind));
}
std::string tie(std::string_view tie_kind) {
    return words_for(tie_words(), tie_kind);
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
        out += names[i];
    }
    return out;
}

std::string source_name(const SourceNames& names, const record::SourceId& source) {
    const auto found = names.find(source);
    return sayable(found == names.end() ? source.text() : found->second);
}

}  // namespace kith::wording
