#include "link/compare.h"
#include "link/workbench.h"

#include <algorithm>

namespace kith::link {

namespace {

struct Numbered {
    std::string number;
    size_t item;
    auto operator<=>(const Numbered&) const = default;
};

void add_numbers(std::vector<Numbered>& out, const std::vector<std::string>& numbers, size_t item) {
    for (const auto& number : numbers) out.push_back({number, item});
}

using Run = std::pair<std::vector<Numbered>::const_iterator, std::vector<Numbered>::const_iterator>;

std::vector<RecordKey> keys_of(const Workbench& bench, Run run) {
    std::vector<RecordKey> keys;
    for (auto at = run.first; at != run.second; ++at)
        if (bench.items[at->item].record) keys.push_back(bench.items[at->item].key);
    return keys;
}

/// Joins what carries one number to the first that agrees. Returns whether two remain that cannot be one
/// person.
bool join_run(Run run, const std::string& reason, Clusters& clusters) {
    constexpr size_t kMostPeople = 32;  // a number that so many share is a dummy; the rest stay on their own
    std::vector<size_t> kept;
    for (auto at = run.first; at != run.second; ++at) {
        const bool joined = std::any_of(kept.begin(), kept.end(), [&](size_t other) {
            return clusters.root(other) == clusters.root(at->item) ||
                   (is_corroborated(clusters.profile(other), clusters.profile(at->item)) &&
                    clusters.join(other, at->item, reason));
        });
        if (!joined && kept.size() < kMostPeople) kept.push_back(at->item);
    }
    for (const size_t a : kept)
        for (const size_t b : kept)
            if (clusters.root(a) != clusters.root(b) &&
                contradiction(clusters.profile(a), clusters.profile(b)))
                return true;
    return false;
}

void join_numbers(const Workbench& bench, std::vector<Numbered> numbers, const std::string& reason,
                  const std::string& clash_words, Clusters& clusters,
                  std::vector<Identities::Clash>& clashes) {
    std::sort(numbers.begin(), numbers.end());
    for (auto first = numbers.cbegin(); first != numbers.cend();) {
        const auto last =
            std::find_if(first, numbers.cend(), [&](const Numbered& n) { return n.number != first->number; });
        if (join_run({first, last}, reason, clusters) && !clash_words.empty())
            clashes.push_back({clash_words, keys_of(bench, {first, last})});
        first = last;
    }
}

}  // namespace

void join_all_numbers(const Workbench& bench, Clusters& clusters, std::vector<Identities::Clash>& clashes) {
    std::vector<Numbered> nhs, upn, own;
    for (size_t i = 0; i < bench.items.size(); ++i) {
        const auto& profile = bench.items[i].profile;
        add_numbers(nhs, profile.nhs, i);
        add_numbers(nhs, profile.old_nhs, i);
        add_numbers(upn, profile.upns, i);
        add_numbers(upn, profile.old_upns, i);
        add_numbers(own, profile.locals, i);
    }
    join_numbers(bench, std::move(nhs), "exact_nhs_number",
                 "one NHS number, two people: both are kept and not joined", clusters, clashes);
    join_numbers(bench, std::move(upn), "exact_upn",
                 "one unique pupil number, two people: both are kept and not joined", clusters, clashes);
    join_numbers(bench, std::move(own), "own_number", {}, clusters, clashes);
}

bool is_corroborated(const Profile& a, const Profile& b) {
    const auto names = compare_names(a, b);
    const auto dates = compare_dates(a.born, b.born).finding;
    // With the day of birth and the number the same, a changed family name is a fact to show, not a doubt.
    if (dates == DateFinding::same) return is_near(names.given) || names.given == NameFinding::missing;
    const bool family_fits = is_near(names.family) || names.family == NameFinding::missing;
    if (dates == DateFinding::compatible) return agrees(names.given) && family_fits;
    return dates == DateFinding::missing && agrees(names.given) && agrees(names.family);
}

}  // namespace kith::link
