#pragma once
#include <string>
#include <vector>

namespace kith::tests {

/// What a run of the real `kith` program came to.
struct Ran {
    int status = -1;  ///< exit code; 128 + signal when it was killed
    std::string out;
    std::string err;
};

/// Runs build/bin/kith with these arguments and waits for it. `typed` is its standard input.
Ran run_kith(const std::vector<std::string>& arguments, const std::string& typed = {});

/// A folder of its own that goes away with the object.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }
    /// Writes a file in it and gives its path.
    std::string write(const std::string& name, const std::string& text) const;

private:
    std::string path_;
};

std::string whole_file(const std::string& path);

/// A listening socket on the loopback that counts who knocks: proof that nothing left.
class Doorbell {
public:
    Doorbell();
    ~Doorbell();
    Doorbell(const Doorbell&) = delete;
    Doorbell& operator=(const Doorbell&) = delete;
    int port() const { return port_; }
    /// Connections made since the beginning.
    int rings();

private:
    int socket_ = -1;
    int port_ = 0;
    int rings_ = 0;
};

}  // namespace kith::tests
