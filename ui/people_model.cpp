#include "ui/people_model.h"

#include "ui/moods.h"
#include "ui/text.h"

namespace kith::ui {

void PeopleModel::show(std::vector<present::PersonRow> rows) {
    if (rows == rows_) return;
    rows_ = std::move(rows);
    Reset(static_cast<unsigned>(rows_.size()));
}

void PeopleModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    const present::PersonRow& person = rows_[row];
    switch (column) {
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

bool PeopleModel::GetAttrByRow(unsigned row, unsigned, wxDataViewItemAttr& attr) const {
    if (rows_[row].mood == present::Mood::neutral) return false;
    attr.SetColour(colour(shade_of(rows_[row].mood).text));
    attr.SetItalic(rows_[row].is_unknown);
    return true;
}

}  // namespace kith::ui
