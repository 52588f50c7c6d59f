// From a reply's last byte to its cell painted on the Child page: the whole way through reading, cutting,
// merging and drawing, on the real window with the real sandbox. Goal: at most 100 ms.   Needs a display
// (xvfb-run).
#include "audit/access_log.h"
#include "connectors/sandbox/sandbox.h"
#include "keys/system_entropy.h"
#include "present/child_view.h"
#include "stamping_transport.h"
#include "ui/child_page.h"
#include "wire/connectors.h"
#include "wire/settings.h"

#include <wx/wx.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace {

using namespace kith;
using Ticks = bench::StampingTransport::Ticks;

constexpr int kRounds = 10;

std::string text_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

template <typename T>
T need(base::Expected<T> made) {
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().detail.c_str());
        std::exit(1);
    }
    return std::move(*made);
}

struct Folder {
    Folder() {
        std::string pattern = "/tmp/kith-bench-XXXXXX";
        path = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

policy::Request about_maisie(const policy::User& user) {
    policy::Request request;
    request.user = user;
    request.purpose = "MASH_ENQUIRY";
    request.case_ref = "BENCH";
    request.reason = "measuring";
    record::RosterPerson child;
    child.id = record::PersonId("subject");
    record::PersonName name;
    name.given = "Maisie Rose";
    name.family = "Pellow";
    child.names = {name};
    child.born = *record::PartialDate::of_day(2017, 2, 14);
    child.nhs_number = "9990004838";
    request.roster = {child};
    return request;
}

federate::Connectors connectors_of(const wire::Settings& settings) {
    federate::Connectors all;
    for (const auto& entry : settings.sources)
        all.emplace(entry.connector.id, need(wire::make_connector(entry.connector)));
    return all;
}

std::map<record::SourceId, net::Endpoint> endpoints_of(const wire::Settings& settings,
                                                       const federate::Connectors& connectors) {
    std::map<record::SourceId, net::Endpoint> all;
    for (const auto& entry : settings.sources) {
        all[entry.connector.id] = entry.endpoint;
        all[entry.connector.id].warm_path = connectors.at(entry.connector.id)->warm_path();
    }
    return all;
}

/// Everything an enquiry needs, over the stamping transport.
struct World {
    Folder folder;
    std::unique_ptr<sandbox::Sandbox> sandbox =
        need(sandbox::Sandbox::start({.dir = folder.path, .faults_file = {}}));
    wire::Settings settings = need(wire::read_settings(sandbox->settings_path()));
    policy::Rulebook rulebook = need(policy::read_rulebook(text_of(settings.rulebook_path)));
    ports::SystemClock clock;
    keys::SystemEntropy entropy;
    std::unique_ptr<audit::AccessLog> log =
        need(audit::AccessLog::open({settings.log_path, settings.log_key_path}, entropy));
    federate::Connectors connectors = connectors_of(settings);
    bench::StampingTransport transport{endpoints_of(settings, connectors)};
    federate::Engine engine{transport, clock, entropy, connectors};
};

class ScreenBench final : public wxApp {
    bool OnInit() override {
        world_ = std::make_unique<World>();
        auto* frame = new wxFrame(nullptr, wxID_ANY, "bench", wxDefaultPosition, wxSize(1440, 900));
        const auto nothing = [](const auto&...) {};
        page_ = new ui::ChildPage(frame, {nothing, [] {}, nothing, nothing, nothing});
        frame->Show();
        asking_ = std::jthread([this] { ask(); });
        return true;
    }

    void ask() {
        world_->engine.warm();
        for (int round = 1; round <= kRounds; ++round) {
            const auto number = static_cast<std::uint64_t>(round);
            const auto request = about_maisie(*world_->settings.user("a.okafor"));
            CallAfter([this, number, request] {
                view_ = present::asked(number, request, "bench",
                                       std::make_shared<present::SourceBook>(world_->rulebook.sources),
                                       world_->clock.now());
                page_->show(view_);
            });
            enquiry::Enquiry enquiry(number, {world_->rulebook, world_->engine, *world_->log, world_->clock,
                                              world_->entropy, "bench", "NSC01"});
            enquiry.run(request, {}, [this](enquiry::Event event) {
                CallAfter([this, event = std::move(event)] { take(event); });
            });
        }
        CallAfter([this] { report(); });
    }

    /// The page refreshes soon after show(); what is queued behind that refresh sees it done, and Update()
    /// paints it.
    void take(const enquiry::Event& event) {
        view_ = present::reduce(std::move(view_), event);
        page_->show(view_);
        const auto* settled = std::get_if<enquiry::CellSettled>(&event);
        if (!settled) return;
        const Ticks last_byte = world_->transport.last_byte_of(settled->cell.source);
        CallAfter([this, last_byte] {
            page_->Update();
            took_ms_.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - last_byte)
                    .count());
        });
    }

    void report() {
        std::ranges::sort(took_ms_);
        const size_t n = took_ms_.size();
        std::printf(
            "last byte to painted cell: median %.1f ms, 95th %.1f ms, longest %.1f ms over %zu cells (goal "
            "<= 100 ms)\n",
            took_ms_[n / 2], took_ms_[n * 95 / 100], took_ms_.back(), n);
        ExitMainLoop();
    }

    std::unique_ptr<World> world_;
    ui::ChildPage* page_ = nullptr;
    present::ChildView view_;
    std::vector<double> took_ms_;
    std::jthread asking_;
};

}  // namespace

wxIMPLEMENT_APP(ScreenBench);
