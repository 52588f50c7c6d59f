#include "cli/policy.h"

#include "cli/policy_verbs.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace kith::cli {
namespace {

void add_at(CLI::App& verb, std::string& at) {
    verb.add_option("--at", at, "as on this day or at this moment (default: now)");
}

void add_check(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<CheckOptions>();
    CLI::App* check =
        policy.add_subcommand("check", "Whether a rulebook is sound, signed, newer and in force");
    check->add_option("file", o->file, "the rulebook; its signatures stand in FILE.sig")->required();
    auto* keys =
        check->add_option("--keys", o->keys_file, "a file of the authority's verifier keys, one a line");
    check->add_option("--signatures", o->signatures, "how many different keys must have signed")
        ->check(CLI::Range(1, 16))
        ->needs(keys);
    auto* settings =
        check->add_option("--settings", o->settings_file,
                          "settings.json whose authority counts, and what its workstation has seen");
    auto* newer =
        check->add_option("--newer-than", o->newer_than, "another rulebook, whose serial must be lower");
    settings->excludes(keys)->excludes(newer);
    add_at(*check, o->at);
    runs.emplace_back(check, [o] { return policy_check(*o); });
}

void add_explain(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<ExplainOptions>();
    CLI::App* explain =
        policy.add_subcommand("explain", "Why one question is answered as it is; ends with 4 if refused");
    explain->add_option("file", o->file, "the rulebook")->required();
    explain->add_option("--role", o->role, "who asks")->required();
    explain->add_option("--purpose", o->purpose, "why")->required();
    explain->add_option("--source", o->source, "whom")->required();
    explain->add_option("--category", o->category, "for what")->required();
    explain
        ->add_option("--person", o->person,
                     "about whom: subject_child, other_child, adult, unborn or age_unknown")
        ->capture_default_str();
    explain->add_flag("--consent", o->has_consent, "the family agreed, or a listed reason stands in for it");
    add_at(*explain, o->at);
    runs.emplace_back(explain, [o] { return policy_explain(*o); });
}

void add_matrix(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<MatrixOptions>();
    CLI::App* matrix = policy.add_subcommand("matrix", "Everything that a rulebook permits, cell by cell");
    matrix->add_option("file", o->file, "the rulebook")->required();
    matrix->add_option("--role", o->role, "this role alone");
    matrix->add_flag("--csv", o->is_csv, "every cell as CSV, with the rules behind it");
    add_at(*matrix, o->at);
    runs.emplace_back(matrix, [o] { return policy_matrix(*o); });
}

void add_diff(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<DiffOptions>();
    CLI::App* diff =
        policy.add_subcommand("diff", "What a new rulebook changes, for whom: who gains comes first");
    diff->add_option("old", o->before, "the rulebook now in use")->required();
    diff->add_option("new", o->after, "the one to come")->required();
    add_at(*diff, o->at);
    runs.emplace_back(diff, [o] { return policy_diff(*o); });
}

void add_sign(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<SignOptions>();
    CLI::App* sign =
        policy.add_subcommand("sign", "Sign a rulebook (into FILE.sig), or make a key to sign with");
    auto* file = sign->add_option("file", o->file, "the rulebook");
    auto* seed = sign->add_option("--seed-file", o->seed_file, "the signing key, readable by you alone");
    sign->add_option("--name", o->name, "the signer's name, as in the verifier key")->required();
    auto* append = sign->add_flag("--append", o->appends, "keep the signatures of others that are there");
    auto* make =
        sign->add_option("--new-key", o->new_key_file, "make a key, keep it here and print its verifier key");
    make->excludes(file)->excludes(seed)->excludes(append);
    sign->callback([o] {
        if (o->new_key_file.empty() && (o->file.empty() || o->seed_file.empty()))
            throw CLI::ValidationError("sign", "needs a FILE with --seed-file, or --new-key");
    });
    runs.emplace_back(sign, [o] { return policy_sign(*o); });
}

void add_import_dsa(CLI::App& policy, Runs& runs) {
    const auto o = std::make_shared<ImportDsaOptions>();
    CLI::App* import =
        policy.add_subcommand("import-dsa",
                              "The data sharing agreements of the single-unique-identifier pilot, as a "
                              "rulebook's \"agreements\"");
    import->add_option("directory", o->directory, "the pilot's directory of organisations")->required();
    import->add_option("--map", o->map, "what its names mean here; policy/rules/dsa-map.json is one")
        ->required();
    import->add_option("--org", o->org, "the organisation that asks (default: the map's)");
    runs.emplace_back(import, [o] { return policy_import_dsa(*o); });
}

}  // namespace

void add_policy(CLI::App& app, Runs& runs) {
    CLI::App* policy = app.add_subcommand("policy", "Rulebooks: what they mean, and who vouches for them");
    policy->require_subcommand(1);
    add_check(*policy, runs);
    add_explain(*policy, runs);
    add_matrix(*policy, runs);
    add_diff(*policy, runs);
    add_sign(*policy, runs);
    add_import_dsa(*policy, runs);
}

}  // namespace kith::cli
