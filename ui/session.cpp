#include "ui/session.h"

#include "enquiry/put_away.h"
#include "present/keeping.h"
#include "ui/away.h"
#include "ui/post.h"
#include "wire/house.h"
#include "wire/rulebook_files.h"
#include "wording/wording.h"

#include <chrono>
#include <utility>

namespace kith::ui {
namespace {

constexpr int kTickMs = 5000;

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Session::Session(const wire::Settings& settings, policy::User user, base::Secret opener,
                 SessionReports reports)
    : settings_(settings),
      user_(std::move(user)),
      reports_(std::move(reports)),
      desk_(settings, user_, std::move(opener),
            {.opened = [this](DeskOpened opened) { open(std::move(opened)); },
             .failed = [this](base::Error error) { reports_.failed(std::move(error)); },
             .event = [this](enquiry::Event event) { take(std::move(event)); },
             .log_grew = [this](std::uint64_t entries) { reports_.log_grew(entries); },
             .look_unlogged = [this](base::Error) { reports_.log_failed(); },
             .tended = [this](wire::Tended tended) { reports_.tended(tended); }}),
      review_(desk_, settings, user_,
              [this](const present::AccessLogView& view) { reports_.log_view(view); }) {
    ticking_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { tick(); });
    ticking_.Start(kTickMs);
}

Session::~Session() = default;

/// What is counted down in whole minutes need not be drawn again more often.
void Session::tick() {
    if (view_.enquiry == 0) return;
    present::ChildView moved = present::ticked(view_, now());
    const bool is_seen = present::kept_chip(moved) != present::kept_chip(view_) ||
                         present::emergency_chip(moved) != present::emergency_chip(view_);
    view_ = std::move(moved);
    if (is_seen) reports_.view(view_);
}

void Session::open(DeskOpened opened) {
    rulebook_ = opened.rulebook;
    sources_ = std::make_shared<present::SourceBook>(rulebook_->sources);
    reports_.log_grew(opened.log_size);
    reports_.ready(*rulebook_,
                   present::make_form_rules(rulebook_, user_,
                                            present::cannot_ask_with(std::move(opened.connectors)), now()));
    desk_.run([this, needed = settings_.authority.signatures, alive = std::weak_ptr<const void>(alive_)](
                  wire::House& house, std::stop_token) {
        const wire::RulebookInForce& in_force = house.rulebook_in_force();
        std::shared_ptr<const policy::Rulebook> previous;
        if (auto read = policy::read_rulebook(in_force.previous_bytes))
            previous = std::make_shared<const policy::Rulebook>(std::move(*read));
        post_to_ui(alive, [this, previous, signers = present::Signers{in_force.signers, needed, {}}] {
            reports_.signers(signers, previous);
        });
    });
    // The form is open: connections may be made ready, without anything about anybody.
    desk_.warm();
}

void Session::read_other(const std::string& path) {
    desk_.run([this, path, alive = std::weak_ptr<const void>(alive_)](wire::House&, std::stop_token) {
        auto read = std::make_shared<base::Expected<policy::Rulebook>>(wire::read_other_rulebook(path));
        post_to_ui(alive, [this, read] { reports_.other_rulebook(std::move(*read)); });
    });
}

void Session::ask(const policy::Request& request) {
    const policy::Purpose* purpose = rulebook_->purpose(request.purpose);
    const std::uint64_t number = desk_.ask(request);
    view_ = present::asked(number, request, purpose ? purpose->name : request.purpose, sources_, now());
    reports_.view(view_);
}

void Session::take(enquiry::Event event) {
    tell_if_stopped(event);
    view_ = present::reduce(std::move(view_), event);
    if (is_away_) return shed();
    reports_.view(view_);
}

/// A picture that still grows is at the desk in any case; once it is whole, nobody needs it until it is
/// brought back.
void Session::shed() {
    if (view_.phase == present::Phase::asking) return;
    view_.picture.reset();
    std::vector<record::RosterPerson>().swap(view_.roster);
}

void Session::put_away() {
    if (is_away_) return;
    is_away_ = true;
    away_case_ = ui::put_away(view_.case_ref);
    away_roster_ = ui::put_away(enquiry::roster_json(view_.roster));
    drop(view_.case_ref);
    shed();
    desk_.put_away();
}

/// The roster of the picture that comes back is the newer one, if there is one.
void Session::bring_back() {
    if (!is_away_) return;
    is_away_ = false;
    if (const auto text = away_case_.open()) view_.case_ref = text->reveal();
    if (const auto text = away_roster_.open(); text && view_.roster.empty())
        if (auto roster = enquiry::read_roster(text->reveal())) view_.roster = std::move(*roster);
    away_case_ = away_roster_ = {};
    desk_.bring_back();
    if (view_.enquiry != 0) reports_.view(view_);
}

void Session::tell_if_stopped(const enquiry::Event& event) {
    if (const auto* refused = std::get_if<enquiry::Refused>(&event);
        refused && refused->number == view_.enquiry)
        reports_.stopped(wording::sentence(refused->refusal));
    if (const auto* failed = std::get_if<enquiry::LogUnwritable>(&event);
        failed && failed->number == view_.enquiry) {
        reports_.log_failed();
        reports_.stopped(wording::sentence(failed->error));
    }
}

void Session::note(ports::AuditEntry entry) {
    desk_.note(std::move(entry));
}

ChildIntents Session::child_intents() {
    ChildIntents intents;
    intents.ask_again = [this](const std::vector<present::CellKey>& cells) {
        desk_.ask_again(cells);
        view_ = present::asked_again(std::move(view_), cells);
        reports_.view(view_);
    };
    intents.cancel = [this] { desk_.cancel(); };
    intents.settle = [this](const link::Settlement& settlement) { desk_.settle(settlement); };
    intents.ungroup = [this](const std::string& group, bool apart) { desk_.ungroup(group, apart); };
    intents.note_look = [this](const std::string& kind, const std::string& what) {
        desk_.note_look(kind, what);
    };
    return intents;
}

}  // namespace kith::ui
