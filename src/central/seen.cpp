#include "central/seen.h"

#include "central/session.h"

namespace kith::central {

using base::Expected;

struct RulebooksSeen::Impl {
    Place place;
    Session session;
};

RulebooksSeen::RulebooksSeen(Place place, Patience patience)
    : impl_(new Impl{place, Session(place, patience)}) {}

RulebooksSeen::~RulebooksSeen() = default;

Expected<std::optional<RulebooksSeen::Highest>> RulebooksSeen::highest(const std::string& rulebook,
                                                                       const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec_params(
                "SELECT serial, hash, seen_by FROM kith.rulebook_highest WHERE authority = $1 AND rulebook = "
                "$2 "
                "ORDER BY serial DESC, seen_by DESC, hash LIMIT 1",
                impl_->place.authority, rulebook);
        },
        stop);
    if (!rows) return rows.error();
    if (rows->empty()) return std::optional<Highest>{};
    const auto row = (*rows)[0];
    return std::optional(Highest{row[0].as<std::int64_t>(), row[1].c_str(), row[2].as<std::uint64_t>()});
}

Expected<void> RulebooksSeen::put_up(const std::string& rulebook, std::int64_t serial,
                                     const std::string& hash, const std::stop_token& stop) {
    auto added = impl_->session.run(
        [&](auto& w) {
            return w.exec_params(
                "INSERT INTO kith.rulebooks_seen (authority, rulebook, serial, hash, workstation) "
                "SELECT authority, $2, $3, $4, workstation FROM kith.workstation_mine WHERE authority = $1",
                impl_->place.authority, rulebook, serial, hash);
        },
        stop);
    if (!added)
        return impl_->session.last_state() == "23505" ? Expected<void>{} : Expected<void>{added.error()};
    if (added->affected_rows() != 1)
        return base::fail(base::Fault::denied, "this role is not enrolled as a workstation");
    return {};
}

}  // namespace kith::central
