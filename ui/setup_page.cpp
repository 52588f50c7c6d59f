#include "ui/setup_page.h"

#include "base/text.h"
#include "ui/a11y.h"
#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/textctrl.h>

namespace kith::ui {
namespace {

wxTextCtrl* make_commands(wxWindow* parent, const std::vector<std::string>& commands) {
    auto* text = new wxTextCtrl(parent, wxID_ANY, say(base::join(commands, "\n")), wxDefaultPosition,
                                wxDefaultSize, wxTE_MULTILINE | wxTE_READONLY);
    wxFont fixed(wxFontInfo(font_body().GetFractionalPointSize()).Family(wxFONTFAMILY_TELETYPE));
    text->SetFont(fixed);
    const int lines = static_cast<int>(commands.size()) + 1;
    text->SetMinSize(wxSize(-1, lines * text->GetCharHeight() + text->FromDIP(16)));
    set_accessible_name(text, _("Commands to type in a terminal"));
    return text;
}

}  // namespace

SetupPage::SetupPage(wxWindow* parent, const SetupProblem& problem) : Ground(parent, Tone::ground) {
    auto* card = new Card(this, say(problem.title));
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(16));
    for (const auto& sentence : problem.sentences)
        card->body()->Add(new Paragraph(card, say(sentence)), flags);
    wxTextCtrl* commands = problem.commands.empty() ? nullptr : make_commands(card, problem.commands);
    if (commands) card->body()->Add(commands, flags);
    card->body()->AddSpacer(FromDIP(16));
    card->SetMinSize(wxSize(GetCharWidth() * 90, -1));

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->AddStretchSpacer(1);
    all->Add(card, wxSizerFlags().CentreHorizontal());
    all->AddStretchSpacer(2);
    SetSizer(all);
    if (commands) commands->SetFocus();
}

}  // namespace kith::ui
