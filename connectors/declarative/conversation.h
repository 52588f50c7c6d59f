#pragma once
#include "connectors/declarative/mapping.h"
#include "connectors/declarative/rules.h"
#include "federate/connector.h"

#include <memory>
#include <string>

namespace kith::declarative {

/// Asks one mapped source about one person, page by page.
class Conversation final : public federate::Conversation {
public:
    Conversation(std::shared_ptr<const Mapping> mapping, std::string organisation, std::string coverage_note,
                 federate::Ask ask);
    federate::Step next() override;
    void take(const ports::HttpAnswer& answer) override;
    void fail(const ports::Exchange& exchange) override;

private:
    void take_page(json::Value root);
    void take_candidates(json::Value root);
    void take_records(json::Value root);
    bool is_about_the_person(json::Value root);
    void follow(json::Value root);
    void finish_when_empty();
    /// Ends here: with pages already read they are kept as partial, with none the state is as given.
    void stop(record::LedgerState state, std::string detail);
    /// Ends with nothing kept.
    void set_aside(std::string detail);
    void keep_existence_only();

    std::shared_ptr<const Mapping> mapping_;
    std::string organisation_, coverage_note_;
    federate::Ask ask_;
    Reading reading_;
    record::Reply reply_;
    std::string cursor_;
    int pages_ = 0;
    bool is_done_ = false;
};

}  // namespace kith::declarative
