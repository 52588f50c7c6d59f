#include "connectors/sandbox/desk_register.h"
#include "connectors/sandbox/numbers.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

class HousingRegister final : public RegisterDesk {
public:
    explicit HousingRegister(const Northshire& n)
        : RegisterDesk(n, "housing", "/tenancies/v1/search", "person") {}

private:
    Range range(const json::Value& asked) const override {
        return {std::string(asked["from"].text()), std::string(asked["to"].text())};
    }
    std::string own_number(const json::Value& subject) const override {
        return std::string(subject["personId"].text());
    }
    Description describe(const json::Value& s) const override {
        return {std::string(s["givenNames"].text()), std::string(s["familyName"].text()),
                std::string(s["dateOfBirth"].text()), std::string(s["postcode"].text())};
    }

    void begin_person(json::Writer& w, const Card& card) const {
        w.object()
            .member("personId", card.local_id)
            .member("familyName", card.family)
            .member("givenNames", card.given);
        write_or_null(w, "dateOfBirth", card.born);
    }

    std::string_view relationship(PersonIndex person, PersonIndex other) const {
        const char sex = northshire().people[other].sex;
        for (const auto& tie : northshire().kinships) {
            if (tie.of != person || tie.to != other) continue;
            if (tie.kind == "step_parent") return "step-parent";
            if (tie.kind == "sibling" || tie.kind == "twin") return sex == 'F' ? "sister" : "brother";
            if (tie.kind == "grandparent") return sex == 'F' ? "grandmother" : "grandfather";
            return tie.kind;
        }
        return {};
    }

    void write_member(json::Writer& w, const Tenancy& tenancy, PersonIndex asked, PersonIndex member,
                      std::string_view role) const {
        const Card* card = cabinet().card_of(member);
        begin_person(w, *card);
        w.member("role", role);
        write_or_null(w, "relationshipToPerson",
                      member == asked ? std::string_view() : relationship(asked, member));
        write_or_null(w, "telephone", northshire().people[member].phone);
        w.member("movedIn", tenancy.from);
        write_or_null(w, "movedOut", tenancy.until);
        w.end();
    }

    void write_tenancy(json::Writer& w, const Tenancy& tenancy, PersonIndex asked) const {
        w.object()
            .member("reference", tenancy.reference)
            .member("tenure", tenancy.until.empty() ? "secure" : "introductory")
            .member("from", tenancy.from);
        write_or_null(w, "until", tenancy.until);
        w.key("address");
        write_plain_address(w, &northshire().places[tenancy.place]);
        w.key("household").array();
        for (const PersonIndex tenant : tenancy.tenants) write_member(w, tenancy, asked, tenant, "tenant");
        for (const PersonIndex member : tenancy.household)
            write_member(w, tenancy, asked, member, "household member");
        w.end()
            .member("rentArrearsPounds", tenancy.rent_arrears_pounds)
            .member("antisocialReports", tenancy.antisocial_reports);
        w.member("noticeServed", tenancy.is_notice_served)
            .key("officer")
            .object()
            .member("name", "Neighbourhood housing officer");
        w.member("role", "housing officer").member("telephone", landline_number(170)).end().end();
    }

    void write_tail(json::Writer& w) const {
        write_desk_contact(w, "name", "Northshire Homes, customer desk", "tenancy team", 171,
                           "tenancy@homes.northshire.example");
        w.end();
    }

    Answer records(PersonIndex person, const Range& range) const override {
        const Card& card = *cabinet().card_of(person);
        json::Writer w;
        w.object().member("asOf", kRegistersAsAt).key("person");
        begin_person(w, card);
        write_or_null(w, "nhsNumber", card.nhs_number);
        w.end().key("tenancies").array();
        for (const auto& tenancy : cabinet().of(person)->tenancies)
            if (range.overlaps(tenancy.from, tenancy.until)) write_tenancy(w, tenancy, person);
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    Answer candidates(const std::vector<PersonIndex>& people) const override {
        json::Writer w;
        w.object()
            .member("asOf", kRegistersAsAt)
            .key("person")
            .null()
            .key("tenancies")
            .array()
            .end()
            .key("possiblePeople")
            .array();
        for (const PersonIndex person : people) {
            const Card& card = *cabinet().card_of(person);
            begin_person(w, card);
            write_or_null(w, "nhsNumber", card.nhs_number);
            write_or_null(w, "postcode", card.place == nullptr ? std::string() : card.place->postcode);
            w.end();
        }
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    Answer nobody() const override {
        json::Writer w;
        w.object().member("error", "no such person").end();
        return json_answer(w, 404);
    }
};

}  // namespace

std::unique_ptr<Desk> make_housing_register(const Northshire& northshire) {
    return std::make_unique<HousingRegister>(northshire);
}

}  // namespace kith::sandbox
