#include "ui/network_list.h"

#include "ui/a11y.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace kith::ui {
namespace {

using present::NetworkView;

enum Column : unsigned { kWho, kHow, kWhom, kWhen, kSaidBy };

std::string text_of(const NetworkView::Row& row, unsigned column) {
    switch (column) {
        case kWho:
            return row.who;
        case kHow:
            return row.how;
        case kWhom:
            return row.whom;
        case kWhen:
            return row.when;
        default:
            return row.said_by;
    }
}

}  // namespace

class NetworkList::Model : public wxDataViewVirtualListModel {
public:
    explicit Model(const std::vector<NetworkView::Row>& rows) : rows_(rows) {}
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        value = row < rows_.size() ? say(text_of(rows_[row], column)) : wxString();
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        const bool is_quiet = column == kHow || column == kWhen || column == kSaidBy;
        if (is_quiet && row < rows_.size()) attr.SetColour(colour(Tone::text_quiet));
        return is_quiet;
    }

private:
    const std::vector<NetworkView::Row>& rows_;
};

NetworkList::NetworkList(wxWindow* parent)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxDV_SINGLE | wxBORDER_NONE | wxDV_HORIZ_RULES),
      model_(new Model(rows_)) {
    SetFont(font_body());
    const int em = GetTextExtent("n").x;
    const auto add = [&](const char* title, unsigned column, int chars) {
        AppendTextColumn(title, column, wxDATAVIEW_CELL_INERT, em * chars, wxALIGN_LEFT,
                         wxDATAVIEW_COL_RESIZABLE);
    };
    add("Who", kWho, 18);
    add("is tied by", kHow, 13);
    add("to", kWhom, 18);
    add("When", kWhen, 16);
    add("Says", kSaidBy, 20);
    AssociateModel(model_.get());
    set_accessible_name(this, "Network, one tie a row");
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (const auto* row = selected_row(); is_telling_ && row && select_) select_(row->opens);
    });
    Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) {
        if (const auto* row = selected_row(); row && open_) open_(row->opens);
    });
}

void NetworkList::show(std::vector<NetworkView::Row> rows) {
    const auto* kept = selected_row();
    const present::Target target = kept ? kept->opens : present::Target{};
    rows_ = std::move(rows);
    model_->Reset(static_cast<unsigned>(rows_.size()));
    select(target);
}

const NetworkView::Row* NetworkList::selected_row() const {
    const wxDataViewItem item = GetSelection();
    if (!item.IsOk()) return nullptr;
    const unsigned row = model_->GetRow(item);
    return row < rows_.size() ? &rows_[row] : nullptr;
}

void NetworkList::select(const present::Target& target) {
    is_telling_ = false;
    UnselectAll();
    for (size_t i = 0; target.leads_somewhere() && i < rows_.size(); ++i) {
        if (rows_[i].opens != target) continue;
        const wxDataViewItem item = model_->GetItem(static_cast<unsigned>(i));
        Select(item);
        EnsureVisible(item);
        break;
    }
    is_telling_ = true;
}

}  // namespace kith::ui
