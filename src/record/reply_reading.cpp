#include "json/value.h"
#include "record/reply_json.h"
#include "record/reply_members.h"

namespace kith::record {
namespace {

template <typename T>
concept HasMembers = requires {
    sizeof(Members<T>);
};

template <typename E>
constexpr E last_of();
template <>
constexpr Voice last_of() {
    return Voice::childs_words;
}
template <>
constexpr Sex last_of() {
    return Sex::other;
}
template <>
constexpr NameUse last_of() {
    return NameUse::temporary;
}
template <>
constexpr IdentifierState last_of() {
    return IdentifierState::temporary;
}
template <>
constexpr LedgerState last_of() {
    return LedgerState::held_copy;
}

template <typename E>
std::optional<E> named(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(last_of<E>()); ++i)
        if (name_of(static_cast<E>(i)) == name) return static_cast<E>(i);
    return std::nullopt;
}

/// The first fault found, as the path of the member that has it. Paths hold our own member names and
/// positions only: nothing that the document says is repeated.
struct FirstFault {
    std::string words;
    void note(const std::string& path, std::string_view fault) {
        if (words.empty())
            words = (path.empty() ? std::string("the reply") : path) + " " + std::string(fault);
    }
};

/// Reads one object's members and refuses what it does not know: a reply that we half understand is not that
/// reply.
class MemberReader {
public:
    MemberReader(json::Value object, std::string path, FirstFault& fault)
        : object_(object), path_(std::move(path)), fault_(fault) {}

    template <typename T>
    void read_into(T& value) {
        if (!object_.is_object()) return fault_.note(path_, "is not an object");
        Members<T>::visit(*this, value);
        if (visited_ != object_.size()) fault_.note(path_, "has a member that does not belong there");
    }

    template <typename T>
    void member(std::string_view name, T& value) {
        const json::Value given = object_[name];
        if (given.is_missing()) return;
        ++visited_;
        read(given, path_of(name), value);
    }

    template <typename T>
    void required(std::string_view name, T& value) {
        if (object_[name].is_missing()) return fault_.note(path_of(name), "is missing");
        member(name, value);
    }

private:
    std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
    }

    bool is_text(json::Value given, const std::string& path) {
        if (!given.is_text()) fault_.note(path, "is not text");
        return given.is_text();
    }

    template <HasMembers T>
    void read(json::Value given, const std::string& path, T& value) {
        MemberReader(given, path, fault_).read_into(value);
    }

    void read(json::Value given, const std::string& path, std::string& text) {
        if (is_text(given, path)) text = given.text();
    }

    void read(json::Value given, const std::string& path, bool& value) {
        const auto said = given.boolean();
        if (!said) return fault_.note(path, "is neither true nor false");
        value = *said;
    }

    void read(json::Value given, const std::string& path, base::Instant& instant) {
        const auto read = base::parse_instant(given.text());
        if (!read) return fault_.note(path, "is not a moment with a zone");
        instant = *read;
    }

    void read(json::Value given, const std::string& path, When& when) {
        when = When::parse_iso(given.text());
        if (!when.is_known()) fault_.note(path, "is not a date, a moment or a span");
    }

    template <typename E>
    requires std::is_enum_v<E>
    void read(json::Value given, const std::string& path, E& value) {
        const auto known = named<E>(given.text());
        if (!known) return fault_.note(path, "is not one of the words it may be");
        value = *known;
    }

    template <typename Tag>
    void read(json::Value given, const std::string& path, base::Id<Tag>& id) {
        if (is_text(given, path)) id = base::Id<Tag>(std::string(given.text()));
    }

    void read(json::Value given, const std::string& path, std::optional<PartialDate>& date) {
        const auto read = PartialDate::parse_iso(given.text());
        if (!read) return fault_.note(path, "is not a date");
        date = *read;
    }

    template <typename T>
    void read(json::Value given, const std::string& path, std::optional<T>& value) {
        read(given, path, value.emplace());
    }

    template <typename T>
    void read(json::Value given, const std::string& path, std::vector<T>& values) {
        if (!given.is_array()) return fault_.note(path, "is not a list");
        values.resize(given.size());
        for (size_t i = 0; i < values.size(); ++i)
            read(given.at(i), path + "[" + std::to_string(i) + "]", values[i]);
    }

    json::Value object_;
    std::string path_;
    FirstFault& fault_;
    size_t visited_ = 0;
};

/// A sealed reply may hold ten thousand events: larger than any one answer of a source.
constexpr json::Limits kLimits{
    .bytes = 256u << 20, .depth = 16, .members = 1'000'000, .string_bytes = 4u << 20};

}  // namespace

base::Expected<Reply> from_json(std::string_view bytes) {
    const auto document = json::parse(bytes, kLimits);
    if (!document) return document.error();
    Reply reply;
    FirstFault fault;
    MemberReader(document->root(), {}, fault).read_into(reply);
    if (!fault.words.empty()) return base::fail(base::Fault::invalid_input, fault.words);
    return reply;
}

}  // namespace kith::record
