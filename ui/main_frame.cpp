#include "ui/main_frame.h"

#include "ui/access_log_page.h"
#include "ui/away.h"
#include "ui/child_page.h"
#include "ui/draw.h"
#include "ui/enquiry_page.h"
#include "ui/keeper.h"
#include "ui/policy_page.h"
#include "ui/rail.h"
#include "ui/second_person.h"
#include "ui/session.h"
#include "ui/sign_in_page.h"
#include "ui/status_line.h"
#include "ui/text.h"
#include "wire/upkeep_words.h"
#include "wording/wording.h"

#include <wx/display.h>
#include <wx/iconbndl.h>
#include <wx/simplebook.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr int kLeastWidth = 1100, kLeastHeight = 700;
constexpr int kUsualWidth = 1440, kUsualHeight = 900;

void set_size(wxFrame* frame) {
    const wxRect screen = wxDisplay(frame).GetClientArea();
    frame->SetMinClientSize(wxSize(kLeastWidth, kLeastHeight));
    frame->SetClientSize(std::clamp(screen.width, kLeastWidth, kUsualWidth),
                         std::clamp(screen.height, kLeastHeight, kUsualHeight));
}

void set_picture(wxFrame* frame) {
    wxIcon picture;
    picture.CopyFromBitmap(icon("child", Tone::accent, 64).GetBitmap(wxSize(64, 64)));
    frame->SetIcon(picture);
}

}  // namespace

MainFrame::MainFrame(const wire::Settings& settings, const auth::SignedIn& who, base::Secret opener,
                     std::function<void()> sign_out)
    : wxFrame(nullptr, wxID_ANY, "Kith") {
    make_parts(settings);
    start(settings, who.user, std::move(opener));
    keep(settings, who, std::move(sign_out));
    set_picture(this);
    set_size(this);
    Bind(wxEVT_CHAR_HOOK, &MainFrame::on_key, this);
    show_title();
    go(enquiry);
}

MainFrame::~MainFrame() = default;

void MainFrame::make_parts(const wire::Settings& settings) {
    rail_ = new Rail(this,
                     {{"enquiry", _("Enquiry"), "Ctrl+1"},
                      {"child", _("Child"), "Ctrl+2"},
                      {"access_log", _("Access log"), "Ctrl+5"},
                      {"policy", _("Policy"), "Ctrl+6"}},
                     [this](size_t screen) { go(static_cast<Screen>(screen)); });
    pages_ = new wxSimplebook(this, wxID_ANY);
    status_ = new StatusLine(this, settings.is_sandbox);
    auto* across = new wxBoxSizer(wxHORIZONTAL);
    across->Add(rail_, wxSizerFlags().Expand());
    across->Add(pages_, wxSizerFlags(1).Expand());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(across, wxSizerFlags(1).Expand());
    all->Add(status_, wxSizerFlags().Expand());
    SetSizer(all);
}

void MainFrame::start(const wire::Settings& settings, const policy::User& user, base::Secret opener) {
    SessionReports reports;
    reports.ready = [this, user](const policy::Rulebook& rulebook, present::FormRules rules) {
        const policy::Role* role = rulebook.role(user.role);
        status_->show_user(user, say(role ? role->name : user.role));
        status_->show_policy(rulebook);
        status_->show_guard(rulebook.limits.idle_lock);
        keeper_->set_rules(rulebook.limits);
        enquiry_->set_rules(std::move(rules));
        policy_->set_rulebook(session_->rulebook(), user.role);
        // Whoever may ask about nobody starts where there is something to do; Enquiry still says why not.
        if (wire::reads_whole_log(rulebook, user)) go(log);
    };
    reports.failed = [this](const base::Error& error) { show_failure(error); };
    reports.view = [this](const present::ChildView& view) { show_view(view); };
    reports.stopped = [this](const std::string& words) { show_stopped(words); };
    reports.log_grew = [this](std::uint64_t entries) { status_->show_log(entries); };
    reports.log_view = [this](const present::AccessLogView& view) { log_->show(view); };
    reports.signers = [this](present::Signers signers,
                             const std::shared_ptr<const policy::Rulebook>& previous) {
        policy_->show_signers(std::move(signers));
        if (previous) policy_->show_changes_since(*previous);
    };
    reports.other_rulebook = [this](base::Expected<policy::Rulebook> before) {
        policy_->compare_with(std::move(before));
    };
    reports.log_failed = [this] { status_->show_log_trouble(); };
    reports.tended = [this](const wire::Tended& tended) {
        if (tended.shipping) status_->show_witness(say(wire::witness_words(*tended.shipping)));
        if (const std::string news = wire::words_of(tended); !news.empty()) status_->show_news(say(news));
    };
    session_ = std::make_unique<Session>(settings, user, std::move(opener), std::move(reports));

    enquiry_ = new EnquiryPage(
        pages_, {.ask =
                     [this](const policy::Request& request) {
                         session_->ask(request);
                         go(child);
                     },
                 .case_changed =
                     [this](const std::string& case_ref) {
                         case_ref_ = case_ref;
                         show_title();
                     },
                 .second_person =
                     [this, settings](const policy::Request& request, const std::vector<std::string>& roles) {
                         ask_second_person(settings, request, roles);
                     }});
    child_ = new ChildPage(pages_, session_->child_intents());
    log_ = new AccessLogPage(pages_, session_->log_intents());
    pages_->AddPage(enquiry_, _("Enquiry"));
    pages_->AddPage(child_, _("Child"));
    pages_->AddPage(log_, _("Access log"));
    policy_ = new PolicyPage(pages_,
                             {.read_other = [this](const std::string& path) { session_->read_other(path); }});
    pages_->AddPage(policy_, _("Policy"));
}

void MainFrame::keep(const wire::Settings& settings, const auth::SignedIn& who,
                     std::function<void()> sign_out) {
    keeper_ = std::make_unique<Keeper>(
        this, settings, who,
        KeeperHooks{.blanked = [this] { show_title(); },
                    .opened =
                        [this] {
                            bring_back();
                            show_title();
                        },
                    .record = [this](ports::AuditEntry entry) { note(std::move(entry)); },
                    .sign_out = std::move(sign_out)});
    keeper_->forget_on_lock([this] { put_away(); });
}

/// The question to a second person holds the request; it can be asked again.
void MainFrame::put_away() {
    if (second_person_) second_person_->Destroy();
    enquiry_->put_away();
    drop(case_ref_);
    child_->put_away();
    log_->leave();
    session_->put_away();
}

/// With what arrived meanwhile.
void MainFrame::bring_back() {
    enquiry_->bring_back();
    child_->bring_back();
    session_->bring_back();
    if (pages_->GetSelection() == static_cast<int>(log)) log_->start_reading();
}

void MainFrame::ask_second_person(const wire::Settings& settings, const policy::Request& request,
                                  const std::vector<std::string>& roles) {
    auto* question =
        new SecondPersonDialog(this, settings, request, roles, session_->rulebook(),
                               [this](policy::Approval approval) { enquiry_->approve(std::move(approval)); });
    second_person_ = question;
    question->Show();
    question->take_focus();
}

void MainFrame::note(ports::AuditEntry entry) {
    session_->note(std::move(entry));
}

void MainFrame::go(Screen screen) {
    if (screen != log && pages_->GetSelection() == static_cast<int>(log)) log_->leave();
    rail_->select(screen);
    pages_->SetSelection(screen);
    show_title();
    if (screen == enquiry)
        enquiry_->take_focus();
    else if (screen == log)
        log_->start_reading();
    else if (screen == policy)
        policy_->take_keyboard();
    else
        child_->start_reading();
}

void MainFrame::show_view(const present::ChildView& view) {
    if (keeper_->is_locked()) return;
    child_->show(view);
    show_title();
}

/// Nothing was asked, so the form is where to go on: it still holds what was typed.
void MainFrame::show_stopped(const std::string& words) {
    go(enquiry);
    enquiry_->show_trouble(say(words));
}

void MainFrame::show_failure(const base::Error& error) {
    enquiry_->show_trouble(say(wording::sentence(error) + " (" + error.detail + ")"));
}

void MainFrame::show_title() {
    if (keeper_->is_locked()) return SetTitle(say("Kith \u2014 locked"));
    const present::ChildView& view = session_->view();
    const bool is_child = pages_->GetSelection() == static_cast<int>(child) && view.enquiry != 0;
    std::string title = "Kith \u2014 ";
    if (is_child)
        title += view.case_ref + " \u2014 " + wording::totals(record::count(view.ledger));
    else if (pages_->GetSelection() == static_cast<int>(log))
        title += "Access log";
    else if (pages_->GetSelection() == static_cast<int>(policy))
        title += "Policy";
    else
        title += case_ref_.empty() ? "New enquiry" : case_ref_;
    SetTitle(say(title));
}

void MainFrame::on_key(wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    const bool has_control = event.GetModifiers() == wxMOD_CONTROL;
    if (keeper_->is_locked() && !(has_control && key == 'Q')) return event.Skip();
    const bool on_enquiry = pages_->GetSelection() == static_cast<int>(enquiry);
    if (has_control && key == '1')
        go(enquiry);
    else if (has_control && key == '2')
        go(child);
    else if (has_control && key == '5')
        go(log);
    else if (has_control && key == '6')
        go(policy);
    else if (has_control && on_enquiry && (key == WXK_RETURN || key == WXK_NUMPAD_ENTER))
        enquiry_->ask();
    else if (has_control && key == 'L')
        keeper_->lock();
    else if (has_control && key == 'Q')
        Close();
    else if (key == WXK_F6)
        next_part(!event.ShiftDown());
    else
        event.Skip();
}

/// Round and round: the rail, then the parts of the page.
void MainFrame::next_part(bool forward) {
    const bool on_enquiry = pages_->GetSelection() == static_cast<int>(enquiry);
    if (on_enquiry && enquiry_->move_to_part(forward)) return;
    const bool in_rail = rail_->IsDescendant(wxWindow::FindFocus());
    const bool on_log = pages_->GetSelection() == static_cast<int>(log);
    const bool on_policy = pages_->GetSelection() == static_cast<int>(policy);
    if (on_log && !in_rail && log_->next_pane(forward)) return;
    if (on_policy && !in_rail && policy_->next_pane(forward)) return;
    if (in_rail && on_log)
        log_->start_reading();
    else if (in_rail && on_policy)
        policy_->take_keyboard();
    else if (in_rail && !on_enquiry)
        child_->start_reading();
    else
        rail_->take_focus();
}

wxFrame* make_sign_in_frame(const wire::Settings& settings, const std::string& wanted_user,
                            std::function<void(auth::SignedIn, base::Secret)> signed_in) {
    auto* frame = new wxFrame(nullptr, wxID_ANY, say("Kith \u2014 sign in"));
    set_picture(frame);
    set_size(frame);
    auto* page =
        new SignInPage(frame, settings, {.wanted_user = wanted_user}, {.signed_in = std::move(signed_in)});
    frame->Bind(wxEVT_CHAR_HOOK, [frame](wxKeyEvent& event) {
        if (event.GetModifiers() == wxMOD_CONTROL && event.GetKeyCode() == 'Q')
            frame->Close();
        else
            event.Skip();
    });
    page->take_focus();
    return frame;
}

wxFrame* make_setup_frame(const SetupProblem& problem) {
    auto* frame = new wxFrame(nullptr, wxID_ANY, "Kith");
    set_picture(frame);
    set_size(frame);
    new SetupPage(frame, problem);
    return frame;
}

}  // namespace kith::ui
