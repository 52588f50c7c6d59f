#include "ui/log_list.h"

#include "ui/a11y.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith::ui {
namespace {

using present::LogRow;
using present::Mood;

enum Column : unsigned { kWhen, kWho, kRole, kPurpose, kCase, kAbout, kWhat, kState };

struct Head {
    const char* title;
    int chars;  ///< its least width in characters: it follows the font, so that large text is not cut
    int share;  ///< of what room is left over
};
constexpr std::array<Head, 8> kHeads{{{"When", 13, 0},
                                      {"Who", 11, 1},
                                      {"Role", 12, 2},
                                      {"Purpose", 15, 2},
                                      {"Case", 16, 0},
                                      {"About", 11, 0},
                                      {"What", 15, 2},
                                      {"State", 20, 5}}};

const std::string& text_of(const LogRow& row, unsigned column) {
    const std::array<const std::string*, 8> texts{&row.when,     &row.who,   &row.role, &row.purpose,
                                                  &row.case_ref, &row.about, &row.what, &row.state};
    return *texts[std::min<size_t>(column, texts.size() - 1)];
}

/// Doubles the colour of a state.
const char* sign_of(Mood mood) {
    switch (mood) {
        case Mood::hole:
            return "\xE2\x97\x86 ";  // a diamond
        case Mood::work:
            return "\xE2\x97\x8B ";  // a circle
        case Mood::good:
            return "\xE2\x9C\x93 ";  // a check mark
        case Mood::neutral:
            break;
    }
    return "";
}

}  // namespace

/// Hands out rows by number. Remembers the last row made, because GTK asks for one cell at a time.
class LogList::Model : public wxDataViewVirtualListModel {
public:
    explicit Model(LogList& list) : list_(list) {}

    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        const LogRow& entry = remembered(row);
        const std::string sign = column == kState && !entry.state.empty() ? sign_of(entry.mood) : "";
        value = say(sign + text_of(entry, column));
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        const LogRow& entry = remembered(row);
        const bool is_questioned = entry.mood == Mood::hole;
        if (is_questioned) attr.SetBackgroundColour(colour(Tone::hole));
        if (column == kState && entry.mood != Mood::neutral) {
            attr.SetColour(colour(shade_of(entry.mood).text));
            return true;
        }
        if (is_questioned) attr.SetColour(colour(Tone::text));
        return is_questioned;
    }
    void forget() { row_.reset(); }

private:
    const LogRow& remembered(unsigned row) const {
        if (row_ && row_->first == row) return row_->second;
        LogRow made;
        if (row < list_.count())
            made = present::row_of(*list_.book_, list_.found_->places[row], list_.verdicts_, list_.now_);
        row_ = {row, std::move(made)};
        return row_->second;
    }
    LogList& list_;
    mutable std::optional<std::pair<unsigned, LogRow>> row_;
};

LogList::LogList(wxWindow* parent)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxDV_SINGLE | wxBORDER_NONE | wxDV_HORIZ_RULES),
      model_(new Model(*this)) {
    SetFont(font_body());
    add_columns();
    AssociateModel(model_.get());
    set_accessible_name(this, "Access log");
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (is_telling_ && select_) select_(selected_place());
    });
    Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) {
        if (open_) open_();
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

void LogList::add_columns() {
    const int em = GetTextExtent("n").x;
    for (unsigned i = 0; i < kHeads.size(); ++i)
        AppendTextColumn(kHeads[i].title, i, wxDATAVIEW_CELL_INERT, em * kHeads[i].chars, wxALIGN_LEFT,
                         wxDATAVIEW_COL_RESIZABLE);
    for (unsigned i = 0; i < GetColumnCount(); ++i)
        if (auto* text = dynamic_cast<wxDataViewRenderer*>(GetColumn(i)->GetRenderer()))
            text->EnableEllipsize(wxELLIPSIZE_END);
}

/// What the columns do not need goes to those whose words are longest.
void LogList::share_width() {
    const int em = GetTextExtent("n").x;
    int least = FromDIP(18), shares = 0;
    for (const Head& head : kHeads) least += em * head.chars, shares += head.share;
    const int room = std::max(GetClientSize().x - least, 0);
    for (unsigned i = 0; i < kHeads.size(); ++i)
        GetColumn(i)->SetWidth(em * kHeads[i].chars + room * kHeads[i].share / shares);
}

void LogList::show(const present::AccessLogView& view, base::Instant now) {
    const bool is_same = view.book == book_ && view.found == found_ && view.verdicts == verdicts_;
    now_ = now;
    if (!is_same) {
        const auto kept = view.selected;
        book_ = view.book;
        found_ = view.book ? view.found : nullptr;
        verdicts_ = view.verdicts;
        model_->forget();
        is_telling_ = false;
        model_->Reset(static_cast<unsigned>(count()));
        is_telling_ = true;
        select_place(kept);
    } else if (view.selected != selected_place()) {
        select_place(view.selected);
    }
}

void LogList::select_place(std::optional<std::uint64_t> place) {
    is_telling_ = false;
    UnselectAll();
    if (place && found_) {
        const auto at = std::ranges::find(found_->places, *place);
        if (at != found_->places.end()) {
            const wxDataViewItem item = model_->GetItem(static_cast<unsigned>(at - found_->places.begin()));
            Select(item);
            SetCurrentItem(item);
            EnsureVisible(item);
        }
    }
    is_telling_ = true;
}

std::optional<std::uint64_t> LogList::selected_place() const {
    const wxDataViewItem item = GetSelection();
    if (!item.IsOk()) return std::nullopt;
    const unsigned row = model_->GetRow(item);
    return row < count() ? std::optional(found_->places[row]) : std::nullopt;
}

void LogList::take_keyboard() {
    SetFocus();
    if (selected_place() || count() == 0) return;
    const wxDataViewItem first = model_->GetItem(0);
    Select(first);
    SetCurrentItem(first);
    if (select_) select_(selected_place());
}

}  // namespace kith::ui
