#pragma once
#include <cstring>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

// Private to this room.
namespace kith::tlog {

/// Lines of a stream, none longer than a limit: what is read may be hostile.
class LineReader {
public:
    static constexpr size_t kLongestLine = 4u << 20;

    explicit LineReader(std::istream& in) : in_(in), block_(256u * 1024) {}

    /// The next line with its newline, which the last may lack; empty at the end. Longer ones come in pieces
    /// of kLongestLine, which no line of ours fits. Valid until the next call.
    std::string_view next() {
        line_.clear();
        while (line_.size() < kLongestLine) {
            if (rest_.empty() && !refill()) break;
            const size_t newline = rest_.find('\n');
            const size_t length = newline == rest_.npos ? rest_.size() : newline + 1;
            // Most lines lie in one block and need no copy.
            const std::string_view part = rest_.substr(0, length);
            rest_.remove_prefix(length);
            if (newline != rest_.npos && line_.empty()) return part;
            line_ += part;
            if (newline != rest_.npos) break;
        }
        return line_;
    }

private:
    bool refill() {
        in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
        rest_ = {block_.data(), static_cast<size_t>(in_.gcount())};
        return !rest_.empty();
    }

    std::istream& in_;
    std::vector<char> block_;
    std::string_view rest_;
    std::string line_;
};

}  // namespace kith::tlog
