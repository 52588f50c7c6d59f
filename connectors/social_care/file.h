#pragma once
#include "connectors/social_care/codes.h"
#include "json/value.h"
#include "record/reply.h"
#include "record/said.h"

#include <string>
#include <string_view>

namespace kith::social_care {

/// One child's file while it is being read: the events, ties and notices that its nodes become.
class File {
public:
    File(std::string child_ref, record::PartialDate today, record::Reply& reply)
        : child_ref_(std::move(child_ref)), today_(today), reply_(reply) {}

    const record::PartialDate& today() const { return today_; }

    record::Event& add_event(std::string_view category, std::string_view kind, std::string title,
                             std::string reference);
    record::Tie& add_tie(std::string_view kind, std::string to, std::string reference);
    /// "a placement was withdrawn by the source": without any of its content.
    void note_purged(std::string_view what);
    void note(std::string notice);

    /// Every node of the list that the source has not purged.
    std::vector<json::Value> kept(json::Value list, std::string_view what);

private:
    std::string child_ref_;
    record::PartialDate today_;
    record::Reply& reply_;
};

/// The span of a node's two dates; the end stays open when it is not said. Dates that do not read are noted.
record::When read_span(json::Value node, const char* from, const char* until, record::Event& event);
/// One date of a node.
record::When read_day(json::Value node, const char* member, record::Event& event);
/// Adds a code of the node in words.
void add_code(json::Value node, const char* member, CodeList list, std::string_view label,
              record::Event& event);

void read_episode(json::Value episode, File& file);
/// Placements, adoption and care leaving of an episode.
void read_care(json::Value episode, const std::string& episode_id, File& file);

}  // namespace kith::social_care
