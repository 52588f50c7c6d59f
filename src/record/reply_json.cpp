#include "record/reply_json.h"

#include "json/writer.h"
#include "record/reply_members.h"

namespace kith::record {
namespace {

template <typename T>
concept HasMembers = requires {
    sizeof(Members<T>);
};

/// Writes what was said and leaves out what was not.
class MemberWriter {
public:
    std::string text() const { return out_.text(); }

    template <typename T>
    void member(std::string_view name, const T& value) {
        if (!is_empty(value)) required(name, value);
    }

    template <typename T>
    void required(std::string_view name, const T& value) {
        out_.key(name);
        write(value);
    }

    template <HasMembers T>
    void write(const T& value) {
        out_.object();
        Members<T>::visit(*this, value);
        out_.end();
    }

private:
    static bool is_empty(const std::string& text) { return text.empty(); }
    static bool is_empty(bool value) { return !value; }
    static bool is_empty(const When& when) { return !when.is_known(); }
    static bool is_empty(const Period& period) { return period.is_open(); }
    template <typename Tag>
    static bool is_empty(const base::Id<Tag>& id) {
        return id.empty();
    }
    template <typename T>
    static bool is_empty(const std::optional<T>& value) {
        return !value;
    }
    template <typename T>
    static bool is_empty(const std::vector<T>& values) {
        return values.empty();
    }

    void write(const std::string& text) { out_.string(text); }
    void write(bool value) { out_.boolean(value); }
    void write(base::Instant instant) { out_.string(base::to_iso(instant)); }
    void write(const PartialDate& date) { out_.string(date.iso()); }
    void write(const When& when) { out_.string(when.iso()); }
    template <typename E>
    requires std::is_enum_v<E>
    void write(E value) { out_.string(name_of(value)); }
    template <typename Tag>
    void write(const base::Id<Tag>& id) {
        out_.string(id.text());
    }
    template <typename T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    template <typename T>
    void write(const std::vector<T>& values) {
        out_.array();
        for (const T& value : values) write(value);
        out_.end();
    }

    json::Writer out_;
};

}  // namespace

std::string to_json(const Reply& reply) {
    MemberWriter writer;
    writer.write(reply);
    return writer.text();
}

}  // namespace kith::record
