#include "central/approvals.h"

#include "central/session.h"
#include "crypto/hash.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace kith::central {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

constexpr size_t kSaltBytes = 32;

std::string commitment(const std::string& salt, const std::string& subject) {
    return as_bytea(crypto::as_bytes(crypto::hmac_sha256(salt, subject)));
}

std::string iso(const char* column) {
    return std::string("to_char(") + column + R"( AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))";
}

base::Instant instant(const pqxx::field& field) {
    return base::parse_instant(field.c_str()).value_or(base::Instant{});
}

/// What another look may find mended.
bool is_passing(const base::Error& error) {
    return error.fault == Fault::unavailable ||
           (error.fault == Fault::timed_out && error.detail != "the question has run out");
}

}  // namespace

struct Approvals::Impl {
    Place place;
    Session session;
    Expected<void> reply(const std::string& id, const policy::User& by, const char* answer,
                         const std::stop_token& stop);
};

Approvals::Approvals(Place place, Patience patience) : impl_(new Impl{place, Session(place, patience)}) {}

Approvals::~Approvals() = default;

Expected<Approvals::Asked> Approvals::ask(const Question& question, ports::Entropy& entropy,
                                          const std::stop_token& stop) {
    Asked asked{ports::make_uuid(entropy), question.subject, entropy.bytes(kSaltBytes)};
    const policy::User& asker = question.asker;
    auto added = impl_->session.run(
        [&](auto& w) {
            return w.exec_params(
                "INSERT INTO kith.approvals_asked (id, authority, subject, asker_person, asker_user, "
                "asker_name, asker_role, "
                "asker_workstation, purpose, case_ref) "
                "SELECT $1, authority, $2::bytea, $3, $4, $5, $6, workstation, $7, $8 FROM "
                "kith.workstation_mine "
                "WHERE authority = $9",
                asked.id, commitment(asked.salt, asked.subject), asker.who(), asker.id, asker.name,
                asker.role, question.purpose, question.case_ref, impl_->place.authority);
        },
        stop);
    if (!added) return added.error();
    if (added->affected_rows() != 1) return fail(Fault::denied, "this role is not enrolled as a workstation");
    return asked;
}

Expected<std::optional<Approvals::Answer>> Approvals::answer(const Asked& asked,
                                                             const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec_params(
                "SELECT subject, is_over, COALESCE(answer, ''), by_person, by_user, by_name, by_role, " +
                    iso("answered_at") + " FROM kith.approvals_mine WHERE id = $1",
                asked.id);
        },
        stop);
    if (!rows) return rows.error();
    if (rows->size() != 1) return fail(Fault::not_found, "the question is no longer in the database");
    const auto row = (*rows)[0];
    if (row[0].c_str() != commitment(asked.salt, asked.subject))
        return fail(Fault::corrupt, "the question in the database is not the one that was asked");
    const std::string said = row[2].c_str();
    if (said.empty() && row[1].as<bool>()) return fail(Fault::timed_out, "the question has run out");
    if (said.empty()) return std::optional<Answer>{};
    Answer answer;
    answer.is_given = said == "given";
    answer.approval.by = {row[4].c_str(), row[5].c_str(), row[6].c_str(), "", row[3].c_str()};
    answer.approval.at = instant(row[7]);
    answer.approval.of = asked.subject;
    return std::optional(answer);
}

Expected<Approvals::Answer> Approvals::wait(const Asked& asked, std::chrono::milliseconds interval,
                                            const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
        auto found = answer(asked, stop);
        if (!found && !is_passing(found.error())) return found.error();
        if (found && *found) return **found;
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, interval, [] { return false; });
    }
    return fail(Fault::cancelled, "asked to stop");
}

Expected<std::vector<Approvals::Open>> Approvals::open(const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec(
                "SELECT id, asker_user, asker_name, asker_role, asker_workstation, purpose, case_ref, " +
                iso("asked_at") + ", " + iso("expires_at") +
                " FROM kith.approvals_open ORDER BY asked_at, id");
        },
        stop);
    if (!rows) return rows.error();
    std::vector<Open> out;
    for (const auto& row : *rows)
        out.push_back({row[0].c_str(), row[1].c_str(), row[2].c_str(), row[3].c_str(), row[4].c_str(),
                       row[5].c_str(), row[6].c_str(), instant(row[7]), instant(row[8])});
    return out;
}

Expected<void> Approvals::Impl::reply(const std::string& id, const policy::User& by, const char* answer,
                                      const std::stop_token& stop) {
    auto added = session.run(
        [&](auto& w) {
            return w.exec_params(
                "INSERT INTO kith.approvals_answered (id, answer, asker_person, asker_user, "
                "asker_workstation, by_person, by_user, "
                "by_name, by_role, by_workstation) "
                "SELECT q.id, $2, q.asker_person, q.asker_user, q.asker_workstation, $3, $4, $5, $6, "
                "m.workstation "
                "FROM kith.approvals_open q CROSS JOIN kith.workstation_mine m WHERE q.id = $1 AND "
                "m.authority = $7",
                id, answer, by.who(), by.id, by.name, by.role, place.authority);
        },
        stop);
    if (added && added->affected_rows() == 1) return {};
    if (added || session.last_state() == "23505")
        return fail(Fault::not_found,
                    "the question is not open to this workstation: answered, run out, or its own");
    if (session.last_state() == "23514")
        return fail(Fault::denied, "whoever asked cannot answer, under whichever account");
    return added.error();
}

Expected<void> Approvals::give(const std::string& id, const policy::User& by, const std::stop_token& stop) {
    return impl_->reply(id, by, "given", stop);
}

Expected<void> Approvals::refuse(const std::string& id, const policy::User& by, const std::stop_token& stop) {
    return impl_->reply(id, by, "refused", stop);
}

}  // namespace kith::central
