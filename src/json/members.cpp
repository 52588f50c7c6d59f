#include "json/members.h"

#include "base/text.h"

#include <algorithm>

namespace kith::json {

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    const std::string folded = base::lower_ascii(word);
    std::string best;
    size_t best_distance = 0;
    for (const auto& candidate : known) {
        const size_t distance = base::edit_distance(folded, base::lower_ascii(candidate));
        if (best.empty() || distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    const size_t tolerated = std::max<size_t>(1, std::max(word.size(), best.size()) / 3);
    return best_distance <= tolerated ? best : std::string{};
}

Members::Members(Value object, std::string where, std::vector<std::string> known)
    : object_(object), where_(std::move(where)) {
    if (!object_.is_object()) {
        error_ = base::fail(base::Fault::invalid_input,
                            (where_.empty() ? "the file" : where_) + " must be an object");
        return;
    }
    for (size_t i = 0; i < object_.size(); ++i) {
        const std::string name(object_.key(i));
        if (std::ranges::find(known, name) != known.end()) continue;
        const std::string meant = nearest(name, known);
        refuse(name, meant.empty() ? "is not a known member"
                                   : "is not a known member; did you mean \"" + meant + "\"?");
    }
}

void Members::refuse(std::string_view name, std::string_view why) {
    if (!error_) error_ = base::fail(base::Fault::invalid_input, place(name) + " " + std::string(why));
}

std::string Members::text(std::string_view name) {
    const Value value = object_[name];
    if (value.is_missing())
        refuse(name, "is missing");
    else if (!value.is_text() || value.text().empty())
        refuse(name, "must be a text that is not empty");
    return std::string(value.text());
}

std::string Members::text_or(std::string_view name, std::string otherwise) {
    const Value value = object_[name];
    if (value.is_missing()) return otherwise;
    if (!value.is_text()) refuse(name, "must be a text");
    return std::string(value.text());
}

std::int64_t Members::integer_or(std::string_view name, std::int64_t otherwise) {
    const Value value = object_[name];
    if (value.is_missing()) return otherwise;
    if (!value.integer()) refuse(name, "must be a whole number");
    return value.integer().value_or(otherwise);
}

bool Members::boolean_or(std::string_view name, bool otherwise) {
    const Value value = object_[name];
    if (value.is_missing()) return otherwise;
    if (!value.boolean()) refuse(name, "must be true or false");
    return value.boolean().value_or(otherwise);
}

std::vector<std::string> Members::texts(std::string_view name) {
    std::vector<std::string> out;
    for (const Value item : array(name)) {
        if (!item.is_text()) refuse(name, "must be an array of texts");
        out.emplace_back(item.text());
    }
    return out;
}

Value Members::array(std::string_view name) {
    const Value value = object_[name];
    if (!value.is_missing() && !value.is_array()) refuse(name, "must be an array");
    return value.is_array() ? value : Value{};
}

Value Members::object(std::string_view name) {
    const Value value = object_[name];
    if (!value.is_missing() && !value.is_object()) refuse(name, "must be an object");
    return value.is_object() ? value : Value{};
}

}  // namespace kith::json
