#pragma once
#include "connectors/sui/filing.h"
#include "connectors/sui/pointer.h"
#include "federate/connector.h"

#include <deque>
#include <string>
#include <vector>

namespace kith::sui {

/// Finds the records of each wanted type at one custodian, then fetches them one by one. What fails on the
/// way is named; the rest is kept.
class Conversation final : public federate::Conversation {
public:
    Conversation(const federate::SourceSettings& settings, federate::Ask ask);
    federate::Step next() override;
    void take(const ports::HttpAnswer& answer) override;
    void fail(const ports::Exchange& exchange) override;

private:
    federate::Send find() const;
    federate::Send fetch() const;
    void take_find(const ports::HttpAnswer& answer);
    void take_record(const ports::HttpAnswer& answer);
    void file(json::Value root);
    void add_pointers(std::vector<Pointer> found);

    /// The part under way has failed: it is named, and the next one begins.
    void give_up_part(record::LedgerState state, const std::string& why);
    void end_part();
    std::string part() const;
    bool is_finding() const { return !types_.empty(); }

    record::Reply conclude();
    record::Reply nothing_but(record::LedgerState state, std::string detail) const;
    record::Reply existence() const;
    void judge_identity(record::Reply& reply) const;
    void withhold_records(record::Reply& reply, std::string detail) const;

    std::string base_url_, organisation_, coverage_note_;
    federate::Ask ask_;
    std::deque<std::string> types_;  ///< still to be found; the first is under way
    std::vector<Pointer> pointers_;
    size_t at_ = 0;  ///< the pointer being fetched
    size_t filed_ = 0;
    Filing filing_;
    std::vector<std::string> missing_;                                ///< what failed, in words
    record::LedgerState failure_ = record::LedgerState::unreachable;  ///< of the first that failed
    std::string failure_words_;
    bool is_about_somebody_else_ = false;
};

}  // namespace kith::sui
