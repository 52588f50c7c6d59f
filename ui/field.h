#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/textctrl.h>

#include <functional>
#include <string>
#include <vector>

class wxBoxSizer;
class wxFlexGridSizer;

namespace kith::ui {

/// A label over a control, and what the form says about it: beside the label where there is room, else below.
/// The control has the label's name for assistive technology, and the note as its description.
class FieldBox : public Ground {
public:
    FieldBox(wxWindow* parent, const wxString& label);

    /// Say which control it is, made with this box as its parent; call once.
    void hold(wxWindow* control, int proportion = 0);
    wxWindow* control() const { return control_; }
    void set_label(const wxString& label);
    void show_note(const present::Note& note);

private:
    void place_note();
    Words* label_;
    Words* beside_;     ///< the note, where it fits
    Paragraph* below_;  ///< the note, where it does not
    wxString words_;
    wxBoxSizer* all_;
    wxWindow* control_ = nullptr;
};

/// A box with one line of text. `on_change` is called when the person asking changes it.
class TextField : public FieldBox {
public:
    TextField(wxWindow* parent, const wxString& label, std::function<void()> on_change, int lines = 1);
    std::string text() const;
    void set_text(const std::string& text);
    wxTextCtrl* input() const { return input_; }

private:
    wxTextCtrl* input_;
};

/// A box with a choice of words, each standing for a value.
class ChoiceField : public FieldBox {
public:
    struct Option {
        std::string value, words;
    };
    ChoiceField(wxWindow* parent, const wxString& label, std::function<void()> on_change);
    void set_options(std::vector<Option> options);
    std::string value() const;
    void set_value(const std::string& value);

private:
    wxChoice* input_;
    std::vector<Option> options_;
};

/// Boxes side by side, as many as there is room for: one column when the text is large or the panel narrow.
class FieldGrid : public Ground {
public:
    explicit FieldGrid(wxWindow* parent);
    void add(wxWindow* box);

private:
    void fit_columns();
    wxFlexGridSizer* grid_;
};

}  // namespace kith::ui
