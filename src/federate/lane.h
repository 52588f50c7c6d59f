#pragma once
#include "federate/errand.h"
#include "federate/outcome.h"
#include "federate/talk.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::federate {

/// Everything that is asked of one source in one fetch: so many talks under way, the others waiting their
/// turn, one token for all, one deadline. What happens in a lane touches no other lane.
class Lane {
public:
    Lane(Fetching& fetching, SourceMemory& memory, const Connector& connector, record::SourceId source,
         Ticks started);

    const record::SourceId& source() const { return source_; }
    void add(Ask ask);
    /// Gives the next waiting person a turn, if there is room. False: nobody waits or there is none.
    bool start_next();
    /// Takes an exchange if it is one of this lane's; a late or foreign one is nobody's and is dropped.
    bool take(const ports::Exchange& exchange);
    /// Sends what is due, and ends everything at the deadline.
    void keep_time();
    /// When keep_time() has to be called next.
    Ticks next_due() const;
    /// Ends everything at once; every open cell settles as awaiting.
    void cancel();
    bool is_over() const { return seats_.empty() && waiting_.empty(); }

private:
    /// A talk whose turn it is.
    struct Seat {
        Talk talk;
        Errand errand;
        bool awaits_token = false;
        unsigned token_number = 0;  ///< which token its last request carried
    };

    Errand new_errand() { return Errand(fetching_, memory_, source_, deadline_); }
    size_t room() const;
    void proceed(Seat& seat);
    void send(Seat& seat);
    void take(Seat& seat, const ports::Exchange& exchange);
    void settle(Talk& talk);
    void sweep();
    void close(ports::HttpFailure failure, const std::string& why, const std::string& why_waiting);
    bool is_required(const Ask& ask) const;
    std::string too_late_words() const;
    std::string resting_words() const;

    bool wants_token() const;
    void ask_for_token();
    void take_token(const ports::Exchange& exchange);
    bool may_renew_token(const Seat& seat, const ports::Exchange& exchange);

    Fetching& fetching_;
    SourceMemory& memory_;
    const Connector& connector_;
    const record::SourceId source_;
    const std::chrono::milliseconds allowed_;
    const Ticks deadline_;
    std::deque<Ask> waiting_;
    std::vector<std::unique_ptr<Seat>> seats_;

    const std::optional<ports::HttpRequest> token_request_;
    Errand token_errand_;
    unsigned token_number_ = 0;  ///< goes up when the token in hand is given up
    bool has_renewed_token_ = false;
};

}  // namespace kith::federate
