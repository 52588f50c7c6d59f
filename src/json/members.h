#pragma once
#include "base/expected.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::json {

/// The entry of `known` that `word` was most likely meant to be; empty when none is near (more than a third
/// of it differs).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// Reads the members of one object of a file that people write: settings, rulebooks, mappings, fault scripts.
/// Remembers the first thing that is wrong, so that a reader asks for all it needs and looks at error() once.
///   Members m(value, "sources[2]", {"id", "kind"}); s.id = m.text("id"); if (m.error()) return *m.error();
class Members {
public:
    /// Anything in `object` that is not in `known` is an error naming the nearest known member.
    Members(Value object, std::string where, std::vector<std::string> known);

    /// A string that must be there and not be empty.
    std::string text(std::string_view name);
    std::string text_or(std::string_view name, std::string otherwise);
    std::int64_t integer_or(std::string_view name, std::int64_t otherwise);
    bool boolean_or(std::string_view name, bool otherwise);
    /// An array of strings; empty when missing.
    std::vector<std::string> texts(std::string_view name);
    /// An array or object member, or a missing Value; of another kind it is an error.
    Value array(std::string_view name);
    Value object(std::string_view name);

    bool has(std::string_view name) const { return !object_[name].is_missing(); }
    /// "sources[2].id", for errors about what a member holds.
    std::string place(std::string_view name) const {
        return where_.empty() ? std::string(name) : where_ + "." + std::string(name);
    }
    /// Records an error unless one is recorded already.
    void refuse(std::string_view name, std::string_view why);
    const std::optional<base::Error>& error() const { return error_; }

private:
    Value object_;
    std::string where_;
    std::optional<base::Error> error_;
};

}  // namespace kith::json
