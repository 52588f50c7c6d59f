#pragma once
#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace kith::base {

/// A name for one thing of one kind: Id<struct SourceTag> is not Id<struct PersonTag>.
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

}  // namespace kith::base

template <typename Tag>
struct std::hash<kith::base::Id<Tag>> {
    size_t operator()(const kith::base::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
