#include "connectors/sui/sui.h"

#include "connectors/sui/conversation.h"
#include "connectors/sui/saved.h"
#include "federate/oauth.h"

#include <algorithm>

namespace kith::sui {
namespace {

class Connector final : public federate::Connector {
public:
    explicit Connector(federate::SourceSettings settings) : settings_(std::move(settings)) {}

    std::string cannot_ask(const record::RosterPerson& person) const override {
        return record::NhsNumber::parse(person.nhs_number) ? "" : "needs an NHS number";
    }

    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<Conversation>(settings_, ask);
    }

    std::optional<ports::HttpRequest> token_request() const override {
        return federate::client_credentials_request(settings_, "/api/v1/Auth/token",
                                                    "find-record.read fetch-record.read");
    }

    base::Expected<federate::Token> read_token(const ports::HttpAnswer& answer) const override {
        return federate::read_bearer_token(answer);
    }

private:
    federate::SourceSettings settings_;
};

}  // namespace

std::shared_ptr<const federate::Connector> make(const federate::SourceSettings& settings) {
    return std::make_shared<Connector>(settings);
}

std::vector<std::string> readable_kinds() {
    return saved_kinds();
}

base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes) {
    const auto kinds = saved_kinds();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        return base::fail(base::Fault::invalid_input, "not a kind of message that this family reads");
    return read_saved(kind, bytes);
}

}  // namespace kith::sui
