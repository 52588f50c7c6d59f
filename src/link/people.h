#pragma once
#include "link/resolve.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith::link {

/// The replies by source, then person: the order in which everything reads them, whatever order they came in.
Replies in_order(Replies replies);

/// Finds the identity behind every record in one step; Identities itself searches from the start each time.
/// The identities must outlive it.
class People {
public:
    explicit People(const Identities& identities);
    /// Null for a record on offer.
    const Identity* of(const record::PersonRecord& record) const;
    const Identity* of_line(const record::PersonId& line) const;

private:
    const Identities& identities_;
    std::unordered_map<std::string_view, const Identity*> of_record_;
};

/// What one reply calls people, as identities.
class Refs {
public:
    Refs(const record::Reply& reply, const People& people);
    /// Identity ids of an event's people, mainly the first; of the person asked about when it names none that
    /// we have.
    std::vector<std::string> of(const record::Event& event) const;
    /// Whether the event is about somebody on offer whom nobody has settled: not to be shown as anybody's.
    bool must_wait(const record::Event& event) const;
    const Identity* of(const std::string& ref) const;

private:
    std::unordered_map<std::string_view, const Identity*> identities_;
    const Identity* subject_ = nullptr;
    bool is_offer_ = false;
};

}  // namespace kith::link
