#pragma once
#include "connectors/sandbox/builder.h"

namespace kith::sandbox {

/// The people and homes of the Pellow fixture, while it is being made.
struct Pellows {
    PersonIndex maisie, alfie, kerry, dean, jean, paul;
    PersonIndex stacey, tyler, lexi;
    PersonIndex cousin;
    std::size_t fell_side, penny_cross, thornley, saltmere, millfields;
};

/// The slug of the one injury that six agencies tell of.
inline constexpr std::string_view kForearm = "pellow.forearm";

/// What agencies wrote of them: the injury of 14 November 2026 above all.
void tell_of_pellows(Builder& builder, const Pellows& pellows);

}  // namespace kith::sandbox
