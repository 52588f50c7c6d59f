#include "ui/chronology_list.h"

#include "ui/a11y.h"
#include "ui/draw.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <algorithm>
#include <map>

namespace kith::ui {
namespace {

using present::ChronologyRow;

enum Column : unsigned { kDate, kSource, kTitle, kMarks, kMore };

/// Widths in characters: they follow the font, so that large text is not cut.
constexpr int kDateChars = 15, kSourceChars = 15, kMarksChars = 15, kMoreChars = 11;

wxString marks_of(const ChronologyRow& row) {
    wxString marks;
    if (row.is_significant) marks = wxString::FromUTF8("\xE2\x97\x86 ");  // a diamond
    if (row.is_childs_voice)
        return marks + wxString::FromUTF8("\xE2\x9D\x9D child's words");  // a quotation mark
    return row.voice == "fact" ? marks : marks + say(row.voice);
}

/// Somebody else's event says whose it is.
wxString title_of(const ChronologyRow& row) {
    return say(row.about.empty() ? row.title : row.about + ": " + row.title);
}

wxString more_of(const ChronologyRow& row) {
    wxString more = say(row.repeats);
    if (row.is_in_conflict) more += more.empty() ? "conflict" : ", conflict";
    if (row.is_planned) more += more.empty() ? "planned" : ", planned";
    return more;
}

}  // namespace

/// Hands out rows by number. Remembers the last row made, because GTK asks for one cell at a time.
class ChronologyList::Model : public wxDataViewVirtualListModel {
public:
    explicit Model(ChronologyList& list) : list_(list) {}

    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        const ChronologyRow& event = remembered(row);
        switch (column) {
            case kDate:
                value = say(event.date);
                break;
            case kSource:
                value << wxDataViewIconText(say(event.source), mark(event.agency));
                break;
            case kTitle:
                value = title_of(event);
                break;
            case kMarks:
                value = marks_of(event);
                break;
            default:
                value = more_of(event);
        }
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        const ChronologyRow& event = remembered(row);
        if (column == kMarks && (event.is_significant || event.is_childs_voice)) {
            attr.SetColour(colour(Tone::hole_text));
            return true;
        }
        if (column == kMore && event.is_in_conflict) {
            attr.SetColour(colour(Tone::work_text));
            return true;
        }
        if (column == kMore) attr.SetColour(colour(Tone::text_quiet));
        return column == kMore;
    }
    void forget() {
        row_.reset();
        marks_.clear();
    }

private:
    const ChronologyRow& remembered(unsigned row) const {
        if (!row_ || row_->first != row) row_ = {row, row < list_.count() ? list_.row(row) : ChronologyRow{}};
        return row_->second;
    }
    wxBitmapBundle mark(char agency) const {
        const auto found = marks_.find(agency);
        if (found != marks_.end()) return found->second;
        return marks_.emplace(agency, agency_bitmap(&list_, agency)).first->second;
    }

    ChronologyList& list_;
    mutable std::optional<std::pair<unsigned, ChronologyRow>> row_;
    mutable std::map<char, wxBitmapBundle> marks_;
};

ChronologyList::ChronologyList(wxWindow* parent, Shows shows)
    : wxDataViewCtrl(
          parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
          wxDV_SINGLE | wxBORDER_NONE | (shows == Shows::undated ? wxDV_NO_HEADER : wxDV_HORIZ_RULES)),
      shows_(shows),
      model_(new Model(*this)) {
    SetFont(font_body());
    add_columns();
    AssociateModel(model_.get());
    set_accessible_name(this,
                        shows == Shows::dated ? "Chronology, newest first" : "Events without a usable date");
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        const auto row = selected_row();
        if (is_telling_ && row && select_) select_(*row);
    });
    Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) {
        if (const auto row = selected_row(); row && open_) open_(*row);
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        share_width();
        event.Skip();
    });
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        model_->forget();
        model_->Reset(static_cast<unsigned>(count()));
        event.Skip();
    });
}

void ChronologyList::add_columns() {
    const int em = GetTextExtent("n").x;
    const auto flags = wxDATAVIEW_COL_RESIZABLE;
    others_width_ = em * (kDateChars + kSourceChars + kMarksChars + kMoreChars);
    AppendTextColumn("Date", kDate, wxDATAVIEW_CELL_INERT, em * kDateChars, wxALIGN_LEFT, flags);
    AppendIconTextColumn("Source", kSource, wxDATAVIEW_CELL_INERT, em * kSourceChars, wxALIGN_LEFT, flags);
    title_column_ =
        AppendTextColumn("What happened", kTitle, wxDATAVIEW_CELL_INERT, em * 30, wxALIGN_LEFT, flags);
    AppendTextColumn("Marks", kMarks, wxDATAVIEW_CELL_INERT, em * kMarksChars, wxALIGN_LEFT, flags);
    AppendTextColumn("More", kMore, wxDATAVIEW_CELL_INERT, em * kMoreChars, wxALIGN_LEFT, flags);
    for (unsigned i = 0; i < GetColumnCount(); ++i)
        if (auto* text = dynamic_cast<wxDataViewRenderer*>(GetColumn(i)->GetRenderer()))
            text->EnableEllipsize(wxELLIPSIZE_END);
}

/// What happened takes what the other columns leave.
void ChronologyList::share_width() {
    const int least = GetTextExtent("n").x * 24;
    title_column_->SetWidth(std::max(GetClientSize().x - others_width_ - FromDIP(18), least));
}

ChronologyRow ChronologyList::row(size_t index) const {
    return shows_ == Shows::dated ? view_->row(index) : view_->undated_row(index);
}

size_t ChronologyList::count() const {
    if (!view_) return 0;
    return shows_ == Shows::dated ? view_->size() : view_->undated_count();
}

void ChronologyList::show(std::shared_ptr<const present::ChronologyView> view) {
    const auto kept = selected_row();
    view_ = std::move(view);
    model_->forget();
    model_->Reset(static_cast<unsigned>(count()));
    if (kept) select_entry(kept->entry);
}

std::optional<ChronologyRow> ChronologyList::selected_row() const {
    const wxDataViewItem item = GetSelection();
    if (!item.IsOk()) return std::nullopt;
    const unsigned row = model_->GetRow(item);
    return row < count() ? std::optional(this->row(row)) : std::nullopt;
}

void ChronologyList::select_entry(const std::string& entry) {
    const auto place = !view_                   ? std::nullopt
                       : shows_ == Shows::dated ? view_->row_of(entry)
                                                : view_->undated_row_of(entry);
    is_telling_ = false;
    if (place) {
        const wxDataViewItem item = model_->GetItem(static_cast<unsigned>(*place));
        Select(item);
        SetCurrentItem(item);
        EnsureVisible(item);
    } else {
        UnselectAll();
    }
    is_telling_ = true;
}

int ChronologyList::height_of_rows(size_t rows) const {
    return static_cast<int>(rows) * (GetCharHeight() + FromDIP(8)) + FromDIP(2);
}

}  // namespace kith::ui
