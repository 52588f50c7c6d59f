#pragma once
#include "base/text.h"
#include "json/value.h"
#include "record/when.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// For tests that a reader loses nothing: every value of a sample must occur in what was read from it.
namespace kith::support {

/// One value of a sample and the dotted names that lead to it; lists leave no trace.
struct Leaf {
    std::string path, text;
    bool is_flag = false;
};

inline void collect_leaves(json::Value value, const std::string& path, std::vector<Leaf>& out) {
    if (value.is_object()) {
        for (size_t i = 0; i < value.size(); ++i)
            collect_leaves(value.at(i),
                           path.empty() ? std::string(value.key(i)) : path + "." + std::string(value.key(i)),
                           out);
    } else if (value.is_array()) {
        for (json::Value element : value) collect_leaves(element, path, out);
    } else if (!value.is_absent() && !value.as_text().empty()) {
        out.push_back({path, value.as_text(), value.boolean().has_value()});
    }
}

/// The leaf as it stands, or as a reader writes it on purpose: dates in words or ISO form, flags as yes and
/// no, postcodes spaced.
inline bool occurs(const std::string& text, const Leaf& leaf) {
    if (leaf.is_flag) return text.find(leaf.text == "true" ? "\"yes\"" : "\"no\"") != std::string::npos;
    if (base::contains_ignoring_case(text, leaf.text)) return true;
    const record::When when = record::When::parse_fhir(leaf.text);
    return when.is_known() &&
           (text.find(when.words()) != std::string::npos || text.find(when.iso()) != std::string::npos);
}

/// Paths of the leaves of `sample` that do not occur in `text`; those whose last name is in `left_out` are
/// not asked for.
inline std::vector<std::string> lost(json::Value sample, const std::string& text,
                                     const std::set<std::string>& left_out = {}) {
    std::vector<Leaf> leaves;
    collect_leaves(sample, {}, leaves);
    std::vector<std::string> out;
    for (const Leaf& leaf : leaves) {
        const std::string name = leaf.path.substr(leaf.path.rfind('.') + 1);
        if (!left_out.contains(name) && !occurs(text, leaf)) out.push_back(leaf.path + " = " + leaf.text);
    }
    return out;
}

}  // namespace kith::support
