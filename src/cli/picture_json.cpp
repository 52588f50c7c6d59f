#include "cli/picture_json.h"

#include "json/writer.h"
#include "wording/wording.h"

namespace kith::cli {
namespace {

using json::Writer;

void write_texts(Writer& w, std::string_view name, const auto& texts) {
    w.key(name).array();
    for (const auto& text : texts) {
        if constexpr (requires { text.text(); })
            w.string(text.text());
        else
            w.string(text);
    }
    w.end();
}

void write_instant(Writer& w, std::string_view name, const std::optional<base::Instant>& instant) {
    w.key(name);
    if (instant)
        w.string(base::to_iso(*instant));
    else
        w.null();
}

void write_origin(Writer& w, const record::Origin& origin) {
    w.object().member("source", origin.source.text()).member("reference", origin.reference);
    w.member("fetched_at", base::to_iso(origin.fetched_at)).member("permit", origin.permit.text()).end();
}

/// "source|reference|ref" taken apart again.
void write_record_key(Writer& w, const link::RecordKey& key) {
    const size_t first = key.find('|'), last = key.rfind('|');
    w.object().member("source", key.substr(0, first));
    w.member("reference", first == last ? std::string{} : key.substr(first + 1, last - first - 1))
        .member("record", key)
        .end();
}

std::string_view finding(link::Evidence::Finding f) {
    using F = link::Evidence::Finding;
    return f == F::agrees ? "agrees" : f == F::near ? "near" : f == F::differs ? "differs" : "missing";
}

void write_evidence(Writer& w, const std::vector<link::Evidence>& evidence) {
    w.array();
    for (const auto& e : evidence)
        w.object()
            .member("field", e.field)
            .member("finding", finding(e.finding))
            .member("words", e.words)
            .end();
    w.end();
}

void write_enquiry(Writer& w, const enquiry::Picture& picture, const Asking& asking) {
    const auto& request = asking.request;
    w.object()
        .member("at", base::to_iso(picture.at))
        .member("case", request.case_ref)
        .member("purpose", request.purpose);
    w.member("user", request.user.id)
        .member("role", request.user.role)
        .member("period", request.period.words());
    if (asking.began)
        w.member("permit", asking.began->permit).member("lawful_basis", asking.began->lawful_basis);
    if (asking.began) w.member("rulebook_version", asking.began->rulebook_version);
    const record::Totals totals = record::count(picture.ledger);
    w.member("cancelled", asking.was_cancelled).key("totals").object();
    w.member("answers", totals.answers).member("work", totals.work).member("holes", totals.holes).end().end();
}

void write_roster(Writer& w, const enquiry::Picture& picture) {
    w.array();
    for (const auto& person : picture.roster) {
        w.object().member("person", person.id.text()).member("relation", person.relation);
        w.member("name", person.best_name().display())
            .member("asked", person.ticked && !person.is_unknown)
            .end();
    }
    w.end();
}

void write_ledger(Writer& w, const enquiry::Picture& picture) {
    w.array();
    for (const auto& cell : picture.ledger) {
        w.object().member("person", cell.person.text()).member("source", cell.source.text());
        w.member("state", record::name_of(cell.state)).member("count", cell.count);
        write_instant(w, "as_of", cell.as_of);
        w.member("detail", cell.detail)
            .member("required", cell.required)
            .member("label", wording::label(cell.state))
            .end();
    }
    w.end();
}

/// When each answer came, apart from what it said: two runs that hear the same have the same ledger.
void write_timing(Writer& w, const enquiry::Picture& picture) {
    w.array();
    for (const auto& cell : picture.ledger) {
        if (!cell.received_at) continue;
        w.object().member("person", cell.person.text()).member("source", cell.source.text());
        write_instant(w, "received_at", cell.received_at);
        write_instant(w, "kept_until", cell.kept_until);
        w.member("tries", cell.tries).end();
    }
    w.end();
}

void write_identities(Writer& w, const link::Identities& identities) {
    w.array();
    for (const auto& identity : identities.identities) {
        w.object().member("id", identity.id).member("person", identity.person.text());
        w.member("name", identity.name.display());
        w.member("born", identity.born ? identity.born->iso() : std::string{}).key("members").array();
        for (const auto& link : identity.members) write_record_key(w, link.record);
        w.end().key("evidence").array();
        for (const auto& link : identity.members) {
            w.object().member("record", link.record).member("reason", link.reason).key("fields");
            write_evidence(w, link.evidence);
            w.end();
        }
        w.end().end();
    }
    w.end();
}

void write_candidates(Writer& w, const link::Identities& identities) {
    w.array();
    for (const auto& candidate : identities.candidates) {
        w.object().member("id", candidate.id).member("person", candidate.person.text());
        w.member("identity", candidate.identity)
            .member("record", candidate.record)
            .member("guard", candidate.guard);
        w.member("strong", candidate.is_strong).key("evidence");
        write_evidence(w, candidate.evidence);
        w.end();
    }
    w.end();
}

/// One number, two people; one person, two numbers: both are kept.
void write_clashes(Writer& w, const link::Identities& identities) {
    w.array();
    for (const auto& clash : identities.clashes) {
        w.object().member("words", clash.words).key("records").array();
        for (const auto& record : clash.records) write_record_key(w, record);
        w.end().end();
    }
    w.end();
}

void write_entries(Writer& w, const std::vector<chronology::Entry>& entries) {
    w.array();
    for (const auto& entry : entries) {
        const record::Event& event = entry.event;
        w.object().member("id", entry.id).member("occurred", event.sort_time().iso());
        w.member("precision", record::name_of(event.sort_time().precision()))
            .member("sorted_by", event.sorted_by());
        w.member("source", event.origin.source.text())
            .member("kind", event.kind)
            .member("title", event.title);
        w.member("text", event.text)
            .member("voice", record::name_of(event.voice))
            .member("group", entry.group);
        w.member("significant", event.significant).member("category", event.category.text());
        write_texts(w, "people", entry.people);
        w.key("origin");
        write_origin(w, event.origin);
        w.end();
    }
    w.end();
}

void write_groups(Writer& w, const std::vector<chronology::Group>& groups) {
    w.array();
    for (const auto& group : groups) {
        w.object().member("id", group.id).member("headline", group.headline).member("reason", group.reason);
        write_texts(w, "entries", group.entries);
        w.end();
    }
    w.end();
}

std::string_view kind_of(network::Node::Kind kind) {
    using K = network::Node::Kind;
    switch (kind) {
        case K::person:
            return "person";
        case K::household:
            return "household";
        case K::school:
            return "school";
        case K::practice:
            return "practice";
        case K::professional:
            return "professional";
        case K::service:
            return "service";
    }
    return "service";
}

void write_nodes(Writer& w, std::string_view name, const network::Network& network, bool people) {
    w.key(name).array();
    for (const auto& node : network.nodes) {
        if ((node.kind == network::Node::Kind::person) != people) continue;
        w.object().member("id", node.id).member("kind", kind_of(node.kind)).member("label", node.label);
        w.member("note", node.note)
            .member("generation", node.generation)
            .member("asked", node.is_asked)
            .end();
    }
    w.end();
}

void write_tie(Writer& w, const network::Edge& edge) {
    const auto end = edge.since.end();
    w.object().member("from", edge.from).member("to", edge.to).member("kind", edge.kind);
    w.member("since", edge.since.is_known() ? edge.since.start().iso() : std::string{});
    w.member("until", end ? end->iso() : std::string{})
        .member("sentence", edge.sentence)
        .key("origin")
        .array();
    for (const auto& statement : edge.statements) write_origin(w, statement.origin);
    w.end().end();
}

void write_network(Writer& w, const network::Network& network) {
    w.object();
    write_nodes(w, "people", network, true);
    write_nodes(w, "places", network, false);
    w.key("ties").array();
    for (const auto& edge : network.edges) write_tie(w, edge);
    w.end().key("households").array();
    for (const auto& household : network.households) {
        w.object().member("id", household.id).member("label", household.label);
        write_texts(w, "people", household.people);
        w.end();
    }
    w.end().end();
}

void write_conflicts(Writer& w, const std::vector<chronology::Conflict>& conflicts) {
    w.array();
    for (const auto& conflict : conflicts) {
        w.object()
            .member("id", conflict.id)
            .member("identity", conflict.identity)
            .member("field", conflict.field);
        w.member("words", conflict.words).key("sides").array();
        for (const auto& side : conflict.sides) {
            w.object().member("value", side.value).member("since", side.since.iso()).key("origin");
            write_origin(w, side.origin);
            w.end();
        }
        w.end().end();
    }
    w.end();
}

void write_patterns(Writer& w, const std::vector<patterns::Finding>& findings) {
    w.array();
    for (const auto& finding : findings) {
        w.object()
            .member("rule", finding.rule)
            .member("rule_text", finding.rule_text)
            .member("words", finding.words);
        w.member("identity", finding.identity);
        write_texts(w, "entries", finding.entries);
        write_texts(w, "sources", finding.sources);
        w.end();
    }
    w.end();
}

void write_thirty_seconds(Writer& w, const std::vector<enquiry::Line>& lines) {
    w.array();
    for (const auto& line : lines) {
        w.object().member("label", line.label).member("text", line.text).member("hole", line.is_hole);
        write_texts(w, "entries", line.entries);
        w.key("origins").array();
        for (const auto& origin : line.origins) write_origin(w, origin);
        w.end().end();
    }
    w.end();
}

void write_log(Writer& w, const Asking& asking) {
    if (!asking.began) {
        w.null();
        return;
    }
    w.object().member("leaf", static_cast<std::int64_t>(asking.began->leaf));
    w.member("size", static_cast<std::int64_t>(asking.began->log_size))
        .member("root", asking.began->log_root);
    if (!asking.log_problem.empty()) w.member("problem", asking.log_problem);
    w.end();
}

}  // namespace

std::string to_json(const enquiry::Picture& picture, const Asking& asking) {
    Writer w;
    w.object().key("enquiry");
    write_enquiry(w, picture, asking);
    w.key("roster"), write_roster(w, picture);
    w.key("ledger"), write_ledger(w, picture);
    w.key("timing"), write_timing(w, picture);
    w.key("identities"), write_identities(w, picture.identities);
    w.key("candidates"), write_candidates(w, picture.identities);
    w.key("clashes"), write_clashes(w, picture.identities);
    w.key("chronology"), write_entries(w, picture.chronology.entries);
    w.key("undated"), write_entries(w, picture.chronology.undated);
    w.key("groups"), write_groups(w, picture.chronology.groups);
    w.key("network"), write_network(w, picture.network);
    w.key("conflicts"), write_conflicts(w, picture.conflicts);
    w.key("patterns"), write_patterns(w, picture.patterns);
    w.key("thirty_seconds"), write_thirty_seconds(w, picture.thirty_seconds);
    w.key("log"), write_log(w, asking);
    w.end();
    return w.text() + "\n";
}

}  // namespace kith::cli
