#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"
#include "connectors/sandbox/dice.h"
#include "connectors/sandbox/pools.h"
#include "connectors/sandbox/tell.h"

#include <algorithm>
#include <array>
#include <cctype>

// Ordinary families, from chance alone: most are quiet, some known to early help, a few at risk.
namespace kith::sandbox {
namespace {

using namespace std::chrono;

struct Town {
    std::string_view name, outward;
    std::size_t primary, secondary, practice;
};

constexpr std::array<Town, 11> kTowns = {{
    {"Northbridge", "NS1", kMillfieldsPrimary, kThornleyAcademy, kMillfieldsPractice},
    {"Saltmere", "NS2", kSaltmerePrimary, kKingsholtHigh, kSaltmereSurgery},
    {"Kingsholt", "NS3", kMillfieldsPrimary, kKingsholtHigh, kMillfieldsPractice},
    {"Northbridge", "NS4", kMillfieldsPrimary, kThornleyAcademy, kMillfieldsPractice},
    {"Harrow End", "NS5", kStBridesPrimary, kThornleyAcademy, kHarrowEndHealthCentre},
    {"Penny Cross", "NS6", kSaltmerePrimary, kKingsholtHigh, kSaltmereSurgery},
    {"Eastwick", "NS7", kEastwickSchool, kEastwickSchool, kHarrowEndHealthCentre},
    {"Thornley", "NS8", kStBridesPrimary, kThornleyAcademy, kThornleySurgery},
    {"Marsh Lane", "NS9", kEastwickSchool, kKingsholtHigh, kMillfieldsPractice},
    {"Westmoor", "WM1", kHighFellPrimary, kWestmoorAcademy, kWestmoorPractice},
    {"High Fell", "WM6", kHighFellPrimary, kWestmoorAcademy, kWestmoorPractice},
}};

std::string postcode_in(const Town& town, Dice& dice) {
    constexpr std::string_view kInward = "ABDEFGHJLNPQRSTUWXYZ";
    std::string code(town.outward);
    code += ' ';
    code += static_cast<char>('1' + dice.below(9));
    code += kInward[dice.below(kInward.size())];
    code += kInward[dice.below(kInward.size())];
    return code;
}

/// A birthday of that age. Within one season of the year, so that brothers and sisters of neighbouring ages
/// are not born a month apart.
Day birthday(int age, Dice& dice) {
    return today() - days(age * 365 + dice.between(10, 90));
}

/// "smith-31" from "Smith" and 31: letters of the ASCII range only.
std::string slug_of(std::string_view family, std::size_t number) {
    std::string slug;
    for (const char letter : family)
        if (std::isalpha(static_cast<unsigned char>(letter)))
            slug += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return slug + "-" + std::to_string(number);
}

/// One family under construction.
class Household {
public:
    Household(Builder& builder, std::size_t number)
        : b_(builder),
          dice_(builder.out().seed, "family " + std::to_string(number)),
          people_of_(dice_.pick(communities())),
          town_(dice_.pick(kTowns)) {
        surname_ = dice_.pick(people_of_.families);
        slug_ = slug_of(surname_, number);
    }

    void settle() {
        b_.begin_family(slug_, "an ordinary family", false);
        add_homes();
        const auto ages = ages_of_children();
        mother_ = add_adult("mother", 'F', ages.front());
        if (dice_.chance(70)) father_ = add_adult("father", 'M', ages.front());
        for (const int age : ages) add_child(age);
        tie_siblings();
        describe();
    }

private:
    /// Eldest first, no two alike.
    std::vector<int> ages_of_children() {
        std::vector<int> ages;
        const int children = dice_.between(1, 4);
        for (int i = 0; i < children; ++i)
            ages.push_back(i == 0 ? dice_.between(children, 16)
                                  : std::max(0, ages.back() - dice_.between(1, 3)));
        ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
        return ages;
    }

    void add_homes() {
        home_ = b_.place(std::to_string(dice_.between(1, 120)) + " " + std::string(dice_.pick(streets())),
                         std::string(town_.name), postcode_in(town_, dice_));
        moved_in_ = iso(today() - days(dice_.between(60, 3000)));
        if (!dice_.chance(40)) return;
        const Town& before = dice_.pick(kTowns);
        earlier_home_ =
            b_.place(std::to_string(dice_.between(1, 120)) + " " + std::string(dice_.pick(streets())),
                     std::string(before.name), postcode_in(before, dice_));
    }

    void house(PersonIndex person) {
        if (earlier_home_) b_.lives(person, *earlier_home_, "2010-01-01", moved_in_);
        b_.lives(person, home_, moved_in_);
    }

    PersonIndex add_adult(std::string_view role, char sex, int eldest) {
        Person adult{.slug = slug_ + "." + std::string(role),
                     .given = std::string(dice_.pick(sex == 'F' ? people_of_.girls : people_of_.boys)),
                     .family = sex == 'F' && dice_.chance(25) ? std::string(dice_.pick(people_of_.families))
                                                              : surname_,
                     .born = iso(birthday(eldest + dice_.between(18, 32), dice_)),
                     .sex = sex,
                     .ethnicity = std::string(people_of_.ethnicity),
                     .language = std::string(people_of_.language),
                     .nhs_number = b_.numbers().next_nhs(),
                     .practice = town_.practice,
                     .phone = mobile_number(dice_.between(0, 999))};
        names_.push_back(adult.given);
        const auto index = b_.add(std::move(adult));
        house(index);
        return index;
    }

    void add_child(int age) {
        const char sex = dice_.chance(50) ? 'F' : 'M';
        Person child{.slug = slug_ + ".child" + std::to_string(children_.size() + 1),
                     .given = fresh_name(sex),
                     .family = surname_,
                     .born = iso(birthday(age, dice_)),
                     .sex = sex,
                     .ethnicity = std::string(people_of_.ethnicity),
                     .language = std::string(people_of_.language),
                     .nhs_number = b_.numbers().next_nhs(),
                     .practice = town_.practice};
        if (age >= 5) child.school = age < 11 ? town_.primary : town_.secondary;
        if (child.school) {
            const School& school = b_.out().schools[*child.school];
            child.upn = b_.numbers().next_upn(school.local_authority, school.establishment, 2026 - age + 5);
        }
        const auto index = b_.add(std::move(child));
        house(index);
        b_.kin(index, "mother", mother_);
        if (father_) b_.kin(index, "father", *father_);
        children_.push_back(index);
    }

    /// No two of a family have one name.
    std::string fresh_name(char sex) {
        const auto& pool = sex == 'F' ? people_of_.girls : people_of_.boys;
        std::string name(dice_.pick(pool));
        if (std::ranges::find(names_, name) != names_.end()) {
            const auto unused = std::ranges::find_if(
                pool, [&](std::string_view each) { return std::ranges::find(names_, each) == names_.end(); });
            name = unused == pool.end() ? std::string(pool.front()) + " " + std::string(pool.back())
                                        : std::string(*unused);
        }
        names_.push_back(name);
        return name;
    }

    void tie_siblings() {
        for (std::size_t i = 0; i < children_.size(); ++i)
            for (std::size_t j = i + 1; j < children_.size(); ++j)
                b_.kin_both(children_[i], "sibling", children_[j]);
        if (father_) b_.kin_both(mother_, "partner", *father_);
    }

    void describe() {
        const int lot = dice_.between(1, 100);
        const Burden burden = lot <= 60 ? Burden::quiet : lot <= 82 ? Burden::some_help : Burden::at_risk;
        b_.out().families.back().about = tell_family(
            b_, {children_, mother_, father_, home_, town_.outward.substr(0, 2) == "WM"}, burden, dice_);
    }

    Builder& b_;
    Dice dice_;
    const Community& people_of_;
    const Town& town_;
    std::string surname_, slug_, moved_in_;
    std::vector<std::string> names_;
    std::size_t home_ = 0;
    std::optional<std::size_t> earlier_home_;
    PersonIndex mother_ = 0;
    std::optional<PersonIndex> father_;
    std::vector<PersonIndex> children_;
};

}  // namespace

void add_generated_families(Builder& builder, std::size_t families) {
    while (builder.out().families.size() < families)
        Household(builder, builder.out().families.size() + 1).settle();
}

}  // namespace kith::sandbox
