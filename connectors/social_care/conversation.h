#pragma once
#include "connectors/social_care/matching.h"
#include "federate/connector.h"

#include <string>
#include <vector>

namespace kith::social_care {

/// One search for one child at one council.
class Conversation final : public federate::Conversation {
public:
    Conversation(const federate::SourceSettings& settings, federate::Ask ask);
    federate::Step next() override;
    void take(const ports::HttpAnswer& answer) override;
    void fail(const ports::Exchange& exchange) override;

private:
    ports::HttpRequest search() const;
    std::string search_body() const;
    std::string own_number() const;
    void read(json::Value children);
    void settle_among(const std::vector<Found>& found, size_t purged);
    void settle_child(const Found& child, size_t others);
    void settle_candidates(const std::vector<Found>& possible, size_t others);
    void settle(record::LedgerState state, std::string detail);

    std::string local_authority_, supplier_key_, coverage_note_;
    federate::Ask ask_;
    record::Reply reply_;
    bool is_done_ = false;
};

}  // namespace kith::social_care
