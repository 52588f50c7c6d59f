#include "base/text.h"
#include "connectors/declarative/read_answer.h"

#include <set>

namespace kith::declarative {
namespace {

using Names = std::vector<std::string>;

/// Every path of a mapping as names from the whole answer. Lists leave no trace in a path, so one set serves
/// all.
class NamedPaths {
public:
    explicit NamedPaths(const Mapping& mapping) {
        add({}, mapping.answer.list);
        if (mapping.answer.candidates) add({}, *mapping.answer.candidates);
        if (mapping.answer.as_of) add({}, *mapping.answer.as_of);
        if (mapping.paging) add({}, mapping.paging->next);
        for (const Path& path : mapping.ignored) add({}, path);
        add_identity(mapping.identity);
        for (const PersonRule& rule : mapping.people) add_person(rule);
        for (const EventRule& rule : mapping.events) add_event(rule);
        for (const TieRule& rule : mapping.ties) add_tie(rule);
        for (const ContactRule& rule : mapping.contacts) add_contact(rule);
    }

    bool holds(const Names& names) const { return named_.contains(names); }

private:
    void add(const Names& base, const Path& path) {
        Names names = path.is_from_root() ? Names{} : base;
        for (size_t i = 0; i < path.levels_up() && !names.empty(); ++i) names.pop_back();
        names.insert(names.end(), path.names().begin(), path.names().end());
        named_.insert(std::move(names));
    }

    void add(const Names& base, const Template& shape) {
        for (const auto& piece : shape.pieces)
            if (piece.path) add(base, *piece.path);
    }

    void add(const Names& base, const ValueRule& rule) {
        for (const Path& path : rule.paths) add(base, path);
        Names inner = base;
        if (rule.each) inner.insert(inner.end(), rule.each->names().begin(), rule.each->names().end());
        if (rule.shape) add(inner, *rule.shape);
    }

    void add(const Names& base, const TimeRule& rule) {
        add(base, rule.at);
        if (rule.from) add(base, *rule.from);
        if (rule.until) add(base, *rule.until);
    }

    void add(const Names& base, const std::optional<Condition>& condition) {
        if (condition && condition->path) add(base, *condition->path);
    }

    void add(const Names& base, const std::vector<HandlingRule>& rules) {
        for (const HandlingRule& rule : rules) {
            add(base, rule.when);
            if (rule.words) add(base, *rule.words);
        }
    }

    void add(const Names& base, const std::vector<DetailRule>& rules) {
        for (const DetailRule& rule : rules) add(base, rule.value);
    }

    Names begin(const Selector& of) {
        Names base = of.each ? of.each->names() : Names{};
        add(base, of.when);
        return base;
    }

    void add_identity(const IdentityRule& rule) {
        add(rule.at.names(), rule.ref);
        for (const auto& [field, value] : rule.agrees) add(rule.at.names(), value);
    }

    void add_person(const PersonRule& rule) {
        const Names base = begin(rule.of);
        for (const ValueRule* value : {&rule.ref, &rule.born, &rule.expected, &rule.sex, &rule.school,
                                       &rule.gp_practice, &rule.ethnicity, &rule.language})
            add(base, *value);
        for (const NameRule& name : rule.names)
            for (const ValueRule* value : {&name.given, &name.family, &name.text, &name.use})
                add(base, *value);
        for (const IdentifierRule& one : rule.identifiers) add(base, one.value);
        for (const AddressRule& address : rule.addresses) add_address(base, address);
        for (const Path& path : rule.phones) add(base, path);
        for (const Path& path : rule.emails) add(base, path);
        add(base, rule.handling);
        add(base, rule.details);
    }

    void add_address(const Names& base, const AddressRule& rule) {
        for (const Path& path : rule.lines) add(base, path);
        for (const ValueRule* value :
             {&rule.postcode, &rule.use, &rule.local_authority, &rule.from, &rule.until})
            add(base, *value);
        add(base, rule.is_protected);
    }

    void add_event(const EventRule& rule) {
        const Names base = begin(rule.of);
        for (const ValueRule* value :
             {&rule.reference, &rule.kind, &rule.title, &rule.text, &rule.voice, &rule.author_role,
              &rule.place, &rule.postcode, &rule.shared_reference})
            add(base, *value);
        for (const TimeRule* time : {&rule.occurred, &rule.reported, &rule.recorded, &rule.received})
            add(base, *time);
        if (rule.about) add(base, *rule.about);
        for (const TagRule& tag : rule.tags) add(base, std::optional(tag.when));
        add(base, rule.significant);
        add(base, rule.planned);
        add(base, rule.handling);
        add(base, rule.details);
    }

    void add_tie(const TieRule& rule) {
        const Names base = begin(rule.of);
        for (const ValueRule* value :
             {&rule.reference, &rule.from, &rule.to, &rule.kind, &rule.words, &rule.phone})
            add(base, *value);
        add(base, rule.since);
        add(base, rule.handling);
    }

    void add_contact(const ContactRule& rule) {
        const Names base = begin(rule.of);
        for (const ValueRule* value : {&rule.name, &rule.role, &rule.phone, &rule.email, &rule.hours})
            add(base, *value);
    }

    std::set<Names> named_;
};

/// Walks the answer for members that say something and that nobody named.
class Search {
public:
    explicit Search(const Mapping& mapping) : named_(mapping) {}

    std::vector<std::string> through(json::Value root) {
        walk(root, {});
        return {found_.begin(), found_.end()};
    }

private:
    static constexpr size_t kMost = 20;
    static constexpr size_t kLongest = 60;

    void walk(json::Value value, const Names& names) {
        if (found_.size() >= kMost) return;
        if (value.is_object() || value.is_array()) return walk_into(value, names);
        if (value.is_absent() || value.as_text().empty() || named_.holds(names)) return;
        found_.insert(base::printable(base::join(names, ".")).substr(0, kLongest));
    }

    void walk_into(json::Value value, const Names& names) {
        for (size_t i = 0; i < value.size(); ++i) {
            Names inner = names;
            if (value.is_object()) inner.emplace_back(value.key(i));
            walk(value.at(i), inner);
        }
    }

    NamedPaths named_;
    std::set<std::string> found_;
};

}  // namespace

std::vector<std::string> unnamed_members(const Mapping& mapping, json::Value root) {
    return Search(mapping).through(root);
}

}  // namespace kith::declarative
