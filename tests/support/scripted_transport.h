#pragma once
#include "ports/transport.h"
#include "support/fake_clock.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kith::support {

/// What a scripted source does with one request: an answer, or a failure, after a while.
struct ScriptedAnswer {
    int status = 200;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::chrono::milliseconds after{10};
    ports::HttpFailure failure = ports::HttpFailure::none;
    size_t received_bytes = 0;  ///< before it failed

    static ScriptedAnswer with_status(int status) { return {.status = status, .body = {}, .headers = {}}; }
    static ScriptedAnswer failing(ports::HttpFailure failure, size_t received_bytes = 0) {
        return {.body = {}, .headers = {}, .failure = failure, .received_bytes = received_bytes};
    }
    ScriptedAnswer taking(std::chrono::milliseconds time) const {
        ScriptedAnswer copy = *this;
        copy.after = time;
        return copy;
    }
    ScriptedAnswer saying(std::string header, std::string value) const {
        ScriptedAnswer copy = *this;
        copy.headers.emplace_back(std::move(header), std::move(value));
        return copy;
    }
};

/// A network that a test scripts. Time passes only in poll(), which moves the fake clock to the next thing
/// that happens, so that everything about time is exact. A source without a script never answers.
class ScriptedTransport final : public ports::Transport {
public:
    using Script = std::function<ScriptedAnswer(const ports::HttpRequest&)>;
    using Ticks = std::chrono::steady_clock::time_point;

    struct Sent {
        std::uint64_t id = 0;
        record::SourceId source;
        ports::HttpRequest request;
        std::chrono::milliseconds time_left{0};
        Ticks at{};
    };

    explicit ScriptedTransport(FakeClock& clock) : clock_(clock) {}

    void on(const std::string& source, Script script) {
        scripts_[record::SourceId(source)] = std::move(script);
    }
    /// One answer after the other; the last one again and again.
    void on(const std::string& source, std::vector<ScriptedAnswer> in_turn) {
        auto next = std::make_shared<size_t>(0);
        on(source, [in_turn = std::move(in_turn), next](const ports::HttpRequest&) {
            return in_turn.at(std::min((*next)++, in_turn.size() - 1));
        });
    }
    /// Something else that happens, so long from now, during a poll.
    void at(std::chrono::milliseconds from_now, std::function<void()> what) {
        happenings_.emplace(clock_.ticks() + from_now, std::move(what));
    }

    void start(std::uint64_t id, const record::SourceId& source, const ports::HttpRequest& request,
               std::chrono::milliseconds time_left) override {
        sent.push_back({id, source, request, time_left, clock_.ticks()});
        UnderWay one{id, source, clock_.ticks(), clock_.ticks() + time_left, {}};
        one.answer.failure = ports::HttpFailure::timed_out;
        if (const auto script = scripts_.find(source); script != scripts_.end()) {
            const ScriptedAnswer answer = script->second(request);
            if (answer.after <= time_left) {
                one.answer = answer;
                one.due = clock_.ticks() + answer.after;
            }
        }
        under_way_.push_back(std::move(one));
        most_under_way[source] = std::max(most_under_way[source], under_way(source));
    }

    std::vector<ports::Exchange> poll(std::chrono::milliseconds wait) override {
        ++polls;
        if (was_woken_.exchange(false)) return {};
        const Ticks next = std::min(clock_.ticks() + wait, next_happening());
        pass_to(next);
        run_happenings();
        return settle_due();
    }

    void cancel(std::uint64_t id) override {
        cancelled.push_back(id);
        std::erase_if(under_way_, [id](const UnderWay& one) { return one.id == id; });
    }

    void wake() override { was_woken_ = true; }
    void warm(const std::vector<record::SourceId>& sources) override {
        warmed.insert(warmed.end(), sources.begin(), sources.end());
    }

    size_t under_way(const record::SourceId& source) const {
        return static_cast<size_t>(std::count_if(under_way_.begin(), under_way_.end(),
                                                 [&](const UnderWay& one) { return one.source == source; }));
    }
    size_t sent_to(const std::string& source) const {
        return static_cast<size_t>(std::count_if(
            sent.begin(), sent.end(), [&](const Sent& one) { return one.source.text() == source; }));
    }

    std::vector<Sent> sent;
    std::vector<std::uint64_t> cancelled;
    std::vector<record::SourceId> warmed;
    std::map<record::SourceId, size_t> most_under_way;
    size_t polls = 0;

private:
    struct UnderWay {
        std::uint64_t id = 0;
        record::SourceId source;
        Ticks started, due;
        ScriptedAnswer answer;
    };

    Ticks next_happening() const {
        Ticks next = Ticks::max();
        for (const auto& one : under_way_) next = std::min(next, one.due);
        if (!happenings_.empty()) next = std::min(next, happenings_.begin()->first);
        return next;
    }

    void pass_to(Ticks next) {
        if (next > clock_.ticks())
            clock_.pass(std::chrono::ceil<std::chrono::milliseconds>(next - clock_.ticks()));
    }

    void run_happenings() {
        while (!happenings_.empty() && happenings_.begin()->first <= clock_.ticks()) {
            const auto what = std::move(happenings_.begin()->second);
            happenings_.erase(happenings_.begin());
            what();
        }
    }

    std::vector<ports::Exchange> settle_due() {
        std::vector<ports::Exchange> settled;
        std::erase_if(under_way_, [&](const UnderWay& one) {
            if (one.due > clock_.ticks()) return false;
            settled.push_back(exchange_of(one));
            return true;
        });
        return settled;
    }

    ports::Exchange exchange_of(const UnderWay& one) const {
        ports::Exchange exchange;
        exchange.id = one.id;
        exchange.failure = one.answer.failure;
        exchange.received_bytes = one.answer.received_bytes;
        exchange.took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.ticks() - one.started);
        if (exchange.failure == ports::HttpFailure::none)
            exchange.answer = {one.answer.status, one.answer.headers, one.answer.body};
        else
            exchange.detail = one.source.text() + ": " + std::string(ports::name_of(exchange.failure));
        return exchange;
    }

    FakeClock& clock_;
    std::map<record::SourceId, Script> scripts_;
    std::vector<UnderWay> under_way_;
    std::multimap<Ticks, std::function<void()>> happenings_;
    std::atomic<bool> was_woken_{false};
};

}  // namespace kith::support
