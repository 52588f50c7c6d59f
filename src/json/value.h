#pragma once
#include "base/expected.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::json {

/// How much a document may ask of us. Defaults are the table in the trust notes: what a source sends is
/// hostile.
struct Limits {
    size_t bytes = 16u << 20;
    size_t depth = 64;
    size_t members = 100'000;  ///< in any one array or object
    size_t string_bytes = 1u << 20;
};

enum class Kind : std::uint8_t { missing, null, boolean, integer, real, text, array, object };

class Document;
struct Tree;

/// A read-only view of one value inside a Document, cheap to copy, valid while the Document lives (moving it
/// is fine). Looking for what is not there gives a missing Value, so a reader writes
/// v["name"][0]["family"].text() and decides once, at the end, what absence means. Never throws.
class Value {
public:
    Value() = default;

    Kind kind() const;
    bool is_missing() const { return kind() == Kind::missing; }
    bool is_null() const { return kind() == Kind::null; }
    bool is_text() const { return kind() == Kind::text; }
    bool is_array() const { return kind() == Kind::array; }
    bool is_object() const { return kind() == Kind::object; }
    /// Missing or null: nothing was said.
    bool is_absent() const { return is_missing() || is_null(); }

    /// Member of an object by name; missing if there is none or this is not an object. Small objects are
    /// walked, large ones looked up in a sorted index.
    Value operator[](std::string_view key) const;
    /// Element of an array; missing if out of range or not an array.
    Value operator[](size_t index) const;
    Value operator[](int index) const { return (*this)[static_cast<size_t>(index)]; }
    /// Elements of an array or members of an object; 0 for anything else.
    size_t size() const;
    /// Name of the i-th member of an object, in document order.
    std::string_view key(size_t index) const;
    /// Value of the i-th member of an object or element of an array.
    Value at(size_t index) const;

    /// The text of a string; empty for anything else.
    std::string_view text() const;
    std::optional<bool> boolean() const;
    /// A whole number that fits; empty for one past 64 bits, which only as_text() can show without changing
    /// it.
    std::optional<std::int64_t> integer() const;
    /// Any number that a double holds faithfully: empty past 64 bits, past 17 digits or out of its range.
    std::optional<double> number() const;
    /// A scalar as people would write it: strings as they are, numbers as sent, true/false; empty otherwise.
    std::string as_text() const;

    /// Range-for over array elements (or member values).
    class Iterator {
    public:
        Iterator(const Value* of, size_t index) : of_(of), index_(index) {}
        Value operator*() const { return of_->at(index_); }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return index_ != other.index_; }

    private:
        const Value* of_;
        size_t index_;
    };
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }

private:
    friend class Document;
    Value(const Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    const Tree* tree_ = nullptr;
    std::uint32_t node_ = 0;
};

/// One parsed JSON text. Owns every byte its Values show. Movable; any thread may read.
class Document {
public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    /// Missing in a Document that was not parsed.
    Value root() const;

private:
    friend base::Expected<Document> parse(std::string_view, const Limits&);
    std::unique_ptr<const Tree> tree_;
};

/// Strict RFC 8259: refuses ill-formed UTF-8, a byte order mark, a NUL byte anywhere, half a surrogate pair,
/// duplicate member names, text after the end, depth or size over the limits; numbers are kept as they were
/// sent. Each refusal is invalid_input or too_large with the byte offset, never the bytes themselves. An
/// escaped NUL inside a string is legal and kept: whoever shows text makes it printable.
base::Expected<Document> parse(std::string_view bytes, const Limits& limits = {});

}  // namespace kith::json
