#pragma once
#include "review/interner.h"
#include "review/log_line.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Private to this room: how a Register keeps its entries.
namespace kith::review {

/// The members of a leaf as they stand in its text; valid until the reader's next leaf.
struct LeafParts {
    std::uint64_t index = 0;
    base::Instant at{};
    std::string_view chain, kind, user, role, agency, workstation, purpose, case_ref, enquiry;
    std::string_view subject, family, postcode, school, facts;
    std::vector<std::string_view> shown;  ///< tokens of those whose records were put before the asker
    bool has_own_words = false;
};

/// Reads leaves one after the other, reusing its memory. A leaf must be canonical: without white space,
/// members in order and each once.
class LeafReader {
public:
    LeafReader();
    ~LeafReader();
    LeafReader(LeafReader&&) noexcept;
    LeafReader& operator=(LeafReader&&) noexcept;
    base::Expected<LeafParts> read(std::string_view json);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Facts repeat themselves: the same cells, the same sources. Each small object in them is kept once and
/// replaced by a control character, which canonical JSON never holds bare, and its number.
class FactsBook {
public:
    /// Appends to `packed` and returns how many bytes were appended.
    std::uint32_t pack(std::string_view facts, std::string& packed);
    std::string unpack(std::string_view packed) const;

private:
    Interner pieces_;
};

/// One entry. Texts are numbers of Rows::names (few and short) or Rows::tokens (many).
struct Row {
    base::Instant at{};
    std::uint64_t index = 0;
    std::uint64_t facts_at = 0;
    std::uint32_t facts_size = 0;
    std::uint32_t shown_at = 0, shown_count = 0;  ///< in Rows::shown
    std::uint32_t chain = 0, kind = 0, user = 0, role = 0, agency = 0, workstation = 0, purpose = 0,
                  case_ref = 0;
    std::uint32_t enquiry = 0, subject = 0, family = 0, postcode = 0, school = 0;
    bool has_own_words = false;
};

struct Rows {
    std::vector<Row> rows;
    Interner names, tokens;
    FactsBook book;
    std::string facts;                 ///< packed, one after the other
    std::vector<std::uint32_t> shown;  ///< tokens, each entry's one after the other

    std::span<const std::uint32_t> shown_in(const Row& row) const {
        return std::span(shown).subspan(row.shown_at, row.shown_count);
    }

    std::string_view packed_facts(const Row& row) const {
        return std::string_view(facts).substr(row.facts_at, row.facts_size);
    }
    std::string facts_of(const Row& row) const { return book.unpack(packed_facts(row)); }
};

}  // namespace kith::review
