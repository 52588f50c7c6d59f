#include "ui/people_model.h"

#include "ui/moods.h"
#include "ui/text.h"

#include <utility>

namespace kith::ui {

void PeopleModel::show(std::vector<present::PersonRow> rows) {
    const std::vector<present::PersonRow> before = std::exchange(rows_, std::move(rows));
    if (rows_.size() != before.size()) return Reset(static_cast<unsigned>(rows_.size()));
    // Row by row: a reset would take the keyboard out of the list.
    for (unsigned row = 0; row < rows_.size(); ++row)
        if (rows_[row] != before[row]) RowChanged(row);
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
