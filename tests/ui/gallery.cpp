// kith_gallery: the Enquiry screen with invented people and a real rulebook, without a desk: for looking at.
#include "policy/rulebook.h"
#include "ui/enquiry_page.h"
#include "ui/native_style.h"
#include "ui/rail.h"
#include "ui/setup_page.h"
#include "ui/status_line.h"
#include "ui/theme.h"

#include <wx/app.h>
#include <wx/frame.h>
#include <wx/sizer.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

namespace kith::ui {
namespace {

std::shared_ptr<const policy::Rulebook> northshire() {
    std::ifstream in(KITH_SOURCE_DIR "/policy/rules/northshire.json");
    std::ostringstream bytes;
    bytes << in.rdbuf();
    auto book = policy::read_rulebook(bytes.str());
    if (!book) std::cerr << book.error().detail << "\n";
    return book ? std::make_shared<const policy::Rulebook>(*book) : nullptr;
}

/// As the connectors of Northshire behave.
std::string cannot_ask(const record::SourceId& source, const record::RosterPerson& person) {
    for (const char* id : {"hospitals", "ambulance", "gp", "cpis", "constabulary", "school"})
        if (source.text() == id && person.nhs_number.empty()) return "needs an NHS number";
    return {};
}

present::EnquiryFields sample() {
    present::EnquiryFields fields;
    fields.case_ref = "NC-2026-10482";
    fields.purpose = "MASH_ENQUIRY";
    fields.reason =
        "School reports unexplained bruising to forearm; child unwilling to go home. Mother not reachable.";
    fields.given = "Maisie Rose";
    fields.family = "Pellow";
    fields.also_known_as = "Maisie Hart";
    fields.born = "14 Feb 2017";
    fields.nhs_number = "999 000 4838";
    fields.address = "NS4 7QT";
    fields.sex = record::Sex::female;
    fields.around = {{"mother", "Kerry Pellow", "1991", ""},
                     {"mothers_partner", "Dean Hart", "3 Aug 1988", ""},
                     {"brother", "Alfie Pellow", "2020", ""}};
    return fields;
}

wxFrame* make_enquiry(bool filled) {
    const auto book = northshire();
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const policy::User user{"a.okafor", "A. Okafor", "mash_worker", "Northshire Council"};
    auto* frame = new wxFrame(nullptr, wxID_ANY, "Kith gallery");
    auto* rail =
        new Rail(frame, {{"enquiry", "Enquiry", "Ctrl+1"}, {"child", "Child", "Ctrl+2"}}, [](size_t) {});
    rail->select(0);
    auto* page = new EnquiryPage(frame, {[](const policy::Request&) {}, [](const std::string&) {}});
    auto* status = new StatusLine(frame, true);
    page->set_rules(present::make_form_rules(book, user, cannot_ask, now));
    if (filled) page->fill(sample());
    status->show_user(user, "MASH front-door worker");
    status->show_policy(*book);
    status->show_log(48211);
    auto* across = new wxBoxSizer(wxHORIZONTAL);
    across->Add(rail, wxSizerFlags().Expand());
    across->Add(page, wxSizerFlags(1).Expand());
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(across, wxSizerFlags(1).Expand());
    all->Add(status, wxSizerFlags().Expand());
    frame->SetSizer(all);
    return frame;
}

wxFrame* make_setup() {
    auto* frame = new wxFrame(nullptr, wxID_ANY, "Kith gallery");
    new SetupPage(frame, {"Kith has no settings yet",
                          {"The settings file could not be used: /home/you/.config/kith/settings.json",
                           "Start the sandbox in a terminal and leave it running, then start the window:"},
                          {"kith sandbox serve --dir /tmp/northshire",
                           "kith-desktop --settings /tmp/northshire/settings.json --as a.okafor"}});
    return frame;
}

}  // namespace

class Gallery : public wxApp {
public:
    bool OnInit() override {
        choose_face();
        make_controls_compact();
        const wxString page = argc > 1 ? wxString(argv[1]) : wxString("filled");
        wxFrame* frame = page == "setup" ? make_setup() : make_enquiry(page == "filled");
        long width = 1440, height = 900;
        if (argc > 3) {
            wxString(argv[2]).ToLong(&width);
            wxString(argv[3]).ToLong(&height);
        }
        frame->SetClientSize(static_cast<int>(width), static_cast<int>(height));
        frame->Show();
        return true;
    }
};

}  // namespace kith::ui

wxIMPLEMENT_APP(kith::ui::Gallery);
