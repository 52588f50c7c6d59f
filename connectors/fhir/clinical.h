#pragma once
#include "base/instant.h"
#include "connectors/fhir/bundle.h"
#include "connectors/fhir/patients.h"
#include "json/value.h"
#include "record/reply.h"
#include "record/roster_person.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// "2 records set aside that did not say whose they are".
std::string set_aside_words(size_t records);

/// Reads the resources of one or several messages that answer one question. Knows whose each is and what it
/// leaves aside.
class ClinicalReader {
public:
    /// `number`: the NHS number that everything must be about; empty when reading a saved message, which is
    /// about whomever it names.
    ClinicalReader(record::Reply& into, const std::string& number)
        : reply_(into), patients_(number, index_) {}
    ClinicalReader(const ClinicalReader&) = delete;
    ClinicalReader& operator=(const ClinicalReader&) = delete;

    /// Reads a message whose document outlives the reader. Returns why nothing more may be read and nothing
    /// kept, because some of it is about somebody else; empty when all is well.
    std::string read(json::Value message);

    /// Makes the one who is the person asked about the subject of the reply. Returns why nobody may be taken
    /// for them without somebody's confirming it; empty when there is no doubt, or nobody was found.
    std::string recognise(const record::RosterPerson& asked, base::Instant now);

    /// Whom the records may be about, by PersonRecord::ref.
    const std::vector<std::string>& people() const { return people_; }
    /// Records that name nobody who came along and were set aside.
    size_t unidentified() const { return unidentified_; }
    /// Says in the reply's notices what was withdrawn by the source or is of a kind that is not read.
    void note_what_was_left();
    /// Says there that several people are filed under the number, if they are.
    void note_shared_number();

private:
    bool has_new_people() const;
    void start_again();
    void read_records(const std::vector<Entry>& entries);
    void read_resource(json::Value resource);
    void read_owned(json::Value resource, const Patients::Owner& owner);
    void read_known(json::Value resource, std::string_view type, const std::string& about);

    record::Reply& reply_;
    Index index_;
    Patients patients_;
    std::vector<std::vector<Entry>> messages_;
    std::vector<std::string> people_;
    size_t unidentified_ = 0, withdrawn_ = 0;
    std::map<std::string, size_t> unread_;  ///< by resource type
};

}  // namespace kith::fhir
