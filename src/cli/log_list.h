#pragma once
#include "cli/exit_code.h"
#include "cli/log_desk.h"
#include "review/emergency.h"

#include <ostream>

namespace kith::cli {

struct LogListOptions {
    LogWho who;
    std::string since, until, of_user, case_ref, words, json_file;
    std::vector<std::string> kinds;
    bool unexplained = false, signals = false, emergency = false, pairs = false, harm = false;
    size_t limit = 100;  ///< 0: all
};
ExitCode log_list(const LogListOptions& options);

/// All of a log, with what is made of it.
struct LogBook {
    review::Register log;
    review::Work work;
    review::Assessment assessed;
    review::EmergencyQueue emergencies;
};
base::Expected<LogBook> read_book(const LogDesk& desk);

/// "  entry  when  who  ...": one line an access, its signals below it.
void print_access(std::ostream& out, const LogBook& book, const review::Access& access);
void print_emergency(std::ostream& out, const LogBook& book, const review::Emergency& emergency);
/// The whole list as JSON of schema/log_list.json.
std::string list_json(const LogBook& book, const std::vector<size_t>& accesses);

}  // namespace kith::cli
