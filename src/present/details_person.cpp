#include "base/text.h"
#include "present/details_parts.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

using network::Edge;
using network::Node;

const Node* find_node(const enquiry::Picture& picture, const std::string& id) {
    const auto& nodes = picture.network.nodes;
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

std::string node_words(const enquiry::Picture& picture, const std::string& id) {
    const Node* node = find_node(picture, id);
    return node ? node->label : identity_words(picture, id);
}

std::string joined_words(const std::string& reason) {
    if (reason == "exact_nhs_number") return "same NHS number, with name and birth date that agree";
    if (reason == "exact_upn") return "same pupil number, with name and birth date that agree";
    if (reason == "settled_same") return "a person looked at both and said they are the same";
    if (reason == "subject_of_answer") return "the source's own answer to the question about this person";
    if (reason == "only_record") return "the only record of this person";
    std::string words = reason;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string spaced_number(const record::Identifier& identifier) {
    const auto number = record::NhsNumber::parse(identifier.value);
    return identifier.kind == "nhs_number" && number ? number->spaced() : identifier.value;
}

std::string identifier_label(const std::string& kind) {
    if (kind == "nhs_number") return "NHS number";
    if (kind == "upn") return "Pupil number";
    if (kind == "uln") return "Learner number";
    std::string words = kind;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

void add_identifiers(Lines& out, const record::PersonRecord& person) {
    for (const auto& identifier : person.identifiers) {
        Line line = Line::field(identifier_label(identifier.kind), spaced_number(identifier));
        if (identifier.state != record::IdentifierState::valid)
            line.text += " (" + std::string(record::name_of(identifier.state)) + ")";
        if (identifier.state == record::IdentifierState::invalid) line.mood = Mood::work;
        out.push_back(std::move(line));
    }
}

std::string use_words(const record::PersonName& name) {
    std::string words = name.display() + " (" + std::string(record::name_of(name.use));
    if (!name.period.is_open()) words += ", " + name.period.words();
    return words + ")";
}

std::string address_words(const record::Address& address) {
    std::string words = address.one_line();
    if (!address.use.empty()) words += " (" + address.use + ")";
    if (!address.period.is_open()) words += ", " + address.period.words();
    return words;
}

void add_birth(Lines& out, const record::PersonRecord& person) {
    if (person.born) {
        Line line = Line::field("Born", person.born->words());
        if (person.born->is_possibly_default()) {
            line.text += " (possibly a default: systems write this when they do not know)";
            line.mood = Mood::work;
        }
        out.push_back(std::move(line));
    }
    if (person.expected) add_field(out, "Due", person.expected->words());
    if (person.died) add_field(out, "Died", person.died->words());
}

void add_record(Lines& out, const ChildView& view, const record::PersonRecord& person) {
    Line heading = Line::heading(view.sources->name(person.origin.source));
    heading.agency = view.sources->agency(person.origin.source);
    out.push_back(std::move(heading));
    for (const auto& name : person.names) add_field(out, "Name", use_words(name));
    add_birth(out, person);
    if (person.sex != record::Sex::not_stated)
        add_field(out, "Sex", std::string(record::name_of(person.sex)));
    add_identifiers(out, person);
    for (const auto& address : person.addresses) add_field(out, "Address", address_words(address));
    for (const auto& phone : person.phones) add_field(out, "Telephone", phone);
    for (const auto& email : person.emails) add_field(out, "Email", email);
    add_field(out, "GP practice", person.gp_practice);
    add_field(out, "School", person.school);
    add_field(out, "Ethnicity", person.ethnicity);
    add_field(out, "Language", person.language);
    for (const auto& [label, value] : person.details) add_field(out, label, value);
    if (person.is_restricted) add_field(out, "Restricted", "the source holds more and withholds it");
    add_handling(out, person.handling);
    add_quality(out, person.quality);
}

Line edge_line(const ChildView& view, const Edge& edge, const std::string& seen_from) {
    const auto& picture = *view.picture;
    const std::string other = node_words(picture, edge.from == seen_from ? edge.to : edge.from);
    Line line =
        Line::field(wording::tie(edge.kind), edge.sentence.empty() ? other : other + ". " + edge.sentence);
    line.opens = Target::edge(edge.id);
    return line;
}

void add_ties(Lines& out, const ChildView& view, const std::string& node) {
    bool is_first = true;
    for (const auto& edge : view.picture->network.edges) {
        if (edge.from != node && edge.to != node) continue;
        if (is_first) add_heading(out, "Ties");
        is_first = false;
        out.push_back(edge_line(view, edge, node));
    }
}

void add_disagreements(Lines& out, const enquiry::Picture& picture, const std::string& identity) {
    for (const auto& conflict : picture.conflicts) {
        if (conflict.identity != identity) continue;
        Line line = Line::field("Sources disagree", conflict.words);
        line.mood = Mood::work;
        line.opens = Target::conflict(conflict.id);
        out.push_back(std::move(line));
    }
}

void add_member(Details& details, const ChildView& view, const link::Link& link) {
    const record::PersonRecord* person = find_record(*view.picture, link.record);
    if (!person) return;
    add_record(details.account, view, *person);
    add_field(details.account, "Held to be this person", joined_words(link.reason));
    add_comparison(details.account, link.evidence);
    add_heading(details.origin, view.sources->name(person->origin.source));
    add_origin(details.origin, view, person->origin);
}

Details place_details(const ChildView& view, const Node& node) {
    Details details;
    details.title = node.label;
    add_field(details.account, "Role or place", node.note);
    add_field(details.account, "Telephone", node.phone);
    add_ties(details.account, view, node.id);
    for (const auto& edge : view.picture->network.edges)
        if (edge.from == node.id || edge.to == node.id)
            for (const auto& statement : edge.statements) add_origin(details.origin, view, statement.origin);
    return details;
}

}  // namespace

Details person_details(const ChildView& view, const std::string& id) {
    const link::Identity* identity = find_identity(*view.picture, id);
    const Node* node = find_node(*view.picture, id);
    if (!identity) return node ? place_details(view, *node) : Details{};
    Details details;
    details.title = identity_words(*view.picture, id);
    if (!identity->person.empty())
        add_field(details.account, "In the roster as", person_words(view, identity->person));
    add_disagreements(details.account, *view.picture, id);
    for (const auto& member : identity->members) add_member(details, view, member);
    add_ties(details.account, view, id);
    return details;
}

Details edge_details(const ChildView& view, const std::string& id) {
    const auto& edges = view.picture->network.edges;
    const auto edge = std::find_if(edges.begin(), edges.end(), [&](const Edge& e) { return e.id == id; });
    if (edge == edges.end()) return {};
    Details details;
    details.title = node_words(*view.picture, edge->from) + " - " + wording::tie(edge->kind) + " - " +
                    node_words(*view.picture, edge->to);
    if (!edge->sentence.empty()) details.account.push_back(Line::sentence(edge->sentence));
    add_field(details.account, "From and until",
              edge->since.is_known() ? edge->since.words() : "dates not given");
    if (edge->is_ended) add_field(details.account, "Ended", "a source gives an end; the tie is kept");
    for (const auto& statement : edge->statements) {
        Line line =
            Line::field("Says", statement.words.empty() ? "stated without further words" : statement.words);
        line.said_by = view.sources->name(statement.origin.source) +
                       (statement.since.is_known() ? ", " + statement.since.words() : std::string());
        line.agency = view.sources->agency(statement.origin.source);
        details.account.push_back(std::move(line));
        add_origin(details.origin, view, statement.origin);
    }
    return details;
}

}  // namespace kith::present
