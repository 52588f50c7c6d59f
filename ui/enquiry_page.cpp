#include "ui/enquiry_page.h"

#include "base/text.h"
#include "present/draft.h"
#include "ui/a11y.h"
#include "ui/away.h"
#include "ui/field.h"
#include "ui/native_style.h"
#include "ui/notice.h"
#include "ui/source_table.h"
#include "ui/text.h"
#include "ui/who_card.h"
#include "ui/why_card.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>

#include <algorithm>
#include <chrono>

namespace kith::ui {
namespace {

/// How long the typing must pause before the form is read: shorter than anybody waits, longer than between
/// two keys.
constexpr int kPauseMs = 60;
/// With less room than this, in characters, the sources go below the child instead of beside.
constexpr int kTwoColumnChars = 115;

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

EnquiryPage::EnquiryPage(wxWindow* parent, Intents intents)
    : Ground(parent, Tone::ground), intents_(std::move(intents)), typing_(this) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header();
    notice_ = new Notice(this);
    make_cards();
    all->Add(header_, wxSizerFlags().Expand());
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(notice_, wxSizerFlags().Expand());
    all->Add(scroll_, wxSizerFlags(1).Expand());
    SetSizer(all);
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { read(); });
}

void EnquiryPage::make_header() {
    header_ = new Ground(this, Tone::surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    case_ref_ = new Words(header_, "", Tone::text_quiet);
    needed_ = new Words(header_, "", Tone::work_text, Words::Size::small, wxST_ELLIPSIZE_END);
    needed_->SetMinSize(wxSize(1, -1));
    ask_ = make_primary_button(header_, _("Ask"));
    ask_->SetToolTip(_("Ctrl+Enter"));
    ask_->Disable();
    ask_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { ask(); });
    const int gap = FromDIP(13);
    row->Add(new Words(header_, _("New enquiry"), Tone::text, Words::Size::title),
             wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    row->Add(case_ref_, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    row->AddSpacer(gap);
    row->Add(needed_, wxSizerFlags(1).CentreVertical());
    row->Add(ask_, wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(8)));
    row->AddSpacer(FromDIP(5));
    header_->SetSizer(row);
}

void EnquiryPage::make_cards() {
    scroll_ =
        new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    scroll_->SetBackgroundColour(colour(Tone::ground));
    scroll_->SetScrollRate(0, FromDIP(16));
    const auto changed = [this] { read_soon(); };
    why_ = new WhyCard(scroll_, changed, [this] {
        read();
        if (review_.needs_approval) intents_.second_person(review_.request, review_.approver_roles);
    });
    who_ = new WhoCard(scroll_, changed);
    sources_card_ = new Card(scroll_, say("3 \u00B7 Who will be asked, and what the policy lets you see"));
    sources_ = new SourceTable(sources_card_, changed);
    sources_card_->body()->Add(sources_, wxSizerFlags().Expand());
    sources_card_->body()->Add(
        new Paragraph(
            sources_card_,
            _("Nothing leaves this machine until the access log has recorded the request. What a source "
              "sends is cut to what the policy permits before it is shown."),
            Tone::text_quiet, Words::Size::small),
        wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));

    auto* left = new wxBoxSizer(wxVERTICAL);
    left->Add(why_, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(10)));
    left->Add(who_, wxSizerFlags(1).Expand());
    columns_ = new wxBoxSizer(wxHORIZONTAL);
    const int edge = FromDIP(10);
    columns_->Add(left, wxSizerFlags(42).Expand().Border(wxLEFT | wxTOP | wxBOTTOM, edge));
    columns_->Add(sources_card_, wxSizerFlags(58).Expand().Border(wxALL, edge));
    scroll_->SetSizer(columns_);
    scroll_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        arrange();
        event.Skip();
    });
    // With its label and its note, not only the control.
    scroll_->Bind(wxEVT_CHILD_FOCUS, [](wxChildFocusEvent& event) {
        auto* box = dynamic_cast<FieldBox*>(event.GetWindow()->GetParent());
        bring_into_sight(box ? box : event.GetWindow());
    });
    scroll_->Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        scroll_->SetBackgroundColour(colour(Tone::ground));
        event.Skip();
    });
}

void EnquiryPage::arrange() {
    const bool has_room = scroll_->GetClientSize().x >= kTwoColumnChars * GetCharWidth();
    const int wanted = has_room ? wxHORIZONTAL : wxVERTICAL;
    if (wanted == columns_->GetOrientation()) return;
    columns_->SetOrientation(wanted);
    // Below one another each takes the height that it needs.
    columns_->GetItem(size_t{0})->SetProportion(has_room ? 42 : 0);
    columns_->GetItem(size_t{1})->SetProportion(has_room ? 58 : 1);
    columns_->GetItem(size_t{0})->SetFlag(has_room ? wxEXPAND | wxLEFT | wxTOP | wxBOTTOM
                                                   : wxEXPAND | wxLEFT | wxTOP | wxRIGHT);
    CallAfter([this] { lay_out_around(sources_card_); });
}

void EnquiryPage::set_rules(present::FormRules rules) {
    rules_ = std::make_unique<present::FormRules>(std::move(rules));
    why_->set_rules(*rules_);
    read();
}

void EnquiryPage::fill(const present::EnquiryFields& fields) {
    why_->fill(fields);
    who_->fill(fields);
    sources_->set_left_out(fields.left_out);
    read();
}

void EnquiryPage::read_soon() {
    typing_.StartOnce(kPauseMs);
}

void EnquiryPage::read() {
    typing_.Stop();
    if (!rules_) return;
    review_ = present::review(typed(), *rules_, now());
    show(review_);
}

present::EnquiryFields EnquiryPage::typed() const {
    present::EnquiryFields fields;
    why_->collect(fields);
    who_->collect(fields);
    fields.left_out = sources_->left_out();
    fields.approval = approval_;
    return fields;
}

void EnquiryPage::put_away() {
    if (!rules_ || !away_.empty()) return;
    away_ = ui::put_away(present::draft_json(typed()));
    drop(approval_);
    drop(review_);
    fill({});
}

void EnquiryPage::bring_back() {
    const auto text = away_.open();
    away_ = {};
    if (!text) return;
    auto fields = present::read_draft(text->reveal());
    if (!fields) return;
    approval_ = std::move(fields->approval);
    fill(*fields);
}

void EnquiryPage::show(const present::EnquiryReview& review) {
    why_->show(review);
    who_->show(review);
    sources_->show(review.sources);
    case_ref_->SetLabel(say(review.request.case_ref));
    announce(needed_, say(review.still_needed));
    needed_->SetToolTip(say(base::join(review.blocks, "\n")));
    ask_->SetLabel(say(review.ask_label));
    ask_->Enable(review.may_ask());
    set_accessible_name(ask_, say(review.ask_label));
    set_accessible_description(ask_, say(base::join(review.blocks, " ")));
    header_->Layout();
    intents_.case_changed(review.request.case_ref);
}

void EnquiryPage::approve(policy::Approval approval) {
    approval_ = std::move(approval);
    notice_->clear();
    read();
    ask_->SetFocus();
}

void EnquiryPage::show_trouble(const wxString& words) {
    notice_->say(present::Mood::hole, words);
}

void EnquiryPage::ask() {
    // What was typed just before the key must count.
    read();
    if (!rules_) return;
    if (!review_.may_ask()) {
        notice_->say(present::Mood::work, say(base::join(review_.blocks, " ")));
        return focus(review_.first_block);
    }
    notice_->clear();
    intents_.ask(review_.request);
}

void EnquiryPage::focus(present::Field field) {
    wxWindow* control = why_->control(field);
    if (!control) control = who_->control(field);
    if (control) control->SetFocus();
}

void EnquiryPage::take_focus() {
    focus(present::Field::case_ref);
}

bool EnquiryPage::move_to_part(bool forward) {
    wxWindow* focused = wxWindow::FindFocus();
    const std::vector<wxWindow*> parts{why_, who_, sources_card_, header_};
    const auto here =
        std::ranges::find_if(parts, [&](wxWindow* part) { return part->IsDescendant(focused); });
    // From outside, the first part forwards and the last backwards.
    const long at = here == parts.end() ? (forward ? -1 : 4) : here - parts.begin();
    const long next = at + (forward ? 1 : -1);
    if (next < 0 || next > 3) return false;
    if (next == 0) focus(present::Field::case_ref);
    if (next == 1) focus(present::Field::given);
    if (next == 2) sources_->take_focus();
    if (next == 3) ask_->IsEnabled() ? ask_->SetFocus() : focus(review_.first_block);
    return true;
}

}  // namespace kith::ui
