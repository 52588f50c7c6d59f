#pragma once
#include "federate/connector.h"
#include "ports/transport.h"
#include "record/reply.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::federate {

/// How much one conversation may take: the limits table of the trust notes.
struct TalkLimits {
    int requests = 50;                ///< pages
    size_t answer_bytes = 64u << 20;  ///< decoded, all answers together
};

/// One conversation held to its manners: it never throws, asks only so often, takes only so many bytes, and
/// is over after it was broken off. Between calls it either wants something sent or is over.
class Talk {
public:
    Talk(Ask ask, TalkLimits limits) : ask_(std::move(ask)), limits_(limits) {}

    /// Opens the conversation and takes its first step. `ask` is final from here on.
    void open(const Connector& connector);
    bool is_open() const { return conversation_ != nullptr || is_over_; }
    bool is_over() const { return is_over_; }
    /// What to send next. Only while open and not over.
    const Send& wanted() const { return send_; }

    /// "page 2 of 3": what the last request was for, where the connector says so.
    const std::string& part() const { return send_.part; }

    void take(const ports::HttpAnswer& answer);
    /// No answer came to the last request. The conversation may still want another one sent.
    void fail(const ports::Exchange& exchange);
    /// As fail(), but nothing more will be sent: what has been received is what there is. `why` is for the
    /// person reading.
    void break_off(ports::HttpFailure failure, std::string why);

    /// Notes that the wanted request has gone out for the `attempt`th time.
    void note_attempt(int attempt);
    /// The most often that one request of the conversation was sent.
    int tries() const { return tries_; }

    Ask& ask() { return ask_; }
    const Ask& ask() const { return ask_; }
    /// How it ended. Only when over.
    record::Reply& reply() { return reply_; }
    /// How the last exchange failed; none when the last one was answered.
    ports::HttpFailure failure() const { return failure_; }
    const std::string& why() const { return why_; }

private:
    template <typename Work>
    void guarded(Work work);
    void advance();
    void finish(record::Reply reply);

    Ask ask_;
    TalkLimits limits_;
    std::unique_ptr<Conversation> conversation_;
    Send send_;
    record::Reply reply_;
    ports::HttpFailure failure_ = ports::HttpFailure::none;
    std::string why_;
    bool is_broken_off_ = false, is_over_ = false;
    int requests_ = 0, tries_ = 0;
    size_t bytes_ = 0;
};

}  // namespace kith::federate
