#include "chronology/statements.h"

#include "link/address_key.h"
#include "link/fold.h"
#include "link/people.h"

#include <algorithm>

namespace kith::chronology {

namespace {

using All = std::map<std::string, std::map<Field, Said>>;

bool is_current_home(const record::Address& address) {
    return !address.is_protected && !address.period.to && address.use != "billing" && address.use != "old";
}

record::When since(const record::Period& period) {
    return period.from ? record::When::on(*period.from) : record::When();
}

class Reader {
public:
    Reader(const link::Replies& replies, const link::Identities& identities) : people_(identities) {
        for (const auto& reply : link::in_order(replies)) read(*reply);
    }
    All take() { return std::move(all_); }

private:
    void add(const link::Identity& identity, Field field, Statement statement) {
        if (statement.key.empty()) return;
        auto& said = all_[identity.id][field][statement.origin.source];
        const bool again = std::any_of(said.begin(), said.end(), [&](const Statement& s) {
            return s.key == statement.key && s.origin.reference == statement.origin.reference;
        });
        if (!again) said.push_back(std::move(statement));
    }

    void read(const record::Reply& reply) {
        const link::Refs refs(reply, people_);
        for (const auto& person : reply.people)
            if (const auto* identity = people_.of(person)) read(*identity, person);
        for (const auto& tie : reply.ties) read(refs, tie);
    }

    void read(const link::Identity& identity, const record::PersonRecord& person) {
        for (const auto& address : person.addresses)
            if (is_current_home(address))
                add(identity, Field::address,
                    {address.one_line(), link::address_key(address), person.origin, since(address.period)});
        if (person.born)
            add(identity, Field::born, {person.born->words(), person.born->iso(), person.origin, {}});
        if (person.sex != record::Sex::not_stated)
            add(identity, Field::sex,
                {std::string(name_of(person.sex)), std::string(name_of(person.sex)), person.origin, {}});
        add(identity, Field::gp, {person.gp_practice, link::fold(person.gp_practice), person.origin, {}});
        add(identity, Field::school, {person.school, link::fold(person.school), person.origin, {}});
        read_name(identity, person);
    }

    void read_name(const link::Identity& identity, const record::PersonRecord& person) {
        for (const auto& name : person.names) {
            const bool past =
                name.period.to || name.use == record::NameUse::former || name.use == record::NameUse::birth;
            if (past) continue;
            const auto given = link::folded_words(name.given);
            const std::string first =
                given.empty() || link::is_stand_in(given.front()) ? std::string() : given.front();
            add(identity, Field::given_name, {name.given, first, person.origin, since(name.period)});
            add(identity, Field::family_name,
                {name.family, link::fold(name.family), person.origin, since(name.period)});
        }
    }

    void read(const link::Refs& refs, const record::Tie& tie) {
        const auto* identity = refs.of(tie.from);
        if (!identity || tie.since.end()) return;
        if (tie.kind == "registered_gp" && !tie.to_person)
            add(*identity, Field::gp, {tie.to, link::fold(tie.to), tie.origin, tie.since});
        if (tie.kind == "attends_school" && !tie.to_person)
            add(*identity, Field::school, {tie.to, link::fold(tie.to), tie.origin, tie.since});
        const bool is_carer = tie.kind == "carer" || tie.kind == "foster_carer" || tie.kind == "guardian";
        const auto* carer = is_carer && tie.to_person ? refs.of(tie.to) : nullptr;
        if (carer) add(*identity, Field::carer, {carer->name.display(), carer->id, tie.origin, tie.since});
    }

    link::People people_;
    All all_;
};

}  // namespace

All statements(const link::Replies& replies, const link::Identities& identities) {
    return Reader(replies, identities).take();
}

}  // namespace kith::chronology
