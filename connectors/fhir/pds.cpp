#include "connectors/fhir/asked.h"
#include "connectors/fhir/bundle.h"
#include "connectors/fhir/demographics.h"
#include "connectors/fhir/dialogue.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/fhir.h"
#include "connectors/fhir/person.h"
#include "connectors/fhir/relations.h"
#include "connectors/fhir/search.h"

#include <algorithm>

namespace kith::fhir {
namespace {

using record::LedgerState;

/// By NHS number: the record, then the people related to it. Without one, or where the number leads nowhere:
/// a search, whose hits are candidates however few they are.
class PdsConversation : public Dialogue {
public:
    explicit PdsConversation(const federate::Ask& ask)
        : Dialogue(ask), number_(ask.person.nhs_number), searches_(searches_for(ask.person, ask.now)) {
        stage_ = number_.empty() ? Stage::search : Stage::record;
        if (!number_.empty()) tried_.emplace_back("NHS number");
    }

    federate::Step next() override {
        if (is_settled()) return done();
        switch (stage_) {
            case Stage::record:
                return send("GET", "/Patient/" + number_, "part 1 of 2: the record");
            case Stage::related:
                return send("GET", "/Patient/" + number_ + "/RelatedPerson", "part 2 of 2: related people");
            case Stage::search:
                break;
        }
        if (searches_.empty()) return nothing_to_search_with();
        // The service offers no search by body; what is sent is no more than its minimum sets ask for.
        return send("GET", "/Patient?" + searches_.front().query, "the search");
    }

    void take(const ports::HttpAnswer& answer) override {
        auto understood = understand(answer);
        if (const auto* verdict = std::get_if<Verdict>(&understood)) return take_verdict(*verdict);
        const auto message = std::get<json::Document>(understood).root();
        switch (stage_) {
            case Stage::record:
                return take_record(message);
            case Stage::related:
                return take_related(message);
            case Stage::search:
                return take_hits(message);
        }
    }

private:
    enum class Stage { record, related, search };

    federate::Step nothing_to_search_with() {
        settle(LedgerState::none_held, none_held_words(tried_));
        return done();
    }

    void take_verdict(const Verdict& verdict) {
        if (stage_ == Stage::record && verdict.status == 404 && verdict.state == LedgerState::none_held)
            return search_instead(verdict);
        // Only a search that ran can find nobody; a search that is not there has not run.
        if (stage_ == Stage::search && verdict.state == LedgerState::none_held)
            return settle(LedgerState::unusable, "the source does not know the search");
        settle(verdict);
    }

    /// A number that the service does not have, or no longer, says nothing about the person: search as if
    /// there were none.
    void search_instead(const Verdict& verdict) {
        reply().notices.push_back(verdict.detail + "; searched by name instead where that was possible");
        stage_ = Stage::search;
    }

    void take_record(json::Value patient) {
        if (patient["resourceType"].text() != "Patient")
            return discard("the answer is not a demographic record");
        auto person = read_patient(patient);
        const std::string answered = identifier_value(patient["identifier"], kNhsNumberSystem);
        const std::string id = patient["id"].as_text();
        if (!answered.empty() && answered != id) return discard("the answer mixes two NHS numbers");
        const auto compared = compare(ask().person, person, ask().now);
        if (id != number_ && compared.agreement == Agreement::contradicts)
            return discard("the answer is about another NHS number and another person");
        if (id != number_ && !record::NhsNumber::parse(id))
            return discard("the answer is under something other than an NHS number");
        if (id != number_) supersede(person, id);
        reply().as_of = as_of(patient);
        keep(patient, std::move(person), compared);
    }

    /// Another number with the same name and birth date: the old one has been replaced, and stays as an
    /// alias.
    void supersede(record::PersonRecord& person, const std::string& id) {
        auto old = record::identifier("nhs_number", number_);
        old.state = record::IdentifierState::superseded;
        person.identifiers.push_back(std::move(old));
        reply().notices.emplace_back("the NHS number asked with has been replaced by another");
        number_ = id;
    }

    void keep(json::Value patient, record::PersonRecord person, const Comparison& compared) {
        const std::string ref = person.ref;
        is_withheld_ = person.is_restricted;
        reply().people.push_back(std::move(person));
        if (compared.agreement != Agreement::agrees)
            return settle(LedgerState::candidates,
                          "found by NHS number, but " + compared.words + ": to be confirmed");
        reply().subject_ref = ref;
        read_registration(patient, ref, {}, reply());
        stage_ = Stage::related;
        if (!wants("relationships")) return finish();
        read_contacts(patient, ref, reply());
    }

    void finish() {
        if (is_withheld_)
            settle(LedgerState::withheld,
                   "the NHS withholds where this person is, their contacts and related people; ask the NHS "
                   "back office");
        else
            settle(LedgerState::records_held, "read by NHS number; name and birth date agree");
    }

    void take_related(json::Value bundle) {
        if (bundle["resourceType"].text() != "Bundle")
            return settle(
                Verdict{LedgerState::unusable, "the answer is not a list of related people", "", 200});
        if (!is_about(bundle, number_))
            return settle(Verdict{LedgerState::unusable, "the answer was about another NHS number", "", 200});
        const size_t found = read_related_people(bundle, reply().subject_ref, number_, reply());
        if (found == 0)
            reply().notices.emplace_back(is_withheld_ ? "related people: withheld by the source"
                                                      : "related people: searched, none held");
        finish();
    }

    void take_hits(json::Value bundle) {
        if (bundle["resourceType"].text() != "Bundle") return discard("the answer is not a search result");
        tried_.push_back(searches_.front().words);
        searches_.erase(searches_.begin());
        read_hits(bundle, reply());
        reply().as_of = as_of(bundle);
        if (reply().people.empty()) return;
        settle(LedgerState::candidates, "found by " + tried_.back() + ": to be confirmed");
    }

    std::string number_;
    std::vector<Search> searches_;
    std::vector<std::string> tried_;
    Stage stage_ = Stage::record;
    bool is_withheld_ = false;
};

class PdsConnector : public federate::Connector {
public:
    std::string cannot_ask(const record::RosterPerson& person) const override {
        if (person.is_unborn) return "an unborn child has no record in NHS demographics yet";
        if (!person.nhs_number.empty() || can_search(person)) return {};
        return "needs an NHS number, or a family name with a birth date or age";
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<PdsConversation>(ask);
    }

    std::string warm_path() const override { return "/metadata"; }
};

}  // namespace

std::shared_ptr<const federate::Connector> make_pds(const federate::SourceSettings&) {
    return std::make_shared<PdsConnector>();
}

}  // namespace kith::fhir
