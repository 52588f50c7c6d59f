#pragma once
#include "federate/connector.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::declarative {

/// "{born?}" in a request template.
struct Placeholder {
    std::string name;
    bool is_optional = false;
    /// Empty when the text is not a placeholder at all.
    static std::optional<Placeholder> parse(std::string_view text);
};

/// Identifies a person: allowed in a body only.
bool is_of_person(std::string_view name);
/// Of the question: allowed in headers too.
bool is_of_question(std::string_view name);

/// What a placeholder of the person stands for; empty when we do not have it. A protected address is never
/// sent.
std::string person_value(std::string_view name, const record::RosterPerson& person,
                         const record::SourceId& source);
/// What one of the question stands for; `categories` come separated by commas.
std::string question_value(std::string_view name, const federate::Ask& ask, const std::string& organisation);
/// "an NHS number", for sentences.
std::string words_for(std::string_view name);

}  // namespace kith::declarative
