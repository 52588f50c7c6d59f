#include "connectors/social_care/codes.h"

#include <map>

namespace kith::social_care {
namespace {

using Words = std::map<std::string_view, std::string_view>;

const Words kReferralSources = {
    {"1A", "individual: family member or carer"},
    {"1B", "individual: acquaintance"},
    {"1C", "individual: self"},
    {"1D", "individual: other"},
    {"2A", "schools"},
    {"2B", "education services"},
    {"3A", "health services: GP"},
    {"3B", "health services: health visitor"},
    {"3C", "health services: school nurse"},
    {"3D", "health services: other primary health services"},
    {"3E", "health services: emergency department"},
    {"3F", "health services: other"},
    {"4", "housing"},
    {"5A", "local authority: social care, such as adults' services"},
    {"5B", "local authority: other internal"},
    {"5C", "local authority: another council"},
    {"5D", "local authority: early help"},
    {"6", "police"},
    {"7", "other legal agency: court, probation, Cafcass or prison"},
    {"8", "other"},
    {"9", "anonymous"},
    {"10", "unknown"},
};

const Words kClosureReasons = {
    {"RC1", "adopted"},
    {"RC2", "died"},
    {"RC3", "child arrangements order"},
    {"RC4", "special guardianship order"},
    {"RC5", "transferred to another council"},
    {"RC6", "transferred to adult social care"},
    {"RC7", "services ceased for another reason"},
    {"RC8", "closed after assessment, no further action"},
    {"RC9", "closed after assessment, to early help"},
};

const Words kDisabilities = {
    {"NONE", "no disability"},
    {"MOB", "mobility"},
    {"HAND", "hand function"},
    {"PC", "personal care"},
    {"INC", "incontinence"},
    {"COMM", "communication"},
    {"LD", "learning"},
    {"HEAR", "hearing"},
    {"VIS", "vision"},
    {"BEH", "behaviour"},
    {"CON", "consciousness"},
    {"AUT", "autism"},
    {"DDA", "other under the Disability Discrimination Act"},
};

const Words kFactors = {
    {"1A", "alcohol misuse by the child"},
    {"1B", "alcohol misuse by a parent or carer"},
    {"1C", "alcohol misuse by another person in the household"},
    {"2A", "drug misuse by the child"},
    {"2B", "drug misuse by a parent or carer"},
    {"2C", "drug misuse by another person in the household"},
    {"3A", "domestic violence, the child the subject"},
    {"3B", "domestic violence, a parent or carer the subject"},
    {"3C", "domestic violence, another person in the household the subject"},
    {"4A", "mental health of the child"},
    {"4B", "mental health of a parent or carer"},
    {"4C", "mental health of another person in the household"},
    {"5A", "learning disability of the child"},
    {"5B", "learning disability of a parent or carer"},
    {"5C", "learning disability of another person in the household"},
    {"6A", "physical disability or illness of the child"},
    {"6B", "physical disability or illness of a parent or carer"},
    {"6C", "physical disability or illness of another person in the household"},
    {"7A", "young carer"},
    {"8B", "privately fostered: overseas child who intends to return"},
    {"8C", "privately fostered: overseas child who intends to stay"},
    {"8D", "privately fostered: child in an educational placement"},
    {"8E", "privately fostered: alternative family arrangements"},
    {"8F", "privately fostered: other"},
    {"9A", "unaccompanied asylum-seeking child"},
    {"10A", "going or being missing"},
    {"11A", "child sexual exploitation"},
    {"12A", "trafficking"},
    {"13A", "gangs"},
    {"14A", "socially unacceptable behaviour"},
    {"15A", "self-harm"},
    {"16A", "neglect"},
    {"17A", "emotional abuse"},
    {"18A", "physical abuse"},
    {"18B", "physical abuse by another child"},
    {"18C", "physical abuse by an adult"},
    {"19A", "sexual abuse"},
    {"19B", "sexual abuse by another child"},
    {"19C", "sexual abuse by an adult"},
    {"20", "other"},
    {"21", "no factor of the list identified"},
    {"22A", "female genital mutilation"},
    {"23A", "abuse linked to faith or belief"},
    {"24A", "child criminal exploitation"},
};

const Words kPlacementTypes = {
    {"U1", "foster placement with relatives or friends, long term"},
    {"U2", "foster placement with relatives or friends who are approved adopters"},
    {"U3", "foster placement with relatives or friends, not long term"},
    {"U4", "foster placement with other carers, long term"},
    {"U5", "foster placement with other carers who are approved adopters"},
    {"U6", "foster placement with other carers, not long term"},
    {"P1", "with own parents or others with parental responsibility"},
    {"P2", "independent living"},
    {"P3", "residential employment"},
    {"K1", "secure children's home"},
    {"K2", "children's home"},
    {"H5", "semi-independent living"},
    {"R1", "residential care home"},
    {"R2", "NHS or other medical establishment"},
    {"R3", "family centre or mother and baby unit"},
    {"R5", "young offender institution"},
    {"S1", "residential school"},
    {"T0", "temporary move"},
    {"T1", "temporarily in hospital"},
    {"T2", "temporarily on holiday"},
    {"T3", "temporary while foster carers are on holiday"},
    {"T4", "temporary for seven days or fewer"},
    {"A3", "placed for adoption with current foster carer, by consent"},
    {"A4", "placed for adoption, by consent"},
    {"A5", "placed for adoption with current foster carer, by placement order"},
    {"A6", "placed for adoption, by placement order"},
    {"Z1", "other"},
};

const Words kPlacementStarts = {
    {"S", "started to be looked after"},
    {"L", "change of legal status"},
    {"P", "change of placement and carers"},
    {"T", "change of placement, same carers"},
    {"B", "change of legal status, placement and carers"},
    {"U", "change of legal status and placement, same carers"},
};

const Words kPlacementEnds = {
    {"X1", "episode ends, a new one begins on the same day"},
    {"E11", "adopted, application unopposed"},
    {"E12", "adopted, consent dispensed with"},
    {"E2", "died"},
    {"E3", "care taken over by another council"},
    {"E4A", "returned home as planned"},
    {"E4B", "returned home, not as planned"},
    {"E13", "left care to live with relatives without parental responsibility"},
    {"E41", "child arrangements order"},
    {"E45", "special guardianship order to former foster carers who are relatives or friends"},
    {"E46", "special guardianship order to other former foster carers"},
    {"E47", "special guardianship order to carers who are relatives or friends"},
    {"E48", "special guardianship order to other carers"},
    {"E5", "independent living with support"},
    {"E6", "independent living without support"},
    {"E7", "transferred to residential care of adult social care"},
    {"E8", "any other reason"},
    {"E9", "sentenced to custody"},
    {"E14", "accommodation on remand ended"},
    {"E15", "age assessment found an adult"},
    {"E16", "moved abroad"},
    {"E17", "aged 18 and stayed with the carers"},
};

const Words kPlacementChanges = {
    {"CARPL", "change to the care plan"},
    {"CLOSE", "resignation or closure of provision"},
    {"ALLEG", "allegation against the carers"},
    {"STAND", "standards of care"},
    {"APPRR", "approval removed"},
    {"CREQB", "carer asked for the end because of the child's behaviour"},
    {"CREQO", "carer asked for the end for another reason"},
    {"CHILD", "child asked for the end"},
    {"LAREQ", "responsible council asked for the end"},
    {"PLACE", "change in the status of the placement only"},
    {"CUSTOD", "custody arrangement"},
    {"OTHER", "other"},
};

const Words kActivities = {
    {"F1", "full time in higher education"},
    {"P1", "part time in higher education"},
    {"F2", "full time in other education"},
    {"P2", "part time in other education"},
    {"F4", "full time in an apprenticeship"},
    {"P4", "part time in an apprenticeship"},
    {"F5", "full time in training or employment"},
    {"P5", "part time in training or employment"},
    {"G4", "not in education, employment or training because of illness or disability"},
    {"G5", "not in education, employment or training for other reasons"},
    {"G6", "not in education, employment or training because of pregnancy or parenting"},
};

const Words kAccommodations = {
    {"B", "with parents or relatives"},
    {"C", "community home or other residential care"},
    {"D", "semi-independent, transitional accommodation"},
    {"E", "supported lodgings"},
    {"G", "gone abroad"},
    {"H", "deported"},
    {"K", "ordinary lodgings"},
    {"R", "whereabouts not held"},
    {"S", "no fixed abode"},
    {"T", "foyer or similar supported accommodation"},
    {"U", "independent living"},
    {"V", "emergency accommodation"},
};

const Words kUpnUnknown = {
    {"UN1", "not of school age"},
    {"UN2", "never at a maintained school in England"},
    {"UN3", "educated outside England"},
    {"UN4", "newly looked after"},
    {"UN5", "sources disagree, so no safe match"},
};

const Words& words_of(CodeList list) {
    switch (list) {
        case CodeList::referral_source:
            return kReferralSources;
        case CodeList::closure_reason:
            return kClosureReasons;
        case CodeList::disability:
            return kDisabilities;
        case CodeList::assessment_factor:
            return kFactors;
        case CodeList::placement_type:
            return kPlacementTypes;
        case CodeList::placement_start:
            return kPlacementStarts;
        case CodeList::placement_end:
            return kPlacementEnds;
        case CodeList::placement_change:
            return kPlacementChanges;
        case CodeList::leaver_activity:
            return kActivities;
        case CodeList::leaver_accommodation:
            return kAccommodations;
        case CodeList::upn_unknown:
            return kUpnUnknown;
    }
    return kReferralSources;
}

}  // namespace

std::string in_words(CodeList list, std::string_view code) {
    if (code.empty()) return {};
    const Words& words = words_of(list);
    const auto known = words.find(code);
    if (known == words.end()) return "code " + std::string(code);
    return std::string(known->second) + " (" + std::string(code) + ")";
}

}  // namespace kith::social_care
