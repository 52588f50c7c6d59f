#pragma once
#include "base/expected.h"
#include "base/instant.h"
#include "base/secret.h"
#include "policy/decide.h"
#include "ports/transport.h"
#include "record/reply.h"
#include "record/roster_person.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kith::federate {

/// What one conversation is to find out: one person at one source, within what the permit allows for that
/// cell.
struct Ask {
    record::SourceId source;
    record::RosterPerson person;
    policy::Mode mode = policy::Mode::content;
    std::vector<record::CategoryId> categories;  ///< ask for these and no more
    record::Period period;
    record::PermitId permit;
    std::string request_id;      ///< UUID of this logical query; the same for its retries
    std::string correlation_id;  ///< UUID of the enquiry
    std::string purpose, lawful_basis, override_reason;
    std::string user, role, agency, agency_code;  ///< who asks; agency_code is the ODS or similar code
    base::Instant now{};                          ///< stamps fetched_at
    std::chrono::milliseconds time_left{8000};
};

/// Send this and give me what comes back.
struct Send {
    ports::HttpRequest request;
    /// Asking twice changes nothing at the source, so a retry is safe.
    bool is_repeatable = true;
    /// "page 2 of 3": where we are, for a partial state.
    std::string part;
};

/// The conversation is over and this is what we know. `reply.state` carries the ledger state.
struct Done {
    record::Reply reply;
};

using Step = std::variant<Send, Done>;

/// One conversation with one source about one person: a state machine with no input or output of its own.
/// The engine calls next(), sends, calls take() or fail(), and again, until Done. Never throws.
class Conversation {
public:
    virtual ~Conversation() = default;
    virtual Step next() = 0;
    /// A complete HTTP answer of any status. What cannot be read settles as unusable; 4xx and 5xx are read
    /// here too (the engine has already retried what may be retried).
    virtual void take(const ports::HttpAnswer& answer) = 0;
    /// The last Send got no answer. What had been received before is kept as `partial`; with nothing it is
    /// unreachable.
    virtual void fail(const ports::Exchange& exchange) = 0;
};

struct Token {
    base::Secret bearer;
    std::chrono::seconds lasts{0};
};

/// What a connector needs from settings: the same for every family. Paths are resolved by src/wire.
struct SourceSettings {
    record::SourceId id;
    std::string kind;  ///< "fhir.pds", "fhir.records", "fhir.cpis", "sui", "social_care", "declarative"
    /// The source's base address: a link to the next page must lead to the same place.
    std::string base_url;
    std::string client_id;
    base::Secret client_secret;
    std::string organisation;               ///< how the source knows itself: SUI org id, LA code, ODS code
    std::vector<std::string> record_types;  ///< sui, fhir.records: which to look for
    std::string mapping_json;               ///< declarative: the mapping file's text
    std::string coverage_note;              ///< "electronic records from 2006"
};

/// One source family's manners: what to send, and how to read what came back. Immutable, so any thread may
/// call.
class Connector {
public:
    virtual ~Connector() = default;
    /// What this source cannot be asked without, given the person: empty when it can be asked, else a
    /// sentence such as "needs an NHS number".
    virtual std::string cannot_ask(const record::RosterPerson& person) const = 0;
    /// Why this source's records cannot hold this person or period (area, age, paper before 2006), as a
    /// sentence; empty when they may. Such a cell is not_covered, not asked.
    virtual std::string outside_coverage(const record::RosterPerson&, const record::Period&) const {
        return {};
    }
    virtual std::unique_ptr<Conversation> open(const Ask& ask) const = 0;
    /// A request for a bearer token, when the source wants one. The engine asks once per source and keeps the
    /// token in memory until shortly before it ends.
    virtual std::optional<ports::HttpRequest> token_request() const { return std::nullopt; }
    virtual base::Expected<Token> read_token(const ports::HttpAnswer&) const {
        return base::fail(base::Fault::internal, "this source gives no tokens");
    }
    /// A path that costs the source nothing and names nobody, for opening connections early; empty: none.
    virtual std::string warm_path() const { return {}; }
};

}  // namespace kith::federate
