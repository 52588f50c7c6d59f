#include "base/text.h"
#include "connectors/fhir/clinical.h"
#include "connectors/fhir/dialogue.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/fhir.h"
#include "connectors/fhir/search.h"

#include <algorithm>
#include <array>
#include <list>
#include <set>

namespace kith::fhir {
namespace {

using record::LedgerState;

/// A kind of resource to search for, and the categories for which it is needed.
struct Kind {
    std::string_view type, words;
    std::array<std::string_view, 2> categories;
    bool by_date;  ///< a flag raised before the period may still stand in it
};

constexpr std::array<Kind, 3> kKinds{{
    {"Encounter", "attendances", {"health_attendance", "professionals"}, true},
    {"Flag", "flags", {"health_concern", "health_concern"}, false},
    {"Appointment", "appointments", {"health_attendance", "health_attendance"}, true},
}};

/// One search after another, page by page: the number stays in the body.
class RecordsConversation : public Dialogue {
public:
    RecordsConversation(const federate::Ask& ask, const federate::SourceSettings& settings)
        : Dialogue(ask),
          base_url_(settings.base_url),
          coverage_note_(settings.coverage_note),
          reader_(reply(), ask.person.nhs_number) {
        for (const Kind& kind : kKinds)
            if (is_wanted(kind) && is_served(kind, settings.record_types)) kinds_.push_back(kind);
        asked_of_ = kinds_;
    }

    federate::Step next() override {
        if (!is_settled() && kinds_.empty()) finish();
        if (is_settled()) {
            close();
            return done();
        }
        if (next_path_.empty()) return first_page();
        return send("GET", next_path_, part());
    }

    void take(const ports::HttpAnswer& answer) override {
        auto understood = understand(answer);
        if (const auto* verdict = std::get_if<Verdict>(&understood)) return take_verdict(*verdict);
        pages_.push_back(std::move(std::get<json::Document>(understood)));
        take_page(pages_.back().root());
    }

private:
    bool is_wanted(const Kind& kind) const {
        return std::ranges::any_of(kind.categories,
                                   [this](std::string_view category) { return wants(category); });
    }

    static bool is_served(const Kind& kind, const std::vector<std::string>& types) {
        return types.empty() || std::ranges::find(types, kind.type) != types.end();
    }

    federate::Step first_page() {
        const Kind& kind = kinds_.front();
        auto step = send("POST", "/" + std::string(kind.type) + "/_search", part());
        step.request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        step.request.body = question(kind);
        return step;
    }

    std::string question(const Kind& kind) const {
        std::string body = "patient.identifier=" +
                           percent_encoded(std::string(kNhsNumberSystem) + "|" + ask().person.nhs_number);
        const auto& period = ask().period;
        if (kind.by_date && period.from) body += "&date=ge" + period.from->iso();
        if (kind.by_date && period.to) body += "&date=le" + period.to->iso();
        return body + "&_include=" + percent_encoded(std::string(kind.type) + ":patient") + "&_count=50";
    }

    /// "attendances, page 2 of 3".
    std::string part() const {
        std::string words = std::string(kinds_.front().words) + ", page " + std::to_string(page_);
        return page_count_ == 0 ? words : words + " of " + std::to_string(std::max(page_, page_count_));
    }

    void take_verdict(const Verdict& verdict) {
        if (verdict.state == LedgerState::not_covered && page_ == 1) {
            not_served_.emplace_back(kinds_.front().words);
            return next_kind();
        }
        // "No such record" is not an answer to a search: an empty searchset is.
        if (verdict.state == LedgerState::none_held)
            return settle(Verdict{LedgerState::unusable, "the source does not know the search", verdict.code,
                                  verdict.status});
        settle(verdict);
    }

    void take_page(json::Value bundle) {
        if (bundle["resourceType"].text() != "Bundle")
            return settle(Verdict{LedgerState::unusable, "the answer is not a search result", "", 200});
        if (auto why = reader_.read(bundle); !why.empty()) return discard(std::move(why));
        doubt_ = reader_.recognise(ask().person, ask().now);
        if (page_ == 1) page_count_ = pages_in(bundle);
        const std::string link = next_link(bundle);
        if (link.empty()) return next_kind();
        ++page_;
        follow(link);
    }

    void follow(const std::string& link) {
        next_path_ = path_below(base_url_, link);
        if (next_path_.empty()) return stop_early("its link leads to another place");
        if (!followed_.insert(next_path_).second) return stop_early("its link leads back to an earlier page");
    }

    void stop_early(std::string_view why) {
        settle(LedgerState::partial, part() + " was not fetched: " + std::string(why));
    }

    static size_t pages_in(json::Value bundle) {
        size_t matches = 0;
        for (const auto entry : each(bundle["entry"]))
            if (entry["search"]["mode"].text() != "include") ++matches;
        const auto total = total_of(bundle);
        return total && matches > 0 ? (*total + matches - 1) / matches : 0;
    }

    void next_kind() {
        kinds_.erase(kinds_.begin());
        next_path_.clear();
        page_ = 1;
        page_count_ = 0;
    }

    void finish() {
        reader_.note_what_was_left();
        for (const auto& words : not_served_) reply().notices.push_back("the source does not serve " + words);
        if (!asked_of_.empty() && not_served_.size() == asked_of_.size())
            return settle(LedgerState::not_covered,
                          "the source does not serve health records of the kinds asked for");
        leave_out_unasked();
        if (reader_.unidentified() > 0)
            return settle(LedgerState::partial, set_aside_words(reader_.unidentified()));
        if (reply().events.empty() && reply().ties.empty() && !is_withheld()) return find_nothing();
        judge();
    }

    /// What came along without having been asked for is not kept.
    void leave_out_unasked() {
        std::erase_if(reply().events,
                      [this](const record::Event& event) { return !wants(event.category.text()); });
        std::erase_if(reply().ties, [this](const record::Tie& tie) {
            if (tie.kind == "registered_gp") return !wants("professionals") && !wants("gp_registration");
            return tie.to_person ? !wants("relationships") : !wants("professionals");
        });
        if (!wants("relationships"))
            std::erase_if(reply().people, [this](const record::PersonRecord& one) {
                return std::ranges::find(reader_.people(), one.ref) == reader_.people().end();
            });
    }

    bool is_withheld() const {
        return std::ranges::any_of(reply().people, [this](const record::PersonRecord& person) {
            return person.is_restricted && (!doubt_.empty() || person.ref == reply().subject_ref);
        });
    }

    void find_nothing() {
        reply().people.clear();
        reply().subject_ref.clear();
        std::vector<std::string> searched;
        for (const Kind& kind : asked_of_)
            if (std::ranges::find(not_served_, kind.words) == not_served_.end())
                searched.emplace_back(kind.words);
        const std::string note = coverage_note_.empty() ? "" : " (" + coverage_note_ + ")";
        settle(LedgerState::none_held, "searched " + base::join(searched, ", ") + note + ", " +
                                           ask().period.words() + ", by NHS number; none held");
    }

    void judge() {
        if (is_withheld())
            return settle(LedgerState::withheld, "the source holds more about this person and withholds it");
        settle(LedgerState::records_held, reader_.people().size() < 2
                                              ? "found by NHS number"
                                              : "found by NHS number, which others are filed under too");
    }

    /// However the conversation ended: what may not be said of the person asked about is not.
    void close() {
        if (reply().state == LedgerState::unusable) return;
        leave_out_unasked();
        reader_.note_shared_number();
        if (!doubt_.empty()) offer(doubt_);
    }

    std::string base_url_, coverage_note_;
    std::vector<Kind> kinds_;     ///< still to be searched; the first is under way
    std::vector<Kind> asked_of_;  ///< all that this conversation searches
    std::vector<std::string> not_served_;
    std::list<json::Document>
        pages_;  ///< what is referred to on a later page may have come on an earlier one
    ClinicalReader reader_;
    std::string doubt_;  ///< why nobody found so far may be taken for the person asked about
    std::set<std::string> followed_;
    std::string next_path_;
    size_t page_ = 1, page_count_ = 0;
};

class RecordsConnector : public federate::Connector {
public:
    explicit RecordsConnector(const federate::SourceSettings& settings) : settings_(settings) {}

    std::string cannot_ask(const record::RosterPerson& person) const override {
        return person.nhs_number.empty() ? "needs an NHS number" : "";
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<RecordsConversation>(ask, settings_);
    }

    std::string warm_path() const override { return "/metadata"; }

private:
    federate::SourceSettings settings_;
};

}  // namespace

std::shared_ptr<const federate::Connector> make_records(const federate::SourceSettings& settings) {
    return std::make_shared<RecordsConnector>(settings);
}

}  // namespace kith::fhir
