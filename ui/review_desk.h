#pragma once
#include "present/access_log_view.h"
#include "wire/review_room.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace kith::ui {

class Desk;

/// What the Access log page asks for. Called on the UI thread; each returns at once, and what it leads to
/// comes back as a view. All must be given.
struct LogIntents {
    std::function<void()> read;  ///< from the beginning; an entry of the log
    std::function<void()> stop_reading;
    std::function<void(const present::LogQuery&)> ask_for;
    std::function<void(std::optional<std::uint64_t>)> select;
    std::function<void(bool is_who)> open_words;  ///< of the selected entry
    std::function<void(const std::string& verdict, const std::string& sentence)> decide;
    std::function<void(const std::string& nhs_number)> find_child;
    std::function<void(std::uint64_t seed, size_t size)> draw_sample;
    std::function<void(const std::string& path)> export_log;
    /// The selected entry's whole case, or its one enquiry: an excerpt with proofs.
    std::function<void(bool is_case, const std::string& path)> export_file;
    std::function<void(const std::string& path)> write_figures;
    std::function<void(const std::string& source, const std::string& path)> reconcile;
    std::function<void()> leave;
};

/// The log as it stands on the screen, and the jobs that the desk thread does for it. A search or look that a
/// newer one replaces is stopped. UI thread.
class ReviewDesk {
public:
    using OnView = std::function<void(const present::AccessLogView&)>;
    ReviewDesk(Desk& desk, const wire::Settings& settings, const policy::User& reader, OnView on_view);
    ~ReviewDesk();
    ReviewDesk(const ReviewDesk&) = delete;
    ReviewDesk& operator=(const ReviewDesk&) = delete;

    LogIntents intents();
    const present::AccessLogView& view() const { return view_; }

private:
    using Job =
        std::function<void(wire::ReviewRoom&, wire::House&, const wire::ReviewRoom::Tell&, std::stop_token)>;
    void put(Job job, std::stop_source stop = {});
    void take(const present::LogEvent& event);
    void show() const;

    void read();
    void search(present::LogQuery query);
    void select(std::optional<std::uint64_t> place);

    Desk& desk_;
    OnView on_view_;
    present::AccessLogView view_;
    std::shared_ptr<wire::ReviewRoom> room_;  ///< the desk thread's, but for making it
    std::stop_source reading_, finding_, looking_;
    std::shared_ptr<const std::function<void(const present::LogEvent&)>>
        tell_;  ///< gone with us: then nobody is told
};

}  // namespace kith::ui
