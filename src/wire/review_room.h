#pragma once
#include "present/access_log_view.h"
#include "wire/settings.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace kith::wire {

class House;

/// Where an auditor sits: the access log read into memory, what the organisation knows of its own work, and
/// what may be done about an entry. Whoever is no auditor finds their own entries alone here (AU-10).
/// Everything that reveals or decides is logged before it happens; reading is logged once an opening, never
/// by search, filter or sort (P19). Desk thread only.
class ReviewRoom {
public:
    using Tell = std::function<void(present::LogEvent)>;

    /// Where a whole log is checked, which takes seconds for a million entries: on a thread of its own,
    /// through a connection of its own, so that nobody waits to search; or before read() returns.
    enum class Checking { beside, at_once };

    ReviewRoom(Settings settings, policy::User reader, Checking checking = Checking::beside);
    /// Stops a check that runs, and waits for it: no longer than a batch of entries takes.
    ~ReviewRoom();

    /// Logs that the log is read, then reads it: progress, the book, then whether it is whole; the last is
    /// told on another thread unless it is checked at once. `stop` ends the reading and the check; what was
    /// read before then stands. The partnership's log is for auditors alone, where settings name its
    /// database.
    void read(House& house, present::LogPlace place, const Tell& tell, std::stop_token stop);
    /// These need the book; before it, they tell nothing.
    void find(std::uint64_t number, const present::LogQuery& query, const present::Verdicts& verdicts,
              base::Instant now, const Tell& tell, std::stop_token stop);
    void look(House& house, std::uint64_t number, std::uint64_t place, const Tell& tell,
              std::stop_token stop);
    /// Who an entry is about, or what was written with it in own words.
    void open_words(House& house, std::uint64_t place, bool is_who, const Tell& tell);
    void decide(House& house, std::uint64_t place, const std::string& verdict, const std::string& sentence,
                const Tell& tell);
    /// Drawing changes nothing and reveals nothing: no entry.
    void draw_sample(std::uint64_t seed, size_t size, const Tell& tell);
    /// The whole log as a file for kith-verify; the last 30 days in figures, small ones hidden. Each is an
    /// entry first.
    void export_log(House& house, const std::string& path, const Tell& tell);
    /// The entries of the whole case of the entry, or of its one enquiry, with their proofs, and no other;
    /// the auditor and the case stand on the copy (AU-12).
    void export_file(House& house, std::uint64_t place, bool is_case, const std::string& path,
                     const Tell& tell);
    void write_figures(House& house, const std::string& path, const Tell& tell);
    /// Compares a source's own list of accesses, a CSV file, with what we asked it.
    void reconcile(House& house, const std::string& source, const std::string& path, const Tell& tell);
    /// "Who looked at this child": the number becomes a token; the question is an entry about that child.
    void find_child(House& house, const std::string& nhs_number, const Tell& tell);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Whether this role reads everybody's entries: one whose rules refuse every child's record (AU-1).
bool reads_whole_log(const policy::Rulebook& rulebook, const policy::User& user);

}  // namespace kith::wire
