#include "ui/desk.h"

#include "ui/post.h"
#include "wire/house.h"
#include "wire/quiet_memory.h"

#include <algorithm>
#include <utility>

namespace kith::ui {

struct Desk::Room {
    wire::House& house;
    std::unique_ptr<enquiry::Enquiry> enquiry;
    enquiry::OnEvent on_event;
    std::function<void(base::Error)> on_unlogged;
};

template <typename Report, typename What>
void Desk::post(Report DeskReports::*report, What what) {
    // The window may close between posting and running: then the reports are gone and the job is dropped.
    const std::weak_ptr<const DeskReports> alive = reports_;
    post_to_ui(alive, [alive, report, what = std::move(what)]() mutable {
        if (const auto reports = alive.lock(); reports && (*reports).*report)
            ((*reports).*report)(std::move(what));
    });
}

Desk::Desk(wire::Settings settings, policy::User user, base::Secret opener, DeskReports reports)
    : settings_(std::move(settings)),
      user_(std::move(user)),
      opener_(std::move(opener)),
      reports_(std::make_shared<const DeskReports>(std::move(reports))),
      thread_([this](std::stop_token closing) { live(std::move(closing)); }) {}

Desk::~Desk() {
    thread_.request_stop();
    cancel();
}

void Desk::warm() {
    put([](Room& room, std::stop_token stop) { room.house.engine().warm(std::move(stop)); });
}

std::uint64_t Desk::ask(policy::Request request) {
    cancel();
    const std::uint64_t number = ++last_number_;
    put([number, request = std::move(request)](Room& room, std::stop_token stop) {
        room.enquiry = std::make_unique<enquiry::Enquiry>(number, room.house.surroundings());
        room.enquiry->run(request, std::move(stop), room.on_event);
    });
    return number;
}

void Desk::ask_again(std::vector<enquiry::Enquiry::CellKey> cells) {
    put([cells = std::move(cells)](Room& room, std::stop_token stop) {
        if (room.enquiry) room.enquiry->ask_again(cells, std::move(stop), room.on_event);
    });
}

void Desk::settle(link::Settlement settlement) {
    put([settlement = std::move(settlement)](Room& room, std::stop_token) {
        if (room.enquiry) room.enquiry->settle(settlement, room.on_event);
    });
}

void Desk::ungroup(std::string group, bool apart) {
    put([group = std::move(group), apart](Room& room, std::stop_token) {
        if (room.enquiry) room.enquiry->ungroup(group, apart, room.on_event);
    });
}

void Desk::note_look(std::string kind, std::string what) {
    put([kind = std::move(kind), what = std::move(what)](Room& room, std::stop_token) {
        if (!room.enquiry) return;
        const auto noted = room.enquiry->note_look(kind, what);
        if (!noted) room.on_unlogged(noted.error());
    });
}

void Desk::put_away() {
    put([](Room& room, std::stop_token) {
        if (room.enquiry) room.enquiry->put_away();
        wire::wipe_stack_below();
        wire::return_free_memory();
    });
}

void Desk::bring_back() {
    put([this](Room& room, std::stop_token) {
        if (!room.enquiry) return;
        const auto brought = room.enquiry->bring_back(room.on_event);
        if (!brought) post(&DeskReports::failed, brought.error());
    });
}

void Desk::note(ports::AuditEntry entry) {
    put([entry = std::move(entry)](Room& room, std::stop_token) {
        const auto noted = room.house.surroundings().audit.append(entry);
        if (!noted) room.on_unlogged(noted.error());
    });
}

void Desk::run(std::function<void(wire::House&, std::stop_token)> job) {
    put([job = std::move(job)](Room& room, std::stop_token stop) { job(room.house, std::move(stop)); });
}

void Desk::cancel() {
    const std::lock_guard lock(mutex_);
    running_.request_stop();
    for (Job& job : waiting_) job.stop.request_stop();
    if (house_) house_->wake();
}

void Desk::put(std::function<void(Room&, std::stop_token)> run) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(run), std::stop_source()});
    arrived_.notify_one();
}

Desk::Woken Desk::take(std::stop_token closing, base::Instant latest, Job& job) {
    std::unique_lock lock(mutex_);
    running_ = std::stop_source(std::nostopstate);
    const bool has_job = arrived_.wait_until(lock, closing, latest, [this] { return !waiting_.empty(); });
    if (closing.stop_requested()) return Woken::to_close;
    if (!has_job) return Woken::by_time;
    job = std::move(waiting_.front());
    waiting_.pop_front();
    running_ = job.stop;
    return Woken::by_job;
}

/// What passes of itself while nobody asks anything: copies, emergencies, rulebooks, the clock.
void Desk::tend(Room& room) {
    if (room.enquiry) room.enquiry->end_if_over(room.on_event);
    wire::Tended tended = room.house.tend();
    const bool is_news =
        tended.has_new_rulebook || tended.clock_jump || !tended.purged.empty() || tended.shipping || tended.trouble;
    if (tended.has_new_rulebook) tell_opened(room.house);
    if (is_news) post(&DeskReports::tended, std::move(tended));
}

base::Instant Desk::next_tending(const Room& room) {
    const base::Instant next = room.house.next_tending();
    const auto until = room.enquiry ? room.enquiry->emergency_until() : std::nullopt;
    return until ? std::min(next, *until) : next;
}

void Desk::work(Room& room, std::stop_token closing) {
    Job job;
    std::uint64_t told = room.house.log_size();
    for (;;) {
        const Woken woken = take(closing, next_tending(room), job);
        if (woken == Woken::to_close) break;
        if (woken == Woken::by_job) job.run(room, job.stop.get_token());
        if (woken == Woken::by_time) tend(room);
        if (const auto entries = room.house.log_size(); entries != told) {
            told = entries;
            post(&DeskReports::log_grew, entries);
        }
    }
    if (room.enquiry) room.enquiry->end_emergency([](const enquiry::Event&) {});
}

void Desk::tell_opened(wire::House& house) {
    post(&DeskReports::opened, DeskOpened{std::make_shared<const policy::Rulebook>(house.rulebook()),
                                          house.engine().connectors(), house.log_size()});
}

void Desk::live(std::stop_token closing) {
    auto opened = wire::House::open(settings_);
    if (!opened) return post(&DeskReports::failed, opened.error());
    wire::House& house = **opened;
    {
        const std::lock_guard lock(mutex_);
        house_ = &house;
    }
    house.seat(user_, std::exchange(opener_, {}));
    tell_opened(house);
    Room room{house, nullptr, [this](enquiry::Event event) { post(&DeskReports::event, std::move(event)); },
              [this](base::Error error) { post(&DeskReports::look_unlogged, std::move(error)); }};
    work(room, std::move(closing));
    const std::lock_guard lock(mutex_);
    house_ = nullptr;
}

}  // namespace kith::ui
