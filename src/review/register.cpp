#include "review/register.h"

#include "base/text.h"
#include "ports/audit_kinds.h"
#include "review/rows.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <tuple>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;

constexpr std::uint64_t kLooksUpEvery = 1u << 16;  ///< entries between two glances at the stop token

constexpr std::string_view kAccessKinds[] = {kinds::kAsked,     kinds::kAskedAgain,  kinds::kRefused,
                                             kinds::kDisplayed, kinds::kEventOpened, kinds::kOriginShown,
                                             kinds::kEdgeShown, kinds::kCopied,      kinds::kPrinted,
                                             kinds::kExported,  kinds::kCopyOpened,  kinds::kEmergencyBegan};

using Marks = std::vector<char>;  ///< by number of a name: is it wanted

Marks marked(const Interner& names, const auto& wanted) {
    Marks marks(names.size(), 0);
    for (const std::string_view name : wanted)
        if (const auto number = names.find(name)) marks[*number] = 1;
    return marks;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const auto& word : base::split(text, ' '))
        if (const auto trimmed = base::trim(word); !trimmed.empty()) words.emplace_back(trimmed);
    return words;
}

/// Which names hold the word, under their code or, for a kind, as people read it.
Marks holding(const Interner& names, const std::string& word) {
    Marks marks(names.size(), 0);
    for (std::uint32_t n = 0; n < names.size(); ++n)
        marks[n] = base::contains_ignoring_case(names.text(n), word) ||
                   base::contains_ignoring_case(kinds::words_of(names.text(n)), word);
    return marks;
}

/// The number of a text that an entry must carry: 0 when any will do, nothing when no entry has it.
std::optional<std::uint32_t> wanted(const Interner& texts, const std::string& text) {
    return text.empty() ? std::optional<std::uint32_t>(0) : texts.find(text);
}

/// A filter in the numbers of one register.
class Sieve {
public:
    Sieve(const Rows& rows, const Filter& filter)
        : user_(wanted(rows.names, filter.user)),
          agency_(wanted(rows.names, filter.agency)),
          purpose_(wanted(rows.names, filter.purpose)),
          case_ref_(wanted(rows.names, filter.case_ref)),
          enquiry_(wanted(rows.tokens, filter.enquiry)),
          subject_(wanted(rows.tokens, filter.subject)),
          from_(filter.from.value_or(base::Instant::min())),
          until_(filter.until.value_or(base::Instant::max())) {
        if (!filter.kinds.empty()) kinds_ = marked(rows.names, filter.kinds);
        if (filter.accesses_only) accesses_ = marked(rows.names, kAccessKinds);
        for (const auto& word : words_of(filter.words)) words_.push_back(holding(rows.names, word));
    }
    bool can_pass() const { return user_ && agency_ && purpose_ && case_ref_ && enquiry_ && subject_; }
    bool passes(const Row& row) const {
        if (row.at < from_ || row.at >= until_) return false;
        if (!is(user_, row.user) || !is(agency_, row.agency) || !is(purpose_, row.purpose)) return false;
        if (!is(case_ref_, row.case_ref) || !is(enquiry_, row.enquiry) || !is(subject_, row.subject))
            return false;
        if (!kinds_.empty() && !kinds_[row.kind]) return false;
        if (!accesses_.empty() && !accesses_[row.kind]) return false;
        return std::ranges::all_of(words_, [&](const Marks& marks) {
            return marks[row.user] || marks[row.role] || marks[row.purpose] || marks[row.case_ref] ||
                   marks[row.kind] || marks[row.workstation];
        });
    }

private:
    static bool is(const std::optional<std::uint32_t>& wanted, std::uint32_t number) {
        return *wanted == 0 || *wanted == number;
    }
    std::optional<std::uint32_t> user_, agency_, purpose_, case_ref_, enquiry_, subject_;
    base::Instant from_, until_;
    Marks kinds_, accesses_;
    std::vector<Marks> words_;
};

/// The same entry, read twice: nothing in it differs.
bool is_same(const Rows& all, const Row& a, const Row& b) {
    const auto members = [](const Row& r) {
        return std::tie(r.index, r.at, r.chain, r.kind, r.user, r.role, r.agency, r.workstation, r.purpose,
                        r.case_ref, r.enquiry, r.subject, r.family, r.postcode, r.school, r.has_own_words);
    };
    return members(a) == members(b) && std::ranges::equal(all.shown_in(a), all.shown_in(b)) &&
           all.facts_of(a) == all.facts_of(b);
}

}  // namespace

struct Register::Impl {
    LeafReader reader;
    Rows all;
    std::vector<std::vector<std::uint64_t>> by_chain;  ///< places in the chain's own order
    std::vector<std::uint32_t> chains;                 ///< names of by_chain, in the order of their texts

    std::vector<std::vector<std::uint32_t>> chains_in_order();
    void put_in_order(const std::vector<std::vector<std::uint32_t>>& each);
};

/// Rows of each chain by index, without those that came twice. Two different entries with one index are both
/// kept (that is for the verifier to judge), in an order that does not depend on which came first.
std::vector<std::vector<std::uint32_t>> Register::Impl::chains_in_order() {
    std::map<std::string_view, std::vector<std::uint32_t>> found;
    for (std::uint32_t n = 0; n < all.rows.size(); ++n) found[all.names.text(all.rows[n].chain)].push_back(n);
    std::vector<std::vector<std::uint32_t>> each;
    chains.clear();
    for (auto& [name, list] : found) {
        const auto precedes = [&](std::uint32_t a, std::uint32_t b) {
            const Row &x = all.rows[a], &y = all.rows[b];
            if (x.index != y.index) return x.index < y.index;
            if (x.at != y.at) return x.at < y.at;
            if (x.kind != y.kind) return all.names.text(x.kind) < all.names.text(y.kind);
            if (x.user != y.user) return all.names.text(x.user) < all.names.text(y.user);
            return x.facts_size != y.facts_size ? x.facts_size < y.facts_size
                                                : all.facts_of(x) < all.facts_of(y);
        };
        if (!std::ranges::is_sorted(list, precedes)) std::ranges::sort(list, precedes);
        const auto twice = std::ranges::unique(
            list, [&](std::uint32_t a, std::uint32_t b) { return is_same(all, all.rows[a], all.rows[b]); });
        list.erase(twice.begin(), twice.end());
        chains.push_back(all.rows[list.front()].chain);
        each.push_back(std::move(list));
    }
    return each;
}

/// Merges chains by the time of the entry at their head, so that a clock that went back never reorders one
/// chain.
void Register::Impl::put_in_order(const std::vector<std::vector<std::uint32_t>>& each) {
    struct Head {
        base::Instant at;
        size_t chain;
        bool operator>(const Head& other) const {
            return std::tie(at, chain) > std::tie(other.at, other.chain);
        }
    };
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    std::vector<size_t> next(each.size(), 0);
    for (size_t c = 0; c < each.size(); ++c) heads.push({all.rows[each[c][0]].at, c});
    std::vector<Row> ordered;
    ordered.reserve(all.rows.size());
    by_chain.assign(each.size(), {});
    while (!heads.empty()) {
        const size_t c = heads.top().chain;
        heads.pop();
        by_chain[c].push_back(ordered.size());
        ordered.push_back(all.rows[each[c][next[c]++]]);
        if (next[c] < each[c].size()) heads.push({all.rows[each[c][next[c]]].at, c});
    }
    all.rows = std::move(ordered);
}

Register::Register() : impl_(std::make_unique<Impl>()) {}
Register::~Register() = default;
Register::Register(Register&&) noexcept = default;
Register& Register::operator=(Register&&) noexcept = default;

base::Expected<void> Register::add(std::string_view leaf_json) {
    const auto leaf = impl_->reader.read(leaf_json);
    if (!leaf) return leaf.error();
    Rows& all = impl_->all;
    Row row;
    row.at = leaf->at;
    row.index = leaf->index;
    row.chain = all.names.add(leaf->chain), row.kind = all.names.add(leaf->kind);
    row.user = all.names.add(leaf->user), row.role = all.names.add(leaf->role);
    row.agency = all.names.add(leaf->agency), row.workstation = all.names.add(leaf->workstation);
    row.purpose = all.names.add(leaf->purpose), row.case_ref = all.names.add(leaf->case_ref);
    row.enquiry = all.tokens.add(leaf->enquiry), row.subject = all.tokens.add(leaf->subject);
    row.family = all.tokens.add(leaf->family), row.postcode = all.tokens.add(leaf->postcode);
    row.school = all.tokens.add(leaf->school);
    row.shown_at = static_cast<std::uint32_t>(all.shown.size());
    row.shown_count = static_cast<std::uint32_t>(leaf->shown.size());
    for (const auto token : leaf->shown) all.shown.push_back(all.tokens.add(token));
    row.has_own_words = leaf->has_own_words;
    row.facts_at = all.facts.size();
    row.facts_size = all.book.pack(leaf->facts, all.facts);
    all.rows.push_back(row);
    return {};
}

void Register::settle() {
    impl_->put_in_order(impl_->chains_in_order());
    impl_->all.facts.shrink_to_fit();
}

std::uint64_t Register::size() const {
    return impl_->all.rows.size();
}

LogLine Register::line(std::uint64_t place) const {
    const Rows& all = impl_->all;
    const Row& row = all.rows[place];
    LogLine line;
    line.index = row.index;
    line.at = row.at;
    line.chain = all.names.text(row.chain), line.kind = all.names.text(row.kind);
    line.user = all.names.text(row.user), line.role = all.names.text(row.role);
    line.agency = all.names.text(row.agency), line.workstation = all.names.text(row.workstation);
    line.purpose = all.names.text(row.purpose), line.case_ref = all.names.text(row.case_ref);
    line.enquiry = all.tokens.text(row.enquiry), line.subject = all.tokens.text(row.subject);
    line.family = all.tokens.text(row.family), line.postcode = all.tokens.text(row.postcode);
    line.school = all.tokens.text(row.school);
    for (const auto token : all.shown_in(row)) line.shown.emplace_back(all.tokens.text(token));
    line.facts = all.facts_of(row);
    line.has_own_words = row.has_own_words;
    return line;
}

std::vector<std::uint64_t> Register::find(const Filter& filter, size_t limit, std::stop_token stop) const {
    std::vector<std::uint64_t> places;
    const Sieve sieve(impl_->all, filter);
    if (!sieve.can_pass()) return places;
    for (std::uint64_t place = size(); place-- > 0 && places.size() < limit;) {
        if (place % kLooksUpEvery == 0 && stop.stop_requested()) break;
        if (sieve.passes(impl_->all.rows[place])) places.push_back(place);
    }
    return places;
}

std::optional<std::uint64_t> Register::place_of(std::string_view chain, std::uint64_t index) const {
    for (size_t c = 0; c < impl_->chains.size(); ++c) {
        if (impl_->all.names.text(impl_->chains[c]) != chain) continue;
        const auto& places = impl_->by_chain[c];
        const auto at =
            std::ranges::lower_bound(places, index, {}, [&](auto p) { return impl_->all.rows[p].index; });
        if (at != places.end() && impl_->all.rows[*at].index == index) return *at;
    }
    return {};
}

const Rows& Register::rows() const {
    return impl_->all;
}

}  // namespace kith::review
