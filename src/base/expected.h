#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kith::base {

/// Everything that can go wrong in normal life. A closed list, so that each one has its sentence in src/wording.
enum class Fault {
    invalid_input,       ///< what a person or a file gave us breaks a stated rule
    too_large,           ///< a limit of bytes, depth, members or pages was reached
    not_found,           ///< a file, key or row that should be there is not
    denied,              ///< policy, the operating system or a peer said no
    unavailable,         ///< a peer or device did not answer
    timed_out,           ///< it did not answer in the time it had
    cancelled,           ///< the person asked us to stop
    corrupt,             ///< stored or received bytes do not hold together
    log_unwritable,      ///< the access log cannot be written: nothing may be asked
    internal             ///< ours: a bug
};

/// The stable name of a fault, as printed in logs ("too_large").
std::string_view name_of(Fault fault);

/// What went wrong. `detail` is for the log and the engineer: source ids, counts and limits only, never a
/// person's name, date of birth, address or identifier.
struct Error {
    Fault fault = Fault::internal;
    std::string detail;
};

/// A value, or the reason why there is none. C++20 has no std::expected; this is the small part of it we use.
template <typename T>
class [[nodiscard]] Expected {
public:
    Expected(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Expected(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return held_.index() == 0; }
    bool has_value() const { return held_.index() == 0; }
    /// Only when has_value().
    T& operator*() { return std::get<0>(held_); }
    const T& operator*() const { return std::get<0>(held_); }
    T* operator->() { return &std::get<0>(held_); }
    const T* operator->() const { return &std::get<0>(held_); }
    /// Only when not has_value().
    const Error& error() const { return std::get<1>(held_); }
    T value_or(T other) const { return has_value() ? std::get<0>(held_) : std::move(other); }

private:
    std::variant<T, Error> held_;
};

template <>
class [[nodiscard]] Expected<void> {
public:
    Expected() = default;
    Expected(Error error) : failed_(true), error_(std::move(error)) {}
    explicit operator bool() const { return !failed_; }
    bool has_value() const { return !failed_; }
    const Error& error() const { return error_; }

private:
    bool failed_ = false;
    Error error_;
};

inline Error fail(Fault fault, std::string detail) { return Error{fault, std::move(detail)}; }

}  // namespace kith::base
