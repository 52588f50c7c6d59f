#include "connectors/sandbox/sandbox.h"

#include "connectors/sandbox/certificates.h"
#include "connectors/sandbox/faults.h"
#include "connectors/sandbox/folder.h"
#include "connectors/sandbox/review_files.h"
#include "connectors/sandbox/settings_file.h"
#include "connectors/sandbox/signed_rulebook.h"
#include "connectors/sandbox/sources.h"
#include "connectors/sandbox/stand_in.h"
#include "connectors/sandbox/tokens.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

namespace kith::sandbox {
namespace {

base::Expected<std::vector<PlannedFault>> faults_of(const std::string& path) {
    if (path.empty()) return std::vector<PlannedFault>{};
    std::ifstream file(path, std::ios::binary);
    if (!file) return base::fail(base::Fault::not_found, "the faults file cannot be opened");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return read_faults(text, source_ids());
}

base::Expected<void> write_keys(const Folder& folder, Authority& authority) {
    const auto client = authority.client("sandbox workstation");
    if (!client) return client.error();
    const std::pair<std::string_view, const std::string&> files[] = {
        {kAuthorityFile, authority.certificate()},
        {kRevocationFile, authority.revocation_list()},
        {kClientFile, client->certificate},
        {kClientKeyFile, client->private_key},
        {kRevokedFile, authority.revoked().certificate},
        {kRevokedKeyFile, authority.revoked().private_key}};
    for (const auto& [name, content] : files)
        if (auto written = folder.write(name, content); !written) return written;
    return {};
}

}  // namespace

struct Sandbox::Impl {
    explicit Impl(Folder where) : folder(std::move(where)) {}

    base::Expected<void> serve(Authority& authority, const std::vector<PlannedFault>& faults,
                               int first_port) {
        for (const auto& source : sources()) {
            const Reachable reach{source, {}, "kith-sandbox", random_token()};
            auto keys = authority.server(source.id);
            if (!keys) return keys.error();
            StandIn::Make make{source.id,
                               source.base_path,
                               std::move(*keys),
                               authority.certificate(),
                               authority.revocation_list(),
                               faults,
                               first_port == 0 ? 0 : first_port + static_cast<int>(stand_ins.size())};
            auto stand_in = StandIn::start(
                std::move(make), make_desk(northshire, source, reach.client_id, reach.client_secret));
            if (!stand_in) return stand_in.error();
            reachable.push_back(reach);
            reachable.back().base_url = (*stand_in)->base_url();
            stand_ins.push_back(std::move(*stand_in));
        }
        return {};
    }

    /// settings.json last: whoever sees it may ask.
    base::Expected<void> write_files() const {
        if (auto done = folder.write(kPeopleFile, people_csv(northshire)); !done) return done;
        if (auto done = folder.write(kWorkFile, review_work_json()); !done) return done;
        if (auto done = folder.write(kStaffFile, review_staff_json(northshire)); !done) return done;
        const auto key = write_signed_rulebook(folder);
        if (!key) return key.error();
        return folder.write(kSettingsFile, settings_json(reachable, *key));
    }

    /// All at once: each waits for its own threads.
    ~Impl() {
        std::vector<std::jthread> closing;
        for (auto& stand_in : stand_ins) closing.emplace_back([&stand_in] { stand_in.reset(); });
    }

    Folder folder;
    Northshire northshire;
    std::vector<std::unique_ptr<StandIn>> stand_ins;
    std::vector<Reachable> reachable;
};

Sandbox::Sandbox(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sandbox::~Sandbox() = default;

std::string Sandbox::settings_path() const {
    return impl_->folder.path() + "/" + std::string(kSettingsFile);
}

base::Expected<std::unique_ptr<Sandbox>> Sandbox::start(const Order& order) {
    const auto faults = faults_of(order.faults_file);
    if (!faults) return faults.error();
    auto folder = Folder::open(order.dir);
    if (!folder) return folder.error();
    auto impl = std::make_unique<Impl>(std::move(*folder));
    impl->northshire = make_northshire(order.seed, order.families);
    auto authority = Authority::make();
    if (!authority) return authority.error();
    if (auto done = write_keys(impl->folder, **authority); !done) return done.error();
    if (auto done = impl->serve(**authority, *faults, order.first_port); !done) return done.error();
    if (auto done = impl->write_files(); !done) return done.error();
    return std::unique_ptr<Sandbox>(new Sandbox(std::move(impl)));
}

}  // namespace kith::sandbox
