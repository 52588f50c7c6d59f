#pragma once
#include "connectors/fhir/outcome.h"
#include "federate/connector.h"

#include <string>

namespace kith::fhir {

/// What the conversations of this family have in common: the headers of the NHS interface standards, and how
/// one ends.
class Dialogue : public federate::Conversation {
public:
    /// Keeps what has been received as `partial`, naming the part that is missing; with nothing it is
    /// unreachable.
    void fail(const ports::Exchange& exchange) override;

protected:
    explicit Dialogue(const federate::Ask& ask);

    const federate::Ask& ask() const { return ask_; }
    record::Reply& reply() { return reply_; }
    const record::Reply& reply() const { return reply_; }
    bool wants(std::string_view category) const;

    /// A request of this conversation. Each has its own X-Request-ID, the same for its retries.
    federate::Send send(std::string method, std::string path, std::string part);

    bool is_settled() const { return settled_; }
    federate::Done done() const { return {reply_}; }
    void settle(record::LedgerState state, std::string detail);
    /// A verdict instead of records: if nothing has been received it is the answer, else what there is
    /// becomes partial.
    void settle(const Verdict& verdict);
    /// Nobody who was found may be taken for the person asked about, for this reason: turns what has been
    /// settled into candidates. What did not arrive is still said. With nobody found it changes nothing.
    void offer(const std::string& doubt);
    /// Somebody else's record, or records of several: nothing of it is kept.
    void discard(std::string why);

    /// Whether anything worth keeping has arrived.
    bool has_something() const { return !reply_.people.empty() || !reply_.events.empty(); }

private:
    federate::Ask ask_;
    record::Reply reply_;
    std::string part_;
    int sent_ = 0;
    bool settled_ = false;
};

/// The request id of step `step` of a conversation: the id itself, then ones that differ in their last two
/// digits.
std::string request_id_of_step(std::string id, int step);

}  // namespace kith::fhir
