#pragma once
#include "connectors/sandbox/knowledge.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

/// A person as somebody who asks describes them. Empty members were not said.
struct Description {
    std::string given, family, born, postcode;
};

/// Everything one source holds, filed. Never changes once made, so any thread may read.
class Cabinet {
public:
    Cabinet(const Northshire& northshire, std::string source);

    const std::string& source() const { return source_; }
    const Northshire& northshire() const { return northshire_; }
    /// nullptr when the source holds nothing of this person.
    const Knowledge* of(PersonIndex person) const;
    const Card* card_of(PersonIndex person) const;
    /// Two or more when people share one number here.
    std::vector<PersonIndex> filed_under(std::string_view nhs_number) const;
    std::optional<PersonIndex> with_local_id(std::string_view local_id) const;
    std::optional<PersonIndex> with_upn(std::string_view upn) const;
    /// People whose card resembles the description, best first: alike in most of names, birth date and
    /// postcode.
    std::vector<PersonIndex> resembling(const Description& described) const;
    /// A child of this cabinet and of none of these people's families: for the fault that answers with
    /// another child.
    std::optional<PersonIndex> somebody_else(const std::vector<PersonIndex>& people) const;
    std::optional<PersonIndex> somebody_else(std::optional<PersonIndex> person) const {
        return somebody_else(person ? std::vector{*person} : std::vector<PersonIndex>{});
    }

private:
    const Northshire& northshire_;
    std::string source_;
    std::map<PersonIndex, Knowledge> files_;
};

/// How much a card resembles a description, 0 to 8; five or more deserves a look.
int likeness(const Card& card, const Description& described);

}  // namespace kith::sandbox
