#pragma once
#include "policy/evaluate.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

// Private to this room: a rulebook made ready to answer quickly.
namespace kith::policy {

/// Whether a caller wants to know which rules denied, or only that some did.
enum class Naming { denials, nothing };

/// For every role, purpose, source, category and kind of person one row of bits: which rules may speak of it.
/// A question is the rows' common bits. Rules that are alike lie together, and each row has a second, 64
/// times shorter row of which words hold anything, so that ten thousand rules cost little more than the few
/// that speak. Immutable; any thread may ask it.
class Compiled {
public:
    explicit Compiled(const Rulebook& rulebook);
    /// Whether it was made from this very rulebook, at this very place, with as many of everything.
    bool is_of(const Rulebook& rulebook) const;
    Findings find(const Rulebook& rulebook, const Circumstances& circumstances,
                  Naming naming = Naming::denials) const;

private:
    struct Hash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Numbers = std::unordered_map<std::string, size_t, Hash, std::equal_to<>>;
    /// What of a permit decides, without its words.
    struct Lean {
        Years years;
        FieldSet withheld;
        bool is_existence;
    };
    /// Where the rows of one dimension begin; its last row is of values that the rulebook does not have.
    struct Dimension {
        Numbers numbers;
        size_t first_row = 0;
    };

    size_t lay_out(const Rulebook& rulebook);
    void mark(size_t row, size_t at);
    template <typename Name>
    void mark_names(const Dimension& dimension, const std::vector<Name>& names, size_t at);
    void mark_people(const Rule& rule, size_t at);
    const std::uint64_t* row(size_t number) const { return bits_.data() + number * (words_ + shorts_); }
    /// Calls with the number of each word of bits in which the rows have any in common, and with those bits.
    template <typename Each>
    void for_common(const std::array<const std::uint64_t*, 5>& rows, const Each& each) const;
    void gather(const Rulebook& rulebook, size_t word, std::uint64_t bits, Findings& found) const;

    std::vector<Lean> rules_;            ///< in the order of bits
    std::vector<std::uint32_t> places_;  ///< of the same, in the rulebook
    /// By the same bits: which deny, which of them yield, and which permit all content of any age.
    std::vector<std::uint64_t> denying_, yielding_, whole_;
    std::vector<std::uint32_t> doubtful_;  ///< those that must be read in full each time
    Dimension roles_, purposes_, sources_, categories_;
    size_t people_row_ = 0;
    size_t usual_ = 0;  ///< how many rules to make room for
    size_t words_ = 0, shorts_ = 0;
    std::vector<std::uint64_t> bits_;
    std::array<std::pair<const void*, size_t>, 5> fingerprint_{};
};

/// The rulebook's own if it has one that is still good, else one made now and kept in `made`.
const Compiled& compiled(const Rulebook& rulebook, std::shared_ptr<const Compiled>& made);

}  // namespace kith::policy
