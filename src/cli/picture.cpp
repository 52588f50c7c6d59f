#include "cli/files.h"
#include "cli/picture_json.h"
#include "cli/verbs.h"
#include "ports/clock.h"
#include "record/reply_json.h"

#include <algorithm>
#include <map>

namespace kith::cli {
namespace {

using Replies = std::vector<std::shared_ptr<const record::Reply>>;

base::Expected<Replies> read_replies(const std::vector<std::string>& files) {
    Replies replies;
    for (const auto& file : files) {
        auto bytes = read_file(file);
        if (!bytes) return bytes.error();
        auto reply = record::from_json(*bytes);
        if (!reply) return base::fail(base::Fault::corrupt, "a saved reply: " + reply.error().detail);
        if (reply->person.empty()) reply->person = record::PersonId("subject");
        replies.push_back(std::make_shared<const record::Reply>(std::move(*reply)));
    }
    return replies;
}

/// Saved replies name people but describe nobody: each line of the roster is what its first reply calls the
/// person.
record::RosterPerson line_for(const record::Reply& reply) {
    record::RosterPerson line;
    line.id = reply.person;
    line.relation = reply.person.text() == "subject" ? "subject" : "other";
    const auto record = std::ranges::find(reply.people, reply.subject_ref, &record::PersonRecord::ref);
    if (record == reply.people.end()) return line;
    line.names = record->names;
    line.born = record->born;
    line.sex = record->sex;
    line.nhs_number = record->usable_identifier("nhs_number");
    return line;
}

std::vector<record::RosterPerson> roster_of(const Replies& replies) {
    std::map<record::PersonId, record::RosterPerson> lines;
    for (const auto& reply : replies) {
        auto& line = lines.try_emplace(reply->person, line_for(*reply)).first->second;
        if (line.names.empty()) line = line_for(*reply);
    }
    std::vector<record::RosterPerson> roster;
    for (auto& [id, line] : lines) roster.push_back(std::move(line));
    std::ranges::stable_sort(roster, std::ranges::greater{},
                             [](const auto& p) { return p.relation == "subject"; });
    return roster;
}

record::Cell cell_of(const record::Reply& reply) {
    record::Cell cell;
    cell.person = reply.person;
    cell.source = reply.source;
    cell.state = reply.state;
    cell.count = reply.record_count();
    cell.as_of = reply.as_of;
    cell.detail = reply.detail;
    return cell;
}

}  // namespace

ExitCode picture(const PictureOptions& options) {
    auto replies = read_replies(options.replies);
    if (!replies) return report(replies.error());
    std::vector<record::Cell> ledger;
    for (const auto& reply : *replies) ledger.push_back(cell_of(*reply));
    const auto built =
        enquiry::build(0, ports::SystemClock().now(), roster_of(*replies), ledger, *replies, {}, {});
    if (auto written = write_file(options.json_file, to_json(built, Asking{})); !written)
        return report(written.error());
    return record::count(ledger).holes > 0 ? kWithHoles : kComplete;
}

}  // namespace kith::cli
