#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <wx/panel.h>

#include <functional>
#include <memory>
#include <set>
#include <vector>

class wxFlexGridSizer;

namespace kith::ui {

class SourceLine;

/// Who will be asked and what policy lets through: a line a source, made of native parts, so that each can be
/// read, ticked by Space and walked by the arrow keys.
class SourceTable : public Ground {
public:
    SourceTable(wxWindow* parent, std::function<void()> on_change);
    ~SourceTable() override;
    void show(const std::vector<present::SourceRow>& rows);
    /// The sources that the person asking has unticked.
    const std::set<record::SourceId>& left_out() const { return left_out_; }
    void set_left_out(std::set<record::SourceId> sources) { left_out_ = std::move(sources); }
    /// Puts the keyboard on the first line that can be ticked.
    void take_focus();

private:
    void add_heads();
    void toggle(const record::SourceId& source, bool is_ticked);
    bool move_focus(int key);
    void fit_columns();
    void paint();
    std::function<void()> on_change_;
    wxFlexGridSizer* grid_;
    std::vector<wxWindow*> heads_;
    std::vector<std::unique_ptr<SourceLine>> lines_;
    std::set<record::SourceId> left_out_;
    bool is_narrow_ = false;
};

}  // namespace kith::ui
