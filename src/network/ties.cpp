#include "base/text.h"
#include "link/fold.h"
#include "link/short_id.h"
#include "network/parts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace kith::network {

namespace {

/// Kinds that say the same of two people, so that their statements stand behind one line.
std::string class_of(const std::string& kind) {
    if (kind == "mother" || kind == "father" || kind == "parent") return "parent";
    if (kind == "sibling" || kind == "half_sibling" || kind == "twin") return "sibling";
    if (kind == "partner" || kind == "ex_partner") return "partner";
    return kind;
}

bool is_two_sided(const std::string& kind) {
    return class_of(kind) == "sibling" || class_of(kind) == "partner" || kind == "relative" ||
           kind == "friend" || kind == "unknown";
}

/// The telling word before the general one: "mother" says more than "parent".
int precision_of(const std::string& kind) {
    if (kind == "parent" || kind == "sibling" || kind == "ex_partner") return 0;
    return kind == "half_sibling" ? 1 : 2;
}

struct Said {
    std::string from, to, kind;
    Edge::Statement statement;
};

std::optional<Node::Kind> body_of(const std::string& tie_kind) {
    if (tie_kind == "attends_school") return Node::Kind::school;
    if (tie_kind == "registered_gp") return Node::Kind::practice;
    if (tie_kind == "social_worker" || tie_kind == "health_visitor" || tie_kind == "professional")
        return Node::Kind::professional;
    if (tie_kind == "lives_at") return std::nullopt;  // a household, drawn as a boundary
    return Node::Kind::service;
}

std::string_view prefix_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::school:
            return "school:";
        case Node::Kind::practice:
            return "practice:";
        case Node::Kind::professional:
            return "professional:";
        default:
            return "service:";
    }
}

bool had_begun(const record::When& since, const record::PartialDate& day) {
    return !since.is_known() || since.first_day() <= day.last_day();
}

bool had_ended(const record::When& since, const record::PartialDate& day) {
    return since.end() && since.end()->last_day() < day.first_day();
}

std::string dated(const record::When& since) {
    if (!since.is_known()) return {};
    std::string out = " since " + since.start().words();
    if (since.end()) out += " until " + since.end()->words();
    return out;
}

std::string sentence_of(const Edge& edge, const wording::SourceNames& names) {
    std::vector<std::string> who;
    std::set<record::SourceId> sources;
    for (const auto& statement : edge.statements) {
        sources.insert(statement.origin.source);
        std::string text = statement.origin.source == kAsker
                               ? "the person asking"
                               : wording::source_name(names, statement.origin.source);
        text += dated(statement.since);
        if (std::find(who.begin(), who.end(), text) == who.end()) who.push_back(std::move(text));
    }
    std::string out = wording::tie(edge.kind);
    if (!out.empty()) out[0] = base::upper_ascii(out.substr(0, 1))[0];
    out += edge.is_ended ? ", ended" : "";
    return wording::sayable(out + (sources.size() == 1 ? ", says " : ", say ") + wording::listed(who));
}

/// From the earliest start to the latest end; open where any source leaves it open.
record::When widest(const std::vector<Edge::Statement>& statements) {
    const record::When* first = nullptr;
    const record::When* last = nullptr;
    bool open = false;
    for (const auto& [origin, since, words] : statements) {
        if (!since.is_known()) continue;
        if (!first || since.first_day() < first->first_day()) first = &since;
        if (!since.end()) open = true;
        if (since.end() && (!last || since.end()->last_day() > last->end()->last_day())) last = &since;
    }
    if (!first) return {};
    return record::When::span(first->start(), open || !last ? std::nullopt : last->end());
}

class Reader {
public:
    explicit Reader(const Ground& ground) : ground_(ground) {
        read_roster();
        for (const auto& reply : ground.replies) read(*reply);
    }

    Ties take() {
        Ties out;
        for (auto& [key, said] : said_) out.edges.push_back(edge_of(key, said));
        std::sort(out.edges.begin(), out.edges.end(),
                  [](const Edge& a, const Edge& b) { return a.id < b.id; });
        for (auto& [id, node] : bodies_) out.nodes.push_back(std::move(node));
        return out;
    }

private:
    using Key = std::tuple<std::string, std::string, std::string>;  // from, to, class

    void add(Said said) {
        if (said.from == said.to || !had_begun(said.statement.since, ground_.as_at)) return;
        if (is_two_sided(said.kind) && said.to < said.from) std::swap(said.from, said.to);
        Key key{said.from, said.to, class_of(said.kind)};
        said_[std::move(key)].push_back(std::move(said));
    }

    /// Ties between people and to bodies as sources state them, and what their records hold in fields of
    /// their own.
    void read(const record::Reply& reply) {
        const link::Refs refs(reply, ground_.people);
        for (const auto& tie : reply.ties) read(refs, tie);
        for (const auto& person : reply.people) {
            const auto* identity = ground_.people.of(person);
            if (!identity) continue;
            add_body(identity->id, "attends_school", person.school, {}, {person.origin, {}, {}});
            add_body(identity->id, "registered_gp", person.gp_practice, {}, {person.origin, {}, {}});
        }
    }

    void read(const link::Refs& refs, const record::Tie& tie) {
        const auto* from = refs.of(tie.from);
        if (!from) return;
        const Edge::Statement statement{tie.origin, tie.since, tie.words};
        if (!tie.to_person) return add_body(from->id, tie.kind, tie.to, tie.phone, statement);
        if (const auto* to = refs.of(tie.to)) add({from->id, to->id, tie.kind, statement});
    }

    void add_body(const std::string& from, const std::string& kind, const std::string& name,
                  const std::string& phone, const Edge::Statement& statement) {
        const auto body = body_of(kind);
        const std::string folded = link::fold(name);
        if (!body || folded.empty() || !had_begun(statement.since, ground_.as_at)) return;
        const std::string id = std::string(prefix_of(*body)) + folded;
        auto& node = bodies_.try_emplace(id, Node{.id = id, .kind = *body, .label = name, .is_asked = false})
                         .first->second;
        if (node.phone.empty()) node.phone = phone;
        if (*body == Node::Kind::professional && node.note.empty()) node.note = wording::tie(kind);
        add({from, id, kind, statement});
    }

    /// What the person asking said: who is the mother, and that her partner is hers.
    void read_roster() {
        const std::string child = subject_id(ground_);
        if (child.empty()) return;
        const std::string mother = node_with("mother");
        for (const auto& line : ground_.roster) {
            const std::string node = node_of(line);
            if (node.empty() || node == child || line.relation == "subject") continue;
            const bool is_partner = line.relation == "partner" || line.relation == "mothers_partner";
            Edge::Statement statement{{kAsker, line.id.text(), {}, {}}, {}, line.mentioned_in};
            if (is_partner && !mother.empty() && mother != node)
                add({mother, node, "partner", std::move(statement)});
            else
                add({child, node, is_partner ? "parents_partner" : roster_kind(line.relation),
                     std::move(statement)});
        }
    }

    static std::string roster_kind(const std::string& relation) {
        if (relation == "fathers_partner") return "parents_partner";
        if (relation == "brother" || relation == "sister") return "sibling";
        if (relation == "grandmother" || relation == "grandfather") return "grandparent";
        return relation == "other" || relation.empty() ? "unknown" : relation;
    }

    std::string node_of(const record::RosterPerson& line) const {
        if (line.is_unknown) return unknown_id(line);
        const auto* identity = ground_.people.of_line(line.id);
        return identity ? identity->id : std::string();
    }

    /// The one line with this relation; empty when there are several.
    std::string node_with(const std::string& relation) const {
        const auto is_it = [&](const auto& line) { return line.relation == relation; };
        if (std::count_if(ground_.roster.begin(), ground_.roster.end(), is_it) != 1) return {};
        return node_of(*std::find_if(ground_.roster.begin(), ground_.roster.end(), is_it));
    }

    Edge edge_of(const Key& key, std::vector<Said>& said) const {
        std::stable_sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
            return std::tie(a.statement.origin, a.kind) < std::tie(b.statement.origin, b.kind);
        });
        Edge edge{
            .id = link::short_id("t-", std::get<0>(key) + '|' + std::get<1>(key) + '|' + std::get<2>(key)),
            .from = std::get<0>(key),
            .to = std::get<1>(key)};
        edge.is_ended = true;
        for (auto& [from, to, kind, statement] : said) {
            if (edge.kind.empty() || precision_of(kind) > precision_of(edge.kind)) edge.kind = kind;
            edge.is_ended =
                edge.is_ended && (kind == "ex_partner" || had_ended(statement.since, ground_.as_at));
            const bool again = !edge.statements.empty() &&
                               edge.statements.back().origin == statement.origin &&
                               edge.statements.back().since == statement.since &&
                               edge.statements.back().words == statement.words;
            if (!again) edge.statements.push_back(std::move(statement));
        }
        edge.since = widest(edge.statements);
        edge.sentence = sentence_of(edge, ground_.names);
        return edge;
    }

    const Ground& ground_;
    std::map<Key, std::vector<Said>> said_;
    std::map<std::string, Node> bodies_;
};

}  // namespace

std::string unknown_id(const record::RosterPerson& line) {
    return "unknown:" + line.id.text();
}

std::string subject_id(const Ground& ground) {
    if (const auto* subject = ground.people.of_line(record::PersonId("subject"))) return subject->id;
    if (!ground.identities.identities.empty() && !ground.identities.identities.front().person.empty())
        return ground.identities.identities.front().id;
    for (const auto& reply : ground.replies)
        if (const auto* identity = link::Refs(*reply, ground.people).of(reply->subject_ref))
            return identity->id;
    return {};
}

Ties ties(const Ground& ground) {
    return Reader(ground).take();
}

}  // namespace kith::network
