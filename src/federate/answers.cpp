#include "federate/answers.h"

#include "base/text.h"

namespace kith::federate {

using record::LedgerState;

LedgerState state_of_status(int status) {
    if (status == 401 || status == 403) return LedgerState::refused;
    if (status == 408 || status == 429 || status >= 500) return LedgerState::unreachable;
    return LedgerState::unusable;
}

std::string words_of_status(int status) {
    const std::string said = "the source answered " + std::to_string(status);
    switch (status) {
        case 400:
            return said + ", request not understood";
        case 401:
            return said + ", not let in";
        case 403:
            return said + ", request refused";
        case 404:
            return said + ", not at this address";
        case 408:
            return said + ", took too long";
        case 429:
            return said + ", asked too often";
        case 503:
            return said + ", service unavailable";
        default:
            return status >= 500 ? said + ", fault at the source" : said;
    }
}

bool says_json(const ports::HttpAnswer& answer) {
    const std::string type = answer.header("content-type");
    return type.empty() || base::contains_ignoring_case(type.substr(0, type.find(';')), "json");
}

}  // namespace kith::federate
