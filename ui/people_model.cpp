#include "ui/people_model.h"

#include "ui/moods.h"
#include "ui/text.h"

namespace kith::ui {

void PeopleModel::show(std::vector<present::PersonRow> rows, std::vector<bool> included) {
    const bool is_same = rows == rows_ && included == included_;
    if (is_same) return;
    rows_ = std::move(rows);
    included_ = std::move(included);
    Reset(static_cast<unsigned>(rows_.size()));
}

void PeopleModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    const present::PersonRow& person = rows_[row];
    switch (column) {
        case ask:
            value = row < included_.size() && included_[row];
            break;
        case name:
            value = say(person.name);
            break;
        case born:
            value = say(person.born);
            break;
        case relation:
            value = say(person.relation);
            break;
        default:
            value = say(person.include);
            break;
    }
}

bool PeopleModel::SetValueByRow(const wxVariant& value, unsigned row, unsigned column) {
    if (column != ask || row >= included_.size()) return false;
    on_include_(row, value.GetBool());
    return true;
}

bool PeopleModel::GetAttrByRow(unsigned row, unsigned, wxDataViewItemAttr& attr) const {
    if (rows_[row].mood == present::Mood::neutral) return false;
    attr.SetColour(colour(shade_of(rows_[row].mood).text));
    attr.SetItalic(rows_[row].is_unknown);
    return true;
}

bool PeopleModel::IsEnabledByRow(unsigned row, unsigned column) const {
    return column != ask || row < included_.size();
}

}  // namespace kith::ui
