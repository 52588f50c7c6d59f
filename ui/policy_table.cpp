#include "ui/policy_table.h"

#include "ui/a11y.h"
#include "ui/draw.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace kith::ui {
namespace {

using present::PolicyRow;

enum Column : unsigned { kSource, kMaySee, kHowFar, kConditions, kKept };

struct Head {
    const char* title;
    int chars, share;
};
constexpr std::array<Head, 5> kHeads{{{"Source", 17, 1},
                                      {"May see", 20, 2},
                                      {"How far back", 18, 1},
                                      {"Conditions", 22, 4},
                                      {"Kept at most", 12, 0}}};

/// Doubles the colour.
const char* sign_of(present::Mood mood) {
    if (mood == present::Mood::good) return "\xE2\x9C\x93 ";
    return mood == present::Mood::work ? "\xE2\x97\x8B " : "\xE2\x9C\x95 ";
}

const std::string& text_of(const PolicyRow& row, unsigned column) {
    const std::array<const std::string*, 5> texts{&row.name, &row.may_see, &row.how_far, &row.conditions,
                                                  &row.kept};
    return *texts[std::min<size_t>(column, texts.size() - 1)];
}

}  // namespace

class PolicyTable::Model : public wxDataViewVirtualListModel {
public:
    explicit Model(PolicyTable& table) : table_(table) {}
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        static const PolicyRow none;
        const PolicyRow& entry = row < table_.rows_.size() ? table_.rows_[row] : none;
        if (column == kSource)
            value << wxDataViewIconText(say(entry.name), mark(entry.agency));
        else
            value = say((column == kMaySee ? sign_of(entry.mood) : "") + text_of(entry, column));
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        if (column != kMaySee || row >= table_.rows_.size()) return false;
        attr.SetColour(colour(shade_of(table_.rows_[row].mood).text));
        return true;
    }
    void forget() { marks_.clear(); }

private:
    wxBitmapBundle mark(char agency) const {
        const auto found = marks_.find(agency);
        if (found != marks_.end()) return found->second;
        return marks_.emplace(agency, agency_bitmap(&table_, agency)).first->second;
    }
    PolicyTable& table_;
    mutable std::map<char, wxBitmapBundle> marks_;
};

PolicyTable::PolicyTable(wxWindow* parent, std::function<void()> on_select, std::function<void()> on_open)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxDV_SINGLE | wxBORDER_NONE | wxDV_HORIZ_RULES),
      model_(new Model(*this)) {
    SetFont(font_body());
    const int em = GetTextExtent("n").x;
    for (unsigned i = 0; i < kHeads.size(); ++i) {
        if (i == kSource)
            AppendIconTextColumn(kHeads[i].title, i, wxDATAVIEW_CELL_INERT, em * kHeads[i].chars,
                                 wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE);
        else
            AppendTextColumn(kHeads[i].title, i, wxDATAVIEW_CELL_INERT, em * kHeads[i].chars, wxALIGN_LEFT,
                             wxDATAVIEW_COL_RESIZABLE);
        GetColumn(i)->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    }
    AssociateModel(model_.get());
    set_accessible_name(this, "What the role may see, one source a row");
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this, on_select](wxDataViewEvent&) {
        if (is_telling_) on_select();
    });
    Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [on_open](wxDataViewEvent&) { on_open(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        share_width();
        event.Skip();
    });
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        model_->forget();
        model_->Reset(static_cast<unsigned>(rows_.size()));
        event.Skip();
    });
}

void PolicyTable::share_width() {
    const int em = GetTextExtent("n").x;
    int least = FromDIP(18), shares = 0;
    for (const Head& head : kHeads) least += em * head.chars, shares += head.share;
    const int room = std::max(GetClientSize().x - least, 0);
    for (unsigned i = 0; i < kHeads.size(); ++i)
        GetColumn(i)->SetWidth(em * kHeads[i].chars + room * kHeads[i].share / shares);
}

void PolicyTable::show(std::vector<PolicyRow> rows) {
    if (rows == rows_) return;
    const auto* kept = selected();
    const record::SourceId source = kept ? kept->source : record::SourceId();
    rows_ = std::move(rows);
    is_telling_ = false;
    model_->Reset(static_cast<unsigned>(rows_.size()));
    const auto same = std::ranges::find(rows_, source, &PolicyRow::source);
    if (!rows_.empty()) {
        const wxDataViewItem item =
            model_->GetItem(same == rows_.end() ? 0 : static_cast<unsigned>(same - rows_.begin()));
        Select(item);
        SetCurrentItem(item);
    }
    is_telling_ = true;
}

const PolicyRow* PolicyTable::selected() const {
    const wxDataViewItem item = GetSelection();
    if (!item.IsOk()) return nullptr;
    const unsigned row = model_->GetRow(item);
    return row < rows_.size() ? &rows_[row] : nullptr;
}

}  // namespace kith::ui
