#pragma once
#include "base/expected.h"
#include "connectors/declarative/mapping.h"
#include "json/value.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::declarative {

/// One object of a mapping file, read member by member. The first thing that is wrong is kept, with the
/// member's place; after it reading goes on harmlessly. Members that were never asked for are refused at
/// finish().
class Entry {
public:
    /// The first fault of the whole file.
    struct Fault {
        std::optional<base::Error> first;
        void note(const std::string& place, std::string_view why);
    };

    Entry(json::Value object, std::string place, Fault& fault);

    bool has(std::string_view name);
    std::string text(std::string_view name);  ///< must be there and not be empty
    std::string text_or(std::string_view name, std::string otherwise);
    int integer_or(std::string_view name, int otherwise);
    bool boolean_or(std::string_view name, bool otherwise);
    std::vector<std::string> texts(std::string_view name);
    json::Value any(std::string_view name);  ///< missing when it is not there

    std::optional<Path> path(std::string_view name);
    Path required_path(std::string_view name);
    std::vector<Path> paths(std::string_view name);  ///< one path or a list of them

    void refuse(std::string_view name, std::string_view why) { fault_.note(place_of(name), why); }
    std::string place_of(std::string_view name) const;
    Fault& fault() { return fault_; }

    /// Reads the object at `name`, if it is there, with `read`.
    void object(std::string_view name, const std::function<void(Entry&)>& read);
    /// Reads each object of the list at `name`, if it is there, with `read`.
    void list(std::string_view name, const std::function<void(Entry&)>& read);
    /// Refuses members that nobody asked for.
    void finish();

private:
    json::Value take(std::string_view name);

    json::Value object_;
    std::string place_;
    Fault& fault_;
    std::vector<std::string> asked_;
};

}  // namespace kith::declarative
