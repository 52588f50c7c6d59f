#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/person.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::fhir {

/// Resources that others point to; they say nothing about the person on their own.
bool is_supporting(std::string_view type);

/// Whom the records of one or several messages are about: the Patients that came along, or, where none did,
/// those whom the records only refer to. One number may have been given to several people (SW-12), so that a
/// record is about the Patient it refers to and about nobody by default.
class Patients {
public:
    struct Person {
        record::PersonRecord record;
        json::Value resource;  ///< the Patient; missing where the records only refer to one
    };
    /// Whom a record is about.
    struct Owner {
        std::string ref;  ///< Person::record.ref; empty when the record does not say
        /// It refers to a Patient who did not come along, and only the number says who is meant.
        bool is_by_number_alone = false;
    };

    /// `number`: the NHS number that everything must be about; empty when any will do.
    Patients(std::string number, const Index& index) : number_(std::move(number)), index_(index) {}

    /// Takes in the people of a message whose entries the index has. Returns why nothing of it may be kept:
    /// empty when all is well.
    std::string take(const std::vector<Entry>& entries);

    const std::vector<Person>& people() const { return patients_.empty() ? referred_ : patients_; }
    Owner owner_of(json::Value resource) const;

private:
    json::Value subject_of(json::Value resource) const;
    std::string number_of(json::Value subject, json::Value within) const;
    bool is_of_another_number(json::Value resource) const;
    std::string ref_of(json::Value subject, json::Value within) const;
    bool is_known(const std::string& ref) const;
    bool take_patient(json::Value patient);
    void take_contained(json::Value resource);
    void take_referred(json::Value resource);

    std::string number_;
    const Index& index_;
    std::vector<Person> patients_, referred_;
};

}  // namespace kith::fhir
