#include "review/sample.h"

#include "crypto/hash.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "review/rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::review {
namespace {

/// A throw that depends on the seed and the thing thrown for, and on nothing else.
std::string lot(std::uint64_t seed, const std::string& what) {
    return crypto::hex(crypto::sha256("kith review sample 1\n" + std::to_string(seed) + "\n" + what))
        .substr(0, 32);
}

struct Stratum {
    std::string team, source, lot;
    std::vector<std::pair<std::string, size_t>> accesses;  ///< lot, access
    size_t next = 0;
};

bool is_asking(std::string_view kind) {
    return kind == ports::kinds::kAsked || kind == ports::kinds::kAskedAgain;
}

std::vector<std::string> sources_of(const Register& log, const Access& access) {
    std::set<std::string> sources;
    const Rows& rows = log.rows();
    for (const auto place : access.entries)
        if (is_asking(rows.names.text(rows.rows[place].kind)))
            for (auto& source : sources_asked(rows.facts_of(rows.rows[place])))
                sources.insert(std::move(source));
    return {sources.begin(), sources.end()};
}

std::vector<Stratum> strata_of(const Register& log, const Assessment& assessed, const Work& work,
                               std::uint64_t seed) {
    std::map<std::pair<std::string, std::string>, Stratum> strata;
    for (size_t n = 0; n < assessed.accesses.size(); ++n) {
        const LogLine line = log.line(assessed.accesses[n].place);
        const std::string own = lot(seed, line.chain + ":" + std::to_string(line.index));
        for (const auto& source : sources_of(log, assessed.accesses[n])) {
            const std::string team = work.team_of(line.user);
            strata[{team, source}].accesses.emplace_back(own, n);
        }
    }
    std::vector<Stratum> list;
    for (auto& [key, stratum] : strata) {
        std::tie(stratum.team, stratum.source) = key;
        stratum.lot = lot(seed, "stratum:" + stratum.team + "\n" + stratum.source);
        std::ranges::sort(stratum.accesses);
        list.push_back(std::move(stratum));
    }
    std::ranges::sort(list, {}, &Stratum::lot);
    return list;
}

class Drawing {
public:
    explicit Drawing(size_t size) : size_(size) {}
    bool is_full() const { return drawn.size() >= size_; }
    /// The next of the stratum that nobody has drawn; false when there is none.
    bool draw_from(Stratum& stratum) {
        while (!is_full() && stratum.next < stratum.accesses.size()) {
            const size_t access = stratum.accesses[stratum.next++].second;
            if (!taken_.insert(access).second) continue;
            drawn.push_back({access, stratum.team, stratum.source});
            return true;
        }
        return false;
    }
    std::vector<Sampled> drawn;

private:
    size_t size_;
    std::set<size_t> taken_;
};

}  // namespace

std::vector<std::string> sources_asked(std::string_view facts) {
    std::set<std::string> sources;
    if (const auto document = json::parse(facts))
        for (const auto ask : document->root()["asked"]) sources.emplace(ask["source"].text());
    sources.erase("");
    return {sources.begin(), sources.end()};
}

std::vector<Sampled> draw_sample(const Register& log, const Assessment& assessed, const Work& work,
                                 std::uint64_t seed, size_t size) {
    auto strata = strata_of(log, assessed, work, seed);
    Drawing drawing(size);
    for (auto& stratum : strata) drawing.draw_from(stratum);
    // In proportion: whoever has drawn the smallest share of what it holds is next.
    const auto share = [](const Stratum& s) {
        return static_cast<double>(s.next) / static_cast<double>(s.accesses.size());
    };
    while (!drawing.is_full() && !strata.empty()) {
        const auto least = std::ranges::min_element(strata, {}, share);
        if (share(*least) >= 1.0) break;
        drawing.draw_from(*least);
    }
    return drawing.drawn;
}

}  // namespace kith::review
