#pragma once
#include "central/central.h"
#include "policy/decide.h"
#include "ports/entropy.h"

namespace kith::central {

/// A second person's yes, asked for and given through the partnership's database. The database itself holds
/// that the one who answers is another person, under another account, on another workstation (P25), and that
/// nobody answers after policy::kApprovalHolds. One thread at a time.
class Approvals {
public:
    explicit Approvals(Place place, Patience patience = {});
    ~Approvals();

    /// What a lead needs to see, and no more: nothing of the child.
    struct Question {
        policy::User asker;
        std::string purpose, case_ref;
        std::string subject;  ///< policy::approval_subject() of the request
    };
    /// A question that has been put. The database holds a salted commitment to `subject`; the salt stays
    /// here, so that nobody who reads the table can guess whom the request is about, and an answer to a
    /// changed question is not taken.
    struct Asked {
        std::string id, subject, salt;
    };
    /// Fails with denied, unavailable, timed_out, cancelled.
    base::Expected<Asked> ask(const Question& question, ports::Entropy& entropy,
                              const std::stop_token& stop = {});

    struct Answer {
        bool is_given = false;
        policy::Approval approval;  ///< who answered, when by the server's clock, and of which request
    };
    /// The answer, or nothing yet. Fails with timed_out when the question has run out, with corrupt when what
    /// was answered is not what was asked, and as ask() does.
    base::Expected<std::optional<Answer>> answer(const Asked& asked, const std::stop_token& stop = {});
    /// Looks every `interval` until there is an answer, the question runs out, or `stop`. A database that
    /// cannot be reached for a while does not end the wait.
    base::Expected<Answer> wait(const Asked& asked, std::chrono::milliseconds interval,
                                const std::stop_token& stop);

    struct Open {
        std::string id, asker_user, asker_name, asker_role, asker_workstation, purpose, case_ref;
        base::Instant asked{}, expires{};
    };
    /// Questions of other workstations that nobody has answered yet, oldest first.
    base::Expected<std::vector<Open>> open(const std::stop_token& stop = {});

    /// Answers. Fails with not_found when the question is not open (answered, run out, or this workstation's
    /// own), and with denied when `by` is the person or the account that asked.
    base::Expected<void> give(const std::string& id, const policy::User& by,
                              const std::stop_token& stop = {});
    base::Expected<void> refuse(const std::string& id, const policy::User& by,
                                const std::stop_token& stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::central
