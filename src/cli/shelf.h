#pragma once
#include "base/instant.h"
#include "cli/verbs.h"

#include <ostream>
#include <string_view>
#include <vector>

namespace kith::cache {
struct Item;
struct Purge;
}  // namespace kith::cache

namespace kith::cli {

/// `kith shelf list | sweep | certificate`.
void add_shelf(CLI::App& app, Runs& runs);

/// What is kept, soonest to go first, with how long each has left. Names nobody: the person is a line of the
/// enquiry's roster.
void print_kept(std::ostream& out, const std::vector<cache::Item>& items, base::Instant now);
/// What was destroyed, by which rule.
void print_purges(std::ostream& out, const std::vector<cache::Purge>& purges);

/// Why a copy goes when it goes, and why others went, in words; codes as src/cache/shelf.h has them.
std::string_view why_it_goes(std::string_view expires_by);
std::string_view why_it_went(std::string_view reason);

}  // namespace kith::cli
