#include "connectors/declarative/declarative.h"

#include "connectors/declarative/conversation.h"
#include "connectors/declarative/mapping.h"
#include "connectors/declarative/request_template.h"
#include "federate/oauth.h"

#include <algorithm>

namespace kith::declarative {
namespace {

class Connector final : public federate::Connector {
public:
    Connector(federate::SourceSettings settings, Mapping mapping)
        : settings_(std::move(settings)), mapping_(std::make_shared<const Mapping>(std::move(mapping))) {}

    std::string cannot_ask(const record::RosterPerson& person) const override {
        return declarative::cannot_ask(mapping_->request, person, settings_.id);
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<Conversation>(mapping_, settings_.organisation, settings_.coverage_note, ask);
    }

    std::optional<ports::HttpRequest> token_request() const override {
        if (!mapping_->token) return std::nullopt;
        return federate::client_credentials_request(settings_, mapping_->token->path, mapping_->token->scope);
    }

    base::Expected<federate::Token> read_token(const ports::HttpAnswer& answer) const override {
        return federate::read_bearer_token(answer);
    }

private:
    federate::SourceSettings settings_;
    std::shared_ptr<const Mapping> mapping_;
};

/// It becomes part of an address, where anything else would change what the address means.
bool is_plain(const std::string& organisation) {
    return std::all_of(organisation.begin(), organisation.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

}  // namespace

base::Expected<std::shared_ptr<const federate::Connector>> make(const federate::SourceSettings& settings) {
    const std::string source = "source \"" + settings.id.text() + "\": ";
    if (!is_plain(settings.organisation))
        return base::fail(base::Fault::invalid_input,
                          source + "organisation must be letters, digits, - and _");
    auto mapping = parse_mapping(settings.mapping_json);
    if (!mapping) return base::fail(mapping.error().fault, source + "mapping: " + mapping.error().detail);
    if (mapping->source != settings.id.text())
        return base::fail(base::Fault::invalid_input, source + "the mapping is written for another source");
    return std::shared_ptr<const federate::Connector>(
        std::make_shared<Connector>(settings, std::move(*mapping)));
}

}  // namespace kith::declarative
