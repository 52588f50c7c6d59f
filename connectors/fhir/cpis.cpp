#include "connectors/fhir/clinical.h"
#include "connectors/fhir/dialogue.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/fhir.h"
#include "connectors/fhir/search.h"

#include <algorithm>

namespace kith::fhir {
namespace {

using record::LedgerState;

/// One question: which plans, and is the child looked after? What is not in CP-IS has not been told to the
/// NHS; that is all that an empty answer means.
class CpisConversation : public Dialogue {
public:
    explicit CpisConversation(const federate::Ask& ask) : Dialogue(ask) {}

    federate::Step next() override {
        if (is_settled()) return done();
        auto step = send("GET",
                         "/CareTeam?patient%3Aidentifier=" +
                             percent_encoded(std::string(kNhsNumberSystem) + "|" + ask().person.nhs_number),
                         "plans");
        step.request.headers.emplace_back("TraceID", ask().request_id);
        // Without this the look-up would be reported to the council as an unscheduled attendance.
        step.request.headers.emplace_back("IsUnscheduledAccessEvent", "false");
        return step;
    }

    void take(const ports::HttpAnswer& answer) override {
        auto understood = understand(answer);
        if (const auto* verdict = std::get_if<Verdict>(&understood)) return take_verdict(*verdict);
        take_teams(std::get<json::Document>(understood).root());
    }

private:
    void take_verdict(const Verdict& verdict) {
        if (verdict.state == LedgerState::none_held)
            return settle(LedgerState::unusable, "the source does not know the search");
        settle(verdict);
    }

    void take_teams(json::Value bundle) {
        if (bundle["resourceType"].text() != "Bundle") return discard("the answer is not a search result");
        ClinicalReader reader(reply(), ask().person.nhs_number);
        if (auto why = reader.read(bundle); !why.empty()) return discard(std::move(why));
        const std::string doubt = reader.recognise(ask().person, ask().now);
        reader.note_what_was_left();
        reader.note_shared_number();
        keep_what_was_asked();
        settle_teams(reader, !next_link(bundle).empty());
        if (!doubt.empty()) offer(doubt);
    }

    void keep_what_was_asked() {
        std::erase_if(reply().events,
                      [this](const record::Event& event) { return !wants(event.category.text()); });
        std::erase_if(reply().ties, [this](const record::Tie&) { return !wants("professionals"); });
    }

    void settle_teams(const ClinicalReader& reader, bool has_more) {
        if (reader.unidentified() > 0)
            return settle(LedgerState::partial, "plans set aside that did not say whose they are");
        if (has_more)
            return settle(LedgerState::partial,
                          "the source has further pages, which this interface does not foresee");
        if (reply().events.empty()) return find_nothing();
        settle(LedgerState::records_held, "found by NHS number");
    }

    void find_nothing() {
        reply().people.clear();
        reply().subject_ref.clear();
        settle(LedgerState::none_held,
               "searched the national child protection list, which covers plans and looked-after children "
               "now or in the last year, by NHS number; none held");
    }
};

class CpisConnector : public federate::Connector {
public:
    std::string cannot_ask(const record::RosterPerson& person) const override {
        return person.nhs_number.empty() ? "needs an NHS number" : "";
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<CpisConversation>(ask);
    }

    std::string warm_path() const override { return "/metadata"; }
};

}  // namespace

std::shared_ptr<const federate::Connector> make_cpis(const federate::SourceSettings&) {
    return std::make_shared<CpisConnector>();
}

}  // namespace kith::fhir
