#include "stamping_transport.h"

namespace kith::bench {

void StampingTransport::start(std::uint64_t id, const record::SourceId& source,
                              const ports::HttpRequest& request, std::chrono::milliseconds time_left) {
    asked_[id] = source;
    real_.start(id, source, request, time_left);
}

std::vector<ports::Exchange> StampingTransport::poll(std::chrono::milliseconds wait) {
    auto settled = real_.poll(wait);
    const std::lock_guard lock(mutex_);
    for (const auto& exchange : settled) last_byte_[asked_[exchange.id]] = std::chrono::steady_clock::now();
    return settled;
}

StampingTransport::Ticks StampingTransport::last_byte_of(const record::SourceId& source) const {
    const std::lock_guard lock(mutex_);
    const auto at = last_byte_.find(source);
    return at == last_byte_.end() ? Ticks{} : at->second;
}

}  // namespace kith::bench
