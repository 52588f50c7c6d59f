#include "connectors/sui/saved.h"

#include "base/text.h"
#include "connectors/sui/envelope.h"
#include "connectors/sui/pointer.h"
#include "connectors/sui/records.h"

#include <map>
#include <set>

namespace kith::sui {
namespace {

using record::LedgerState;

/// A saved message does not say when it was saved, so no date in it can be called a future one.
record::PartialDate no_today() {
    return *record::PartialDate::of_day(2200, 12, 31);
}

base::Error not_of_the_kind(std::string_view what) {
    return base::fail(base::Fault::invalid_input, "the message is not " + std::string(what));
}

record::Reply held(Filing& filing) {
    record::Reply reply = filing.finish();
    reply.state = LedgerState::records_held;
    reply.subject_ref = reply.people.front().ref;
    return reply;
}

base::Expected<record::Reply> read_record(json::Value root) {
    const Envelope envelope = open_envelope(root);
    if (!envelope.is_whole()) return not_of_the_kind("a record in its envelope");
    Filing filing(envelope.person_id, no_today());
    file_record(root, envelope, filing);
    return held(filing);
}

base::Expected<record::Reply> read_bare(std::string_view record_type, json::Value root) {
    if (!root.is_object()) return not_of_the_kind("a record's payload");
    Filing filing("subject", no_today());
    filing.begin_record(std::string(record_type));
    filing.subject().origin.reference = record_type;
    read_payload(record_type, root, filing);
    return held(filing);
}

base::Expected<record::Reply> read_flat(json::Value root) {
    if (root["sui"].is_missing()) return not_of_the_kind("one of the first stubs' answers");
    Filing filing("subject", no_today());
    filing.begin_record(said(root["sui"]));
    filing.subject().origin.reference = said(root["sui"]);
    read_vendor(root, filing);
    return held(filing);
}

base::Expected<record::Reply> read_find(json::Value root) {
    const auto pointers = read_pointers(root, {}, {}, {});
    if (!pointers) return not_of_the_kind("a find's answer");
    record::Reply reply;
    reply.state = pointers->empty() ? LedgerState::none_held : LedgerState::records_held;
    std::map<std::string, size_t> counts;
    for (const Pointer& pointer : *pointers) ++counts[pointer.record_type];
    for (const auto& [type, count] : counts)
        reply.notices.push_back(base::counted(count, "record", "records") + " of " + type);
    reply.detail = base::counted(pointers->size(), "record", "records") + " pointed to, none fetched";
    return reply;
}

base::Expected<record::Reply> read_custodian(json::Value root) {
    if (!root["records"].is_array() || said(root["orgId"]).empty())
        return not_of_the_kind("a custodian's file");
    std::set<std::string> people;
    std::optional<Filing> filing;
    for (json::Value one : root["records"]) {
        const Envelope envelope = open_envelope(one);
        if (!envelope.is_whole()) return not_of_the_kind("a custodian's file: a record lacks its envelope");
        if (!filing) filing.emplace(envelope.person_id, no_today());
        filing->begin_subject(envelope.person_id);
        people.insert(envelope.person_id);
        file_record(one, envelope, *filing);
    }
    record::Reply reply;
    if (filing) reply = filing->finish();
    reply.source = record::SourceId(said(root["orgId"]));
    reply.state = people.empty() ? LedgerState::none_held : LedgerState::records_held;
    // The file of a whole custodian is about no one person when it holds several.
    if (people.size() == 1) reply.subject_ref = *people.begin();
    reply.detail = base::counted(people.size(), "person", "people") + " in the file";
    reply.contacts.insert(reply.contacts.begin(),
                          {.name = said(root["orgName"]), .role = said(root["orgType"])});
    return reply;
}

constexpr std::string_view kPrefix = "sui.";

base::Expected<record::Reply> read_root(std::string_view kind, json::Value root) {
    if (kind == "record") return read_record(root);
    if (kind == "find") return read_find(root);
    if (kind == "custodian") return read_custodian(root);
    if (kind == "vendor") return read_flat(root);
    return read_bare(kind, root);
}

}  // namespace

std::vector<std::string> saved_kinds() {
    std::vector<std::string> kinds = {"sui.record", "sui.find", "sui.custodian", "sui.vendor"};
    for (const std::string& type : record_types()) kinds.push_back(std::string(kPrefix) + type);
    return kinds;
}

base::Expected<record::Reply> read_saved(std::string_view kind, std::string_view bytes) {
    const auto document = json::parse(bytes);
    if (!document) return document.error();
    return read_root(kind.substr(kPrefix.size()), document->root());
}

}  // namespace kith::sui
