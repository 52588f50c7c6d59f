#include "net/curl_failure.h"

#include "base/text.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>

namespace kith::net {
namespace {

using ports::HttpFailure;

std::string_view certificate_words(long verify_result) {
    switch (verify_result) {
        // The chain was good, or libcurl had not come to record that it was: what failed is its own check of the name.
        case X509_V_OK:
        case X509_V_ERR_UNSPECIFIED:
            return "certificate refused: it is for another name";
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "certificate refused: expired";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "certificate refused: not valid yet";
        case X509_V_ERR_CERT_REVOKED:
            return "certificate refused: revoked";
        case X509_V_ERR_CRL_HAS_EXPIRED:
            return "certificate refused: the revocation list is out of date";
        case X509_V_ERR_CRL_NOT_YET_VALID:
        case X509_V_ERR_CRL_SIGNATURE_FAILURE:
        case X509_V_ERR_UNABLE_TO_GET_CRL:
            return "certificate refused: no usable revocation list";
        case X509_V_ERR_INVALID_PURPOSE:
            return "certificate refused: not made for a server";
        default:
            return "certificate refused: not vouched for by the pinned authority";
    }
}

// During a handshake libcurl gives one code for a peer that says no and for a line that breaks.
bool line_broke(std::string_view words) {
    return base::contains_ignoring_case(words, "SSL_ERROR_SYSCALL") ||
           base::contains_ignoring_case(words, "reset by peer") ||
           base::contains_ignoring_case(words, "broken pipe");
}

// In TLS 1.3 the peer judges our certificate after the handshake, so its alert arrives while we read.
bool is_alert(std::string_view words) {
    return base::contains_ignoring_case(words, "alert");
}

}  // namespace

Breach breach_of(int code, long verify_result, std::string_view words) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return {HttpFailure::connect, "its name cannot be found"};
        case CURLE_COULDNT_CONNECT:
            return {HttpFailure::connect, "no connection"};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {HttpFailure::tls, certificate_words(verify_result)};
        case CURLE_SSL_CACERT_BADFILE:
            return {HttpFailure::tls, "the pinned authority cannot be read"};
        case CURLE_SSL_CRL_BADFILE:
            return {HttpFailure::tls, "the revocation list cannot be read"};
        case CURLE_SSL_CERTPROBLEM:
            return {HttpFailure::tls, "our certificate cannot be used"};
        case CURLE_SSL_CONNECT_ERROR:
            if (line_broke(words)) return {HttpFailure::connect, "the connection broke during the handshake"};
            return {HttpFailure::tls, "no agreement on TLS"};
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_USE_SSL_FAILED:
            return {HttpFailure::tls, "no agreement on TLS"};
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
            if (is_alert(words)) return {HttpFailure::tls, "our certificate was refused"};
            return {HttpFailure::dropped, "the connection broke"};
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_HTTP2_STREAM:
            return {HttpFailure::dropped, "the connection closed before the answer was complete"};
        case CURLE_OPERATION_TIMEDOUT:
            return {HttpFailure::timed_out, "no answer began in time"};
        case CURLE_OUT_OF_MEMORY:  // what libcurl says of a header line past its own limit
            return {HttpFailure::too_large, "a header longer than allowed"};
        default:
            return {HttpFailure::protocol, "an answer that is not HTTP as we know it"};
    }
}

}  // namespace kith::net
