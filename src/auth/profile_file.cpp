#include "auth/profile_file.h"

#include "base/text.h"
#include "store/private_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace kith::auth {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Expected;
using base::Fault;

/// Keeps other programs from the file between reading and replacing it.
class Turn {
public:
    explicit Turn(const std::string& path)
        : fd_(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }
    ~Turn() {
        if (fd_ >= 0) ::close(fd_);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool is_ours() const { return fd_ >= 0; }

private:
    int fd_;
};

Error in_file(const Error& error) {
    return base::fail(error.fault, "the file of passphrases cannot be used (" + error.detail + ")");
}

Error no_turn() {
    return base::fail(Fault::unavailable, "the file of passphrases cannot be used");
}

std::string seconds_words(std::chrono::milliseconds wait) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return base::counted(static_cast<size_t>(seconds), "second", "seconds");
}

Error too_early(std::chrono::milliseconds wait) {
    return base::fail(Fault::denied, "there were several wrong passphrases; wait " + seconds_words(wait));
}

Error wrong(int in_a_row) {
    const auto wait = delay_after(in_a_row);
    const std::string then = wait.count() > 0 ? "; wait " + seconds_words(wait) : std::string{};
    return base::fail(Fault::denied, "that is not the passphrase" + then);
}

Error unknown_person() {
    return base::fail(Fault::not_found, "this person has chosen no passphrase on this computer yet");
}

}  // namespace

ProfileFile::ProfileFile(std::string path, ports::Clock& clock, ports::Entropy& entropy, ScryptCost cost)
    : path_(std::move(path)), clock_(clock), entropy_(entropy), cost_(cost) {}

Expected<Profile> ProfileFile::read() const {
    auto bytes = store::read_file(path_, kLongestProfile);
    if (!bytes && bytes.error().fault == Fault::not_found) return Profile{};
    if (!bytes) return in_file(bytes.error());
    return read_profile(*bytes);
}

/// A new file takes the old one's place whole, so that no end of the program or of the power loses anybody.
Expected<void> ProfileFile::write(const Profile& profile) const {
    const std::string draft = path_ + "." + std::to_string(::getpid()) + ".new";
    std::error_code ignored;
    fs::remove(draft, ignored);
    if (auto made = store::publish_private_file(draft, to_text(profile)); !made) return in_file(made.error());
    if (std::rename(draft.c_str(), path_.c_str()) != 0) {
        fs::remove(draft, ignored);
        return no_turn();
    }
    const std::string folder = fs::path(path_).parent_path().string();
    const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_flushed = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!is_flushed) return no_turn();
    return {};
}

Expected<bool> ProfileFile::knows(const std::string& user) const {
    const auto profile = read();
    if (!profile) return profile.error();
    return profile->of(user) != nullptr;
}

Expected<void> ProfileFile::choose(const std::string& user, const base::Secret& passphrase) {
    if (const std::string reason = why_not(passphrase, user); !reason.empty())
        return base::fail(Fault::invalid_input, reason);
    if (auto made = store::make_private_folder(fs::path(path_).parent_path().string()); !made)
        return in_file(made.error());
    Verifier person = make_verifier(user, passphrase, cost_, entropy_, clock_.now());
    if (person.proof.empty())
        return base::fail(Fault::unavailable, "this computer has no memory left for it");
    const Turn turn(path_);
    if (!turn.is_ours()) return no_turn();
    auto profile = read();
    if (!profile) return profile.error();
    if (profile->of(user))
        return base::fail(Fault::denied, "this person has a passphrase on this computer already");
    profile->people.push_back(std::move(person));
    return write(*profile);
}

Expected<void> ProfileFile::check(const std::string& user, const base::Secret& passphrase) {
    Verifier tried;
    {
        const Turn turn(path_);
        auto profile = read();
        if (!profile) return profile.error();
        Verifier* person = profile->of(user);
        if (!person) return unknown_person();
        if (!turn.is_ours()) return no_turn();
        const auto wait = auth::wait_left(person->failures, clock_.now(), clock_.uptime());
        if (wait.count() > 0) return too_early(wait);
        // Counted before it is tried: ending the program now takes nothing back.
        person->failures = {person->failures.in_a_row + 1, clock_.now(), clock_.uptime()};
        tried = *person;
        if (auto written = write(*profile); !written) return written.error();
    }
    if (!is_right(tried, passphrase)) return wrong(tried.failures.in_a_row);
    const Turn turn(path_);
    auto profile = read();
    if (!profile) return profile.error();
    if (Verifier* person = profile->of(user)) person->failures = {};
    return write(*profile);
}

Expected<std::chrono::milliseconds> ProfileFile::wait_left(const std::string& user) const {
    const auto profile = read();
    if (!profile) return profile.error();
    const Verifier* person = profile->of(user);
    return person ? auth::wait_left(person->failures, clock_.now(), clock_.uptime())
                  : std::chrono::milliseconds{0};
}

}  // namespace kith::auth
