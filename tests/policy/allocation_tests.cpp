#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace kith;
using namespace kith::policy_tests;

// P7 and X4: memory that runs out at any moment of a decision never turns a refusal into a permit. This
// program has its own operator new; it fails once, at the n-th call from a given moment on.
namespace {

std::atomic<long> left{-1};  // calls until the one that fails; negative: none fails

void* allocate(std::size_t size) {
    if (left.load() >= 0 && left.fetch_sub(1) == 0) throw std::bad_alloc();
    void* memory = std::malloc(size ? size : 1);
    if (!memory) throw std::bad_alloc();
    return memory;
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

enum class Came { permit, refusal, cannot_decide };

/// What comes of the decision when the n-th allocation fails, and whether that many were made at all.
Came decide_failing_at(long n, const policy::Rulebook& book, const policy::Request& asked,
                       bool& was_reached) {
    left = n;
    const auto decision = policy::decide(book, asked, story_time());
    was_reached = left.load() < 0;
    left = -1;
    const auto* refusal = std::get_if<policy::Refusal>(&decision);
    if (!refusal) return Came::permit;
    return refusal->reasons.front().code == "cannot_decide" ? Came::cannot_decide : Came::refusal;
}

/// Asks with every allocation failing in turn, up to `most`; each that fails must leave no permit.
long fail_each(const policy::Rulebook& book, const policy::Request& asked, long most, Came otherwise) {
    long permits = 0, n = 0;
    bool was_reached = true;
    for (; n < most; ++n) {
        const Came came = decide_failing_at(n, book, asked, was_reached);
        if (!was_reached) {
            BOOST_TEST((came == otherwise));
            break;
        }
        permits += came != Came::cannot_decide ? 1 : 0;
    }
    BOOST_TEST(permits == 0, "a decision was made without the memory to make it");
    return n;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_allocation_tests)

BOOST_AUTO_TEST_CASE(P7_a_thousand_failing_allocations_never_yield_a_permit_where_policy_refuses) {
    // One that is not prepared asks for more memory: it is made ready within the decision.
    const policy::Rulebook unprepared = shipped();
    long tried = fail_each(unprepared, request("auditor", "SECTION_47"), 4000, Came::refusal);
    tried += fail_each(unprepared, request("mash_worker", "IMMEDIATE_DANGER"), 4000, Came::refusal);
    auto spoilt = request("mash_worker", "SECTION_47");
    spoilt.case_ref.clear();
    tried += fail_each(shipped(), spoilt, 1000, Came::refusal);
    BOOST_TEST(tried > 1000);
}

BOOST_AUTO_TEST_CASE(P7_a_failing_allocation_never_yields_half_a_permit) {
    const long tried = fail_each(shipped(), request("mash_worker", "MASH_ENQUIRY"), 4000, Came::permit);
    BOOST_TEST(tried > 100);
}

BOOST_AUTO_TEST_SUITE_END()
