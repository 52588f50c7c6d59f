#include "base/text.h"
#include "connectors/sandbox/desk_register.h"

#include <algorithm>
#include <array>

namespace kith::sandbox {
namespace {

std::string_view words_for(std::string_view kind) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords = {
        {{"mother", "mother"},
         {"father", "father"},
         {"step_parent", "step-parent"},
         {"partner", "partner"},
         {"ex_partner", "former partner"},
         {"sibling", "sibling"},
         {"half_sibling", "half-sibling"},
         {"grandparent", "grandparent"}}};
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& pair) { return pair.first == kind; });
    return found == kWords.end() ? std::string_view() : found->second;
}

class PoliceLog final : public RegisterDesk {
public:
    explicit PoliceLog(const Northshire& n)
        : RegisterDesk(n, "police-incidents", "/incident-log/v2/search", "subject") {}

private:
    Range range(const json::Value& asked) const override {
        return {std::string(asked["from"].text()), std::string(asked["to"].text())};
    }
    std::string own_number(const json::Value& subject) const override {
        return std::string(subject["personReference"].text());
    }
    Description describe(const json::Value& s) const override {
        return {std::string(s["givenNames"].text()), std::string(s["familyName"].text()),
                std::string(s["dateOfBirth"].text()), std::string(s["postcode"].text())};
    }

    /// Members of a person without the closing brace. The log writes family names in capitals.
    void begin_person(json::Writer& w, const Card& card) const {
        w.object()
            .member("personReference", card.local_id)
            .member("familyName", base::upper_ascii(card.family))
            .member("givenNames", card.given);
        write_or_null(w, "dateOfBirth", card.born);
        write_or_null(w, "sex", std::string(1, card.sex));
        write_or_null(w, "nhsNumber", card.nhs_number);
    }

    void write_involved(json::Writer& w, const PoliceIncident& incident) const {
        w.key("involved").array();
        for (const auto& party : incident.parties) {
            begin_person(w, *cabinet().card_of(party.person));
            w.member("role", party.role).key("address");
            write_plain_address(w, northshire().home_of(party.person, incident.occurred.substr(0, 10)));
            w.end();
        }
        w.end();
    }

    void write_relationships(json::Writer& w, const PoliceIncident& incident) const {
        const auto is_there = [&](PersonIndex person) {
            return std::any_of(incident.parties.begin(), incident.parties.end(),
                               [&](const auto& party) { return party.person == person; });
        };
        w.key("relationships").array();
        for (const auto& tie : northshire().kinships) {
            const auto words = words_for(tie.kind);
            if (words.empty() || !is_there(tie.of) || !is_there(tie.to)) continue;
            w.object()
                .member("personReference", cabinet().card_of(tie.of)->local_id)
                .member("otherPersonReference", cabinet().card_of(tie.to)->local_id);
            w.member("relationship", words).end();
        }
        w.end();
    }

    void write_incident(json::Writer& w, const PoliceIncident& incident) const {
        w.object()
            .member("reference", incident.reference)
            .member("type", incident.kind)
            .member("grade", incident.grade);
        w.member("startedAt", incident.occurred)
            .key("endedAt")
            .null()
            .member("reportedAt", incident.reported)
            .member("description", incident.summary);
        w.key("address");
        write_plain_address(w, &northshire().places[incident.place]);
        write_or_null(w, "officerRole", incident.officer_role);
        w.key("sensitivity").null().key("features").array();
        for (const auto& feature : incident.features) w.string(feature);
        w.end().key("otherReferences").array();
        for (const auto& [agency, reference] : incident.other_references)
            w.object().member("agency", agency).member("reference", reference).end();
        w.end();
        write_involved(w, incident);
        write_relationships(w, incident);
        w.end();
    }

    void write_tail(json::Writer& w) const {
        write_desk_contact(w, "desk", "Northshire Constabulary MASH desk", "police MASH officer", 101,
                           "mash.desk@constabulary.northshire.example");
        w.key("nextCursor").null().end();
    }

    Answer records(PersonIndex person, const Range& range) const override {
        json::Writer w;
        w.object().member("extractedAt", kRegistersAsAt).key("subject");
        begin_person(w, *cabinet().card_of(person));
        w.end().key("incidents").array();
        for (const auto& incident : cabinet().of(person)->police_incidents)
            if (range.holds(incident.occurred)) write_incident(w, incident);
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    Answer candidates(const std::vector<PersonIndex>& people) const override {
        json::Writer w;
        w.object()
            .member("extractedAt", kRegistersAsAt)
            .key("subject")
            .null()
            .key("incidents")
            .array()
            .end()
            .key("possibleSubjects")
            .array();
        for (const PersonIndex person : people) {
            const Card& card = *cabinet().card_of(person);
            begin_person(w, card);
            write_or_null(w, "postcode", card.place == nullptr ? std::string() : card.place->postcode);
            w.end();
        }
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    Answer nobody() const override {
        json::Writer w;
        w.object()
            .key("error")
            .object()
            .member("code", "PERSON_NOT_FOUND")
            .member("message", "No person with these particulars is in the log.")
            .end()
            .end();
        return json_answer(w, 404);
    }
};

}  // namespace

std::unique_ptr<Desk> make_police_log(const Northshire& northshire) {
    return std::make_unique<PoliceLog>(northshire);
}

}  // namespace kith::sandbox
