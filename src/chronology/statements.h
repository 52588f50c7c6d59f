#pragma once
#include "chronology/chronology.h"

#include <map>
#include <string>
#include <vector>

namespace kith::chronology {

/// What one source says in one field of one person.
struct Statement {
    std::string value;  ///< as shown
    std::string key;    ///< made comparable: case, spacing and accents are no difference
    record::Origin origin;
    record::When since;
};

/// All that the sources say of one field of one identity, by source.
using Said = std::map<record::SourceId, std::vector<Statement>>;

/// The fields in which sources may contradict each other, in the order they are shown.
enum class Field { address, born, family_name, given_name, sex, gp, school, carer };
inline constexpr Field kFields[] = {Field::address, Field::born, Field::family_name, Field::given_name,
                                    Field::sex,     Field::gp,   Field::school,      Field::carer};

/// Identity id -> field -> what is said. Protected addresses are never among it, nor are former ones.
std::map<std::string, std::map<Field, Said>> statements(const link::Replies& replies,
                                                        const link::Identities& identities);

}  // namespace kith::chronology
