#include "connectors/social_care/social_care.h"

#include "base/text.h"
#include "connectors/social_care/child.h"
#include "connectors/social_care/conversation.h"
#include "federate/oauth.h"

#include <algorithm>
#include <array>

namespace kith::social_care {
namespace {

using record::LedgerState;

/// Relations that only an adult has to a child, when no age is given.
constexpr std::array<std::string_view, 10> kAdultRelations = {
    "mother",          "father",      "parent",      "partner",     "mothers_partner",
    "fathers_partner", "step_parent", "grandparent", "grandmother", "grandfather"};

bool must_be_adult(const record::RosterPerson& person) {
    const bool has_age = person.born || person.estimated_age;
    return !has_age && std::find(kAdultRelations.begin(), kAdultRelations.end(), person.relation) !=
                           kAdultRelations.end();
}

class Connector final : public federate::Connector {
public:
    explicit Connector(federate::SourceSettings settings) : settings_(std::move(settings)) {}

    std::string cannot_ask(const record::RosterPerson& person) const override {
        if (must_be_adult(person)) return "holds records of children only";
        if (has_own_number(person)) return {};
        if (person.best_name().family.empty()) return "needs a family name";
        if (person.is_unborn) return {};
        if (person.best_name().given.empty()) return "needs a first name";
        return person.born && person.born->has_day() ? "" : "needs a full birth date";
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<Conversation>(settings_, ask);
    }

    std::optional<ports::HttpRequest> token_request() const override {
        return federate::client_credentials_request(settings_, "/oauth2/v2.0/token");
    }

    base::Expected<federate::Token> read_token(const ports::HttpAnswer& answer) const override {
        return federate::read_bearer_token(answer);
    }

private:
    bool has_own_number(const record::RosterPerson& person) const {
        return std::any_of(person.confirmed.begin(), person.confirmed.end(),
                           [&](const record::Identifier& held) {
                               return held.kind == "la_child_id" && held.issuer == settings_.id.text();
                           });
    }

    federate::SourceSettings settings_;
};

/// A saved message does not say when it was saved, so no date in it can be called a future one.
record::PartialDate no_today() {
    return *record::PartialDate::of_day(2200, 12, 31);
}

base::Error not_of_the_kind() {
    return base::fail(base::Fault::invalid_input, "the message is not a child's payload, or a list of them");
}

base::Expected<record::Reply> read_children(const std::vector<json::Value>& children) {
    record::Reply reply;
    size_t purged = 0;
    for (json::Value child : children) {
        if (!is_child(child)) return not_of_the_kind();
        if (is_purged(child))
            ++purged;
        else
            reply.subject_ref = read_child(child, {}, no_today(), reply);
    }
    if (purged > 0)
        reply.notices.push_back(base::counted(purged, "record was", "records were") +
                                " withdrawn by the source");
    // A list of several is about no one child.
    if (reply.people.size() != 1) reply.subject_ref.clear();
    reply.state = reply.people.empty() ? LedgerState::none_held : LedgerState::records_held;
    reply.detail = base::counted(reply.people.size(), "child", "children") + " in the message";
    return reply;
}

std::vector<json::Value> elements(json::Value list) {
    std::vector<json::Value> out;
    for (json::Value one : list) out.push_back(one);
    return out;
}

}  // namespace

std::shared_ptr<const federate::Connector> make(const federate::SourceSettings& settings) {
    return std::make_shared<Connector>(settings);
}

std::vector<std::string> readable_kinds() {
    return {"social_care.child", "social_care.children"};
}

base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes) {
    const bool is_list = kind == "social_care.children";
    if (!is_list && kind != "social_care.child")
        return base::fail(base::Fault::invalid_input, "not a kind of message that this family reads");
    const auto document = json::parse(bytes);
    if (!document) return document.error();
    if (is_list != document->root().is_array()) return not_of_the_kind();
    return read_children(is_list ? elements(document->root()) : std::vector<json::Value>{document->root()});
}

}  // namespace kith::social_care
