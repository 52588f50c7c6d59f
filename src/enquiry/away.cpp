#include "crypto/seal.h"
#include "enquiry/impl.h"
#include "enquiry/put_away.h"
#include "record/reply_json.h"

#include <algorithm>

// How an enquiry is put away and brought back.
namespace kith::enquiry {
namespace {

/// What a put away text says; it was this program that wrote it, so a text that does not read was changed.
template <typename Read>
auto opened(const crypto::SealedText& sealed, Read read) -> decltype(read(std::string_view{})) {
    const auto text = sealed.open();
    if (!text) return base::fail(base::Fault::corrupt, "what was put away in memory does not open");
    return read(text->reveal());
}

}  // namespace

crypto::SealedText Enquiry::Impl::seal(const base::Secret& text) const {
    return {base::Secret(around.entropy.bytes(crypto::kSealKeyBytes)), text.reveal()};
}

Away Enquiry::Impl::put_away() const {
    Away gone{seal(base::Secret(request_json(request))),
              seal(base::Secret(ledger_json(ledger))),
              seal(base::Secret(decisions_json(decisions))),
              {},
              {}};
    for (const auto& [key, reply] : replies)
        gone.replies.emplace_back(key, seal(base::Secret(record::to_json(*reply))));
    if (picture) gone.picture_at = picture->at;
    return gone;
}

/// The same enquiry without anything of anybody.
std::unique_ptr<Enquiry::Impl> Enquiry::Impl::emptied() const {
    auto empty = std::make_unique<Impl>(number, around);
    empty->id = id;
    empty->lawful_basis = lawful_basis;
    empty->rules = rules;
    empty->emergency_until = emergency_until;
    empty->review_due = review_due;
    empty->has_noted_conflict = has_noted_conflict;
    empty->begins_emergency = begins_emergency;
    empty->is_over = is_over;
    return empty;
}

base::Expected<void> Enquiry::Impl::take_request() {
    auto read = opened(away->request, read_request);
    if (!read) return read.error();
    request = std::move(*read);
    away.reset();
    return {};
}

void Enquiry::Impl::take_reply(const CellKey& key, const crypto::SealedText& sealed) {
    auto reply = opened(sealed, record::from_json);
    if (reply) {
        replies[key] = std::make_shared<const record::Reply>(std::move(*reply));
        return;
    }
    for (record::Cell& cell : ledger) {
        if (CellKey{cell.person, cell.source} != key) continue;
        cell.state = record::LedgerState::unusable;
        cell.detail = "The answer could not be brought back after the screen was locked; ask again.";
    }
}

base::Expected<void> Enquiry::Impl::take_answers() {
    auto cells = opened(away->ledger, read_ledger);
    if (!cells) return cells.error();
    auto decided = opened(away->decisions, read_decisions);
    if (!decided) return decided.error();
    ledger = std::move(*cells);
    decisions = std::move(*decided);
    for (const auto& [key, sealed] : away->replies) take_reply(key, sealed);
    return {};
}

/// A new one takes the place of the old, which goes whole: a text that is only emptied leaves its letters
/// behind.
void Enquiry::put_away() {
    if (impl_->away) return;
    auto empty = impl_->emptied();
    empty->away = impl_->put_away();
    impl_ = std::move(empty);
}

base::Expected<void> Enquiry::bring_back(const OnEvent& on_event) {
    Impl& all = *impl_;
    if (!all.away) return {};
    const auto at = all.away->picture_at;
    if (auto taken = all.take_answers(); !taken) return taken.error();
    if (auto taken = all.take_request(); !taken) return taken.error();
    if (all.is_over) {
        all.picture = std::make_shared<const Picture>();
        on_event(EmergencyOver{all.number, all.review_due});
    } else if (at) {
        all.rebuild(*at);
        on_event(PictureGrew{all.number, all.picture});
    }
    return {};
}

}  // namespace kith::enquiry
