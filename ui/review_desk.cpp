#include "ui/review_desk.h"

#include "ui/desk.h"
#include "ui/post.h"
#include "wire/house.h"

#include <chrono>
#include <utility>

namespace kith::ui {
namespace {

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// In place of the last one, which is told to stop.
std::stop_source renew(std::stop_source& stop) {
    stop.request_stop();
    return stop = std::stop_source();
}

}  // namespace

ReviewDesk::ReviewDesk(Desk& desk, const wire::Settings& settings, const policy::User& reader, OnView on_view)
    : desk_(desk),
      on_view_(std::move(on_view)),
      room_(std::make_shared<wire::ReviewRoom>(settings, reader)),
      tell_(std::make_shared<const std::function<void(const present::LogEvent&)>>(
          [this](const present::LogEvent& event) { take(event); })) {}

ReviewDesk::~ReviewDesk() {
    for (std::stop_source* stop : {&reading_, &finding_, &looking_}) stop->request_stop();
}

void ReviewDesk::put(Job job, std::stop_source stop) {
    using Told = std::function<void(const present::LogEvent&)>;
    desk_.run(
        [job = std::move(job), stop = std::move(stop), room = room_,
         alive = std::weak_ptr<const Told>(tell_)](wire::House& house, std::stop_token closing) mutable {
            const std::stop_callback forward(closing, [&stop] { stop.request_stop(); });
            const auto tell = [alive](present::LogEvent event) {
                post_to_ui(alive, [alive, event = std::move(event)] {
                    if (const auto told = alive.lock()) (*told)(event);
                });
            };
            job(*room, house, tell, stop.get_token());
            tell(present::LogGrew{house.log_size()});
        });
}

void ReviewDesk::show() const {
    on_view_(view_);
}

void ReviewDesk::take(const present::LogEvent& event) {
    const auto* grew = std::get_if<present::LogGrew>(&event);
    if (grew && grew->entries == view_.log_size) return;
    const present::LogBookPtr before = view_.book;
    view_ = present::reduce(std::move(view_), event);
    const bool is_read = std::holds_alternative<present::BookRead>(event);
    const bool is_stopped = std::holds_alternative<present::ReadingStopped>(event);
    if (is_read || (is_stopped && view_.book)) search(view_.query);
    if (is_read && view_.selected) {
        // Only the workstation's own log grows at its end alone: elsewhere the same place is another entry.
        const auto kept = std::exchange(view_.selected, std::nullopt);
        const auto own = present::LogPlace::workstation;
        if (before && before->place == own && view_.book->place == own) select(kept);
    }
    if (std::holds_alternative<present::VerdictRecorded>(event)) search(view_.query);
    if (const auto* child = std::get_if<present::ChildFound>(&event)) {
        present::LogQuery query;
        query.place = view_.query.place;
        query.span = present::LogQuery::Span::all;
        query.subject = child->subject;
        search(std::move(query));
    }
    show();
}

void ReviewDesk::read() {
    view_ = present::begin_reading(std::move(view_));
    put([place = view_.query.place](auto& room, auto& house, const auto& tell,
                                    auto stop) { room.read(house, place, tell, std::move(stop)); },
        renew(reading_));
    show();
}

void ReviewDesk::search(present::LogQuery query) {
    const bool is_elsewhere = query.place != view_.query.place;
    view_ = present::ask_for(std::move(view_), std::move(query));
    if (is_elsewhere) return read();
    put([number = view_.query_number, query = view_.query, verdicts = view_.verdicts, at = now()](
            auto& room, auto&, const auto& tell,
            auto stop) { room.find(number, query, verdicts, at, tell, std::move(stop)); },
        renew(finding_));
}

void ReviewDesk::select(std::optional<std::uint64_t> place) {
    if (view_.selected == place) return;
    view_ = present::select_entry(std::move(view_), place);
    if (!place) return;
    put(
        [number = view_.look_number, place = *place](auto& room, auto& house, const auto& tell, auto stop) {
            room.look(house, number, place, tell, std::move(stop));
        },
        renew(looking_));
}

LogIntents ReviewDesk::intents() {
    LogIntents intents;
    intents.read = [this] { read(); };
    intents.stop_reading = [this] { reading_.request_stop(); };
    intents.ask_for = [this](const present::LogQuery& query) {
        search(query);
        show();
    };
    intents.select = [this](std::optional<std::uint64_t> place) {
        select(place);
        show();
    };
    intents.open_words = [this](bool is_who) {
        if (!view_.selected) return;
        put([place = *view_.selected, is_who](auto& room, auto& house, const auto& tell, auto) {
            room.open_words(house, place, is_who, tell);
        });
    };
    intents.decide = [this](const std::string& verdict, const std::string& sentence) {
        if (!view_.selected) return;
        put([place = *view_.selected, verdict, sentence](auto& room, auto& house, const auto& tell, auto) {
            room.decide(house, place, verdict, sentence, tell);
        });
    };
    intents.find_child = [this](const std::string& nhs_number) {
        put([nhs_number](auto& room, auto& house, const auto& tell, auto) {
            room.find_child(house, nhs_number, tell);
        });
    };
    intents.draw_sample = [this](std::uint64_t seed, size_t size) {
        put([seed, size](auto& room, auto&, const auto& tell, auto) { room.draw_sample(seed, size, tell); });
    };
    intents.export_log = [this](const std::string& path) {
        put([path](auto& room, auto& house, const auto& tell, auto) { room.export_log(house, path, tell); });
    };
    intents.export_file = [this](bool is_case, const std::string& path) {
        if (!view_.selected) return;
        put([place = *view_.selected, is_case, path](auto& room, auto& house, const auto& tell, auto) {
            room.export_file(house, place, is_case, path, tell);
        });
    };
    intents.write_figures = [this](const std::string& path) {
        put([path](auto& room, auto& house, const auto& tell, auto) {
            room.write_figures(house, path, tell);
        });
    };
    intents.reconcile = [this](const std::string& source, const std::string& path) {
        put([source, path](auto& room, auto& house, const auto& tell, auto) {
            room.reconcile(house, source, path, tell);
        });
    };
    intents.leave = [this] {
        view_ = present::leave(std::move(view_));
        show();
    };
    return intents;
}

}  // namespace kith::ui
