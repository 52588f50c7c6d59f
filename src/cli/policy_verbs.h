#pragma once
#include "base/expected.h"
#include "cli/exit_code.h"
#include "policy/rulebook.h"

#include <string>
#include <vector>

// Private to the `kith policy` verbs.
namespace kith::cli {

struct CheckOptions {
    std::string file;
    std::string keys_file;      ///< verifier keys, one a line
    std::string settings_file;  ///< whose "authority" and memory count instead
    std::string newer_than;     ///< another rulebook, whose serial must be lower
    size_t signatures = 1;
    std::string at;
};
ExitCode policy_check(const CheckOptions& options);

struct ExplainOptions {
    std::string file, role, purpose, source, category;
    std::string person = "subject_child";
    bool has_consent = false;
    std::string at;
};
ExitCode policy_explain(const ExplainOptions& options);

struct MatrixOptions {
    std::string file, role;
    bool is_csv = false;
    std::string at;
};
ExitCode policy_matrix(const MatrixOptions& options);

struct DiffOptions {
    std::string before, after;
    std::string at;
};
ExitCode policy_diff(const DiffOptions& options);

struct SignOptions {
    std::string file, seed_file, name, new_key_file;
    bool appends = false;
};
ExitCode policy_sign(const SignOptions& options);

struct ImportDsaOptions {
    std::string directory, map, org;
};
ExitCode policy_import_dsa(const ImportDsaOptions& options);

/// The sentence of an error to standard error, and its exit code. Unlike report() it says nothing but the
/// detail, which is a whole sentence here.
ExitCode refuse(const base::Error& error);

/// The bytes of a file that may be as large as `limit`. `what` says what it is to be: "rulebook".
base::Expected<std::string> bytes_of(const std::string& path, const std::string& what, size_t limit);
/// A rulebook that can be read, whoever has signed it. Fails with a sentence.
base::Expected<policy::Rulebook> rulebook_in(const std::string& path);
/// "2026-11-22", noon of that day; a whole date and time with its zone; or empty, for now.
base::Expected<base::Instant> moment(const std::string& text);

}  // namespace kith::cli
