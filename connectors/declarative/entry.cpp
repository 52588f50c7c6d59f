#include "connectors/declarative/entry.h"

#include "json/members.h"

#include <algorithm>

namespace kith::declarative {

void Entry::Fault::note(const std::string& place, std::string_view why) {
    if (!first) first = base::fail(base::Fault::invalid_input, place + " " + std::string(why));
}

Entry::Entry(json::Value object, std::string place, Fault& fault)
    : object_(object), place_(std::move(place)), fault_(fault) {
    if (!object_.is_object()) fault_.note(place_.empty() ? "the mapping" : place_, "must be an object");
}

std::string Entry::place_of(std::string_view name) const {
    return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

json::Value Entry::take(std::string_view name) {
    asked_.emplace_back(name);
    return object_[name];
}

bool Entry::has(std::string_view name) {
    return !take(name).is_missing();
}

json::Value Entry::any(std::string_view name) {
    return take(name);
}

std::string Entry::text(std::string_view name) {
    const json::Value value = take(name);
    if (value.is_missing())
        refuse(name, "is missing");
    else if (value.text().empty())
        refuse(name, "must be a text that is not empty");
    return std::string(value.text());
}

std::string Entry::text_or(std::string_view name, std::string otherwise) {
    const json::Value value = take(name);
    if (value.is_missing()) return otherwise;
    if (!value.is_text()) refuse(name, "must be a text");
    return std::string(value.text());
}

int Entry::integer_or(std::string_view name, int otherwise) {
    const json::Value value = take(name);
    if (value.is_missing()) return otherwise;
    const auto number = value.integer();
    if (!number || *number < 0 || *number > 1'000'000) refuse(name, "must be a whole number");
    return static_cast<int>(number.value_or(otherwise));
}

bool Entry::boolean_or(std::string_view name, bool otherwise) {
    const json::Value value = take(name);
    if (value.is_missing()) return otherwise;
    if (!value.boolean()) refuse(name, "must be true or false");
    return value.boolean().value_or(otherwise);
}

std::vector<std::string> Entry::texts(std::string_view name) {
    const json::Value value = take(name);
    if (!value.is_missing() && !value.is_array()) refuse(name, "must be a list of texts");
    std::vector<std::string> out;
    for (size_t i = 0; value.is_array() && i < value.size(); ++i) {
        if (!value.at(i).is_text()) refuse(name, "must be a list of texts");
        out.emplace_back(value.at(i).text());
    }
    return out;
}

std::optional<Path> Entry::path(std::string_view name) {
    const json::Value value = take(name);
    if (value.is_missing()) return std::nullopt;
    auto path = Path::parse(value.text());
    if (!path) refuse(name, "is not a path");
    return path;
}

Path Entry::required_path(std::string_view name) {
    if (!has(name)) refuse(name, "is missing");
    return path(name).value_or(Path{});
}

std::vector<Path> Entry::paths(std::string_view name) {
    const json::Value value = take(name);
    if (value.is_missing()) return {};
    std::vector<Path> out;
    for (size_t i = 0; i < (value.is_array() ? value.size() : 1); ++i) {
        auto path = Path::parse(value.is_array() ? value.at(i).text() : value.text());
        if (!path)
            refuse(name, "is not a path");
        else
            out.push_back(*path);
    }
    return out;
}

void Entry::object(std::string_view name, const std::function<void(Entry&)>& read) {
    const json::Value value = take(name);
    if (value.is_missing()) return;
    Entry inner(value, place_of(name), fault_);
    read(inner);
    inner.finish();
}

void Entry::list(std::string_view name, const std::function<void(Entry&)>& read) {
    const json::Value value = take(name);
    if (value.is_missing()) return;
    if (!value.is_array()) return refuse(name, "must be a list");
    for (size_t i = 0; i < value.size(); ++i) {
        Entry inner(value.at(i), place_of(name) + "[" + std::to_string(i) + "]", fault_);
        read(inner);
        inner.finish();
    }
}

void Entry::finish() {
    for (size_t i = 0; object_.is_object() && i < object_.size(); ++i) {
        const std::string name(object_.key(i));
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
        const std::string meant = json::nearest(name, asked_);
        refuse(name, meant.empty() ? "does not belong there"
                                   : "does not belong there; did you mean \"" + meant + "\"?");
    }
}

}  // namespace kith::declarative
