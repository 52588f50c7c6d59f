#pragma once
#include "ui/card.h"

#include <functional>
#include <string>

class wxButton;

namespace kith::ui {

class TextField;

/// A strip that asks for one thing in the page itself: no window of its own to lose. Enter says yes, Esc goes
/// back. Hidden until asked.
class PromptBar : public Ground {
public:
    /// `on_close` gives the keyboard back.
    PromptBar(wxWindow* parent, std::function<void()> on_close);

    struct Question {
        wxString label;     ///< of the field
        wxString button;    ///< "Record", "Look"
        wxString sentence;  ///< what it leads to
        /// Why the text will not do; empty: it will.
        std::function<std::string(const std::string&)> lacks;
        std::function<void(const std::string&)> then;
    };
    void ask(Question question);
    bool is_asking() const { return IsShown(); }
    void close();

private:
    void build_field();
    void accept();
    void check();
    std::function<void()> on_close_;
    Question question_;
    Paragraph* sentence_;
    TextField* field_ = nullptr;
    wxButton* yes_;
};

}  // namespace kith::ui
