// Not a test: the Child screen with an invented family, for looking at and for trying its keys.
//   kith_gallery_child [--state idle|starting|asking|finished|cancelled|refused|log|crowded|live] [--size
//   1100x700]
// Intents are printed, so that keys can be seen to do what they say; asking again and settling play along.
#include "present/pellow.h"
#include "ui/child_page.h"
#include "ui/native_style.h"
#include "ui/theme.h"

#include <wx/app.h>
#include <wx/cmdline.h>
#include <wx/frame.h>
#include <wx/sizer.h>
#include <wx/timer.h>

#include <cstdio>

namespace kith::ui {
namespace {

present::ChildView view_in(const std::string& state) {
    auto view = pellow::finished();
    if (state == "idle") return {};
    if (state == "asking" || state == "live") return pellow::asking();
    if (state == "starting")
        return present::asked(1, pellow::request(), "Section 47",
                              std::make_shared<const present::SourceBook>(pellow::sources()), pellow::now());
    if (state == "refused") {
        view.picture.reset();
        view.ledger.clear();
        return present::reduce(
            view, enquiry::Refused{
                      1, {{{"no_agreement", "R-007", "Your role may not ask for this purpose."}}, ""}});
    }
    if (state == "log") {
        view.picture.reset();
        view.ledger.clear();
        return present::reduce(
            view, enquiry::LogUnwritable{1, base::fail(base::Fault::log_unwritable, "disk full")});
    }
    if (state == "crowded") view.picture = pellow::crowded(100'000);
    if (state == "cancelled") {
        auto stopped = pellow::asking();
        for (auto& cell : stopped.ledger)
            if (present::is_pending(cell)) cell.detail = "You stopped the enquiry";
        stopped.phase = present::Phase::cancelled;
        return stopped;
    }
    return view;
}

/// A window around one page, and a desk that plays along.
class GalleryFrame : public wxFrame {
public:
    GalleryFrame(const std::string& state, wxSize size)
        : wxFrame(nullptr, wxID_ANY, "Kith - gallery of invented people", wxDefaultPosition, size),
          view_(view_in(state)),
          timer_(this) {
        page_ = new ChildPage(this, intents());
        auto* all = new wxBoxSizer(wxVERTICAL);
        all->Add(page_, wxSizerFlags(1).Expand());
        SetSizer(all);
        page_->show(view_);
        Bind(wxEVT_TIMER, [this](wxTimerEvent&) { settle_next(); });
        if (state == "live") timer_.Start(400);
        CallAfter([this] { page_->start_reading(); });
    }

private:
    ChildIntents intents() {
        return {[this](const std::vector<present::CellKey>& cells) {
                    std::printf("ask again: %zu cells\n", cells.size());
                    view_ = present::asked_again(view_, cells);
                    page_->show(view_);
                    timer_.Start(700);
                },
                [this] {
                    std::puts("cancel");
                    timer_.Stop();
                    view_.phase = present::Phase::cancelled;
                    page_->show(view_);
                },
                [](const link::Settlement& settlement) {
                    std::printf("settle: %s\n", settlement.is_same ? "same" : "not the same");
                },
                [](const std::string& group, bool apart) {
                    std::printf("%s %s\n", apart ? "part" : "join", group.c_str());
                },
                [](const std::string& kind, const std::string& what) {
                    std::printf("look: %s %s\n", kind.c_str(), what.c_str());
                    std::fflush(stdout);
                }};
    }
    void settle_next() {
        for (const auto& cell : view_.ledger) {
            if (!present::is_pending(cell)) continue;
            const auto all = pellow::ledger();
            for (const auto& settled : all)
                if (settled.person == cell.person && settled.source == cell.source)
                    view_ = present::reduce(view_,
                                            enquiry::CellSettled{1, settled, std::chrono::milliseconds{900}});
            return page_->show(view_);
        }
        timer_.Stop();
        view_ = present::reduce(view_, enquiry::Finished{1, pellow::picture()});
        view_.ledger = pellow::ledger();
        page_->show(view_);
    }

    present::ChildView view_;
    ChildPage* page_ = nullptr;
    wxTimer timer_;
};

class GalleryApp : public wxApp {
public:
    bool OnInit() override {
        if (!wxApp::OnInit()) return false;
        choose_face();
        make_controls_compact();
        (new GalleryFrame(state_, size_))->Show();
        return true;
    }
    void OnInitCmdLine(wxCmdLineParser& parser) override {
        parser.AddLongOption("state", "what the enquiry has come to");
        parser.AddLongOption("size", "width x height");
    }
    bool OnCmdLineParsed(wxCmdLineParser& parser) override {
        wxString state, size;
        if (parser.Found("state", &state)) state_ = state.utf8_string();
        long width = 0, height = 0;
        if (parser.Found("size", &size) && size.BeforeFirst('x').ToLong(&width) &&
            size.AfterFirst('x').ToLong(&height))
            size_ = wxSize(static_cast<int>(width), static_cast<int>(height));
        return true;
    }

private:
    std::string state_ = "finished";
    wxSize size_{1320, 840};
};

}  // namespace
}  // namespace kith::ui

wxIMPLEMENT_APP(kith::ui::GalleryApp);
