#pragma once
#include "enquiry/picture.h"
#include "present/child_view.h"

#include <memory>
#include <vector>

/// An invented family for tests and for trying the Child screen: Maisie Pellow of Northshire, the people
/// around her, and what thirteen sources say, with the gaps and contradictions that the screen must show.
namespace kith::pellow {

std::vector<policy::Source> sources();
std::vector<record::RosterPerson> roster();
std::vector<std::shared_ptr<const record::Reply>> replies();
/// As it stands when everybody has answered or failed: one source silent, one with two possible people.
std::vector<record::Cell> ledger();
base::Instant now();  ///< 22 Nov 2026, 09:41

policy::Request request();
std::shared_ptr<const enquiry::Picture> picture(std::uint64_t number = 1);
/// The page at the end of the enquiry.
present::ChildView finished();
/// The page half way: a third of the cells settled, a first picture there.
present::ChildView asking();

/// A picture whose chronology holds `count` dated events of the child, for what must stay linear. Every
/// hundredth is significant.
std::shared_ptr<const enquiry::Picture> crowded(size_t count);

}  // namespace kith::pellow
