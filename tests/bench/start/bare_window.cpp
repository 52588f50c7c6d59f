// The least a wxWidgets program can be: what our cold start and memory stand beside.
#include <wx/wx.h>

class BareApp final : public wxApp {
    bool OnInit() override {
        auto* frame = new wxFrame(nullptr, wxID_ANY, "bare", wxDefaultPosition, wxSize(1280, 800));
        new wxStaticText(frame, wxID_ANY, "bare");
        return frame->Show();
    }
};

wxIMPLEMENT_APP(BareApp);
