#include "connectors/sandbox/desk_register.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

class CourtRegister final : public RegisterDesk {
public:
    explicit CourtRegister(const Northshire& n)
        : RegisterDesk(n, "family-court", "/order-register/v1/search", "child") {}

private:
    Range range(const json::Value& asked) const override {
        return {std::string(asked["madeFrom"].text()), std::string(asked["madeTo"].text())};
    }
    std::string own_number(const json::Value& subject) const override {
        return std::string(subject["registerNumber"].text());
    }
    Description describe(const json::Value& s) const override {
        return {std::string(s["givenNames"].text()),
                std::string(s["familyName"].text()),
                std::string(s["dateOfBirth"].text()),
                {}};
    }

    void write_child(json::Writer& w, PersonIndex person, bool is_hidden) const {
        const Card& card = *cabinet().card_of(person);
        w.object()
            .member("registerNumber", card.local_id)
            .member("familyName", card.family)
            .member("givenNames", card.given);
        write_or_null(w, "dateOfBirth", card.born);
        w.member("gender", card.sex == 'F' ? "FEMALE" : card.sex == 'M' ? "MALE" : "OTHER");
        write_or_null(w, "nhsNumber", card.nhs_number);
        w.key("address");
        write_plain_address(w, is_hidden ? nullptr : card.place);
        w.member("detailsHidden", is_hidden);
        write_or_null(w, "detailsHiddenReason", is_hidden ? "by direction of the court" : "");
        w.end();
    }

    /// As the form says it; guardianship counts for more than the tie of blood behind it.
    std::string relationship(PersonIndex child, PersonIndex other) const {
        std::string words;
        for (const auto& tie : northshire().kinships) {
            if (tie.of != child || tie.to != other) continue;
            if (tie.kind == "guardian") return "special guardian";
            words = tie.kind == "grandparent" ? "grandmother" : tie.kind;
        }
        return words;
    }

    void write_relative(json::Writer& w, const CourtOrder& order, PersonIndex child, PersonIndex relative,
                        const std::string& id) const {
        const Person& person = northshire().people[relative];
        const auto words = relationship(child, relative);
        w.object()
            .member("partyId", id)
            .member("name", person.given + " " + person.family)
            .member("dateOfBirth", person.born);
        w.member("role", words == "special guardian" ? "applicant" : "respondent")
            .member("relationshipToChild", words);
        w.member("parentalResponsibility", words == "father" ? "Don't know" : "Yes").key("address");
        write_plain_address(w, order.is_confidential ? nullptr : northshire().home_of(relative));
        w.member("contactDetailsHidden", order.is_confidential);
        write_or_null(w, "contactDetailsHiddenReason",
                      order.is_confidential ? "confidential contact details, form C8" : "");
        w.end();
    }

    void write_parties(json::Writer& w, const CourtOrder& order, PersonIndex child) const {
        w.key("parties").array();
        int number = 0;
        for (const auto& body : order.parties) {
            w.object()
                .member("partyId", order.reference + "-" + std::to_string(++number))
                .member("name", body)
                .key("dateOfBirth")
                .null()
                .member("role", "applicant");
            w.key("relationshipToChild").null().key("parentalResponsibility").null().key("address").null();
            w.member("contactDetailsHidden", false).key("contactDetailsHiddenReason").null().end();
        }
        for (const PersonIndex relative : cabinet().card_of(child)->lists)
            write_relative(w, order, child, relative, order.reference + "-" + std::to_string(++number));
        w.end();
    }

    void write_order(json::Writer& w, const CourtOrder& order, PersonIndex child) const {
        w.object()
            .member("caseNumber", order.reference)
            .member("code", order.code)
            .member("title", order.title)
            .member("madeOn", order.made);
        write_or_null(w, "until", order.until);
        write_or_null(w, "lastsUntil", order.until.empty() ? "the child is 18" : "");
        w.member("court", order.court);
        write_parties(w, order, child);
        w.end();
    }

    void write_tail(json::Writer& w) const {
        write_desk_contact(w, "name", "Family Court at Northbridge", "order register", 188,
                           "orders@court.northshire.example");
        w.end();
    }

    Answer records(PersonIndex person, const Range& range) const override {
        const auto& orders = cabinet().of(person)->orders;
        const bool is_hidden = std::any_of(orders.begin(), orders.end(),
                                           [](const CourtOrder& order) { return order.is_confidential; });
        json::Writer w;
        w.object().member("registerAsAt", kRegistersAsAt).key("child");
        write_child(w, person, is_hidden);
        w.key("orders").array();
        for (const auto& order : orders)
            if (range.overlaps(order.made, order.until)) write_order(w, order, person);
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    Answer candidates(const std::vector<PersonIndex>& people) const override {
        json::Writer w;
        w.object()
            .member("registerAsAt", kRegistersAsAt)
            .key("child")
            .null()
            .key("orders")
            .array()
            .end()
            .key("possibleChildren")
            .array();
        for (const PersonIndex person : people) write_child(w, person, true);
        w.end();
        write_tail(w);
        return json_answer(w);
    }

    /// The register says none with an empty list, not with a status.
    Answer nobody() const override { return candidates({}); }
};

}  // namespace

std::unique_ptr<Desk> make_court_register(const Northshire& northshire) {
    return std::make_unique<CourtRegister>(northshire);
}

}  // namespace kith::sandbox
