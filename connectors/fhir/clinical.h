#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/reply.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// Reads the resources of one or several messages about one person. Knows whose each is and what it leaves
/// aside.
class ClinicalReader {
public:
    /// `number`: the NHS number that everything must be about; empty when reading a saved message, which is
    /// about whomever it names first.
    ClinicalReader(record::Reply& into, std::string number) : reply_(into), number_(std::move(number)) {}

    /// Reads a message whose document outlives the reader. False if any of it is about somebody else: then
    /// nothing more may be read and nothing kept.
    bool read(json::Value message);

    const std::string& subject_ref() const { return subject_ref_; }
    /// Records that name nobody and were set aside.
    size_t unidentified() const { return unidentified_; }
    /// Says in the reply's notices what was withdrawn by the source or is of a kind that is not read.
    void note_what_was_left();

private:
    enum class Whose { asked, somebody_else, unsaid };
    Whose whose(json::Value resource) const;
    std::string number_of(json::Value subject, json::Value within) const;
    bool is_about_one_person(const std::vector<Entry>& entries) const;
    void read_subject(const std::vector<Entry>& entries);
    void adopt(record::PersonRecord person);
    void read_resource(json::Value resource);
    void read_known(json::Value resource, std::string_view type);

    record::Reply& reply_;
    std::string number_;
    std::string subject_ref_;
    Index index_;
    size_t unidentified_ = 0, withdrawn_ = 0;
    std::map<std::string, size_t> unread_;  ///< by resource type
};

}  // namespace kith::fhir
