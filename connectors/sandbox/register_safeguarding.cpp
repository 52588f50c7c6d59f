#include "connectors/sandbox/desk_register.h"

namespace kith::sandbox {
namespace {

class SafeguardingFiles final : public RegisterDesk {
public:
    explicit SafeguardingFiles(const Northshire& n)
        : RegisterDesk(n, "safeguarding-files", "/safeguarding-files/v1/search", "pupil") {}

private:
    Range range(const json::Value& asked) const override {
        return {std::string(asked["since"].text()), std::string(asked["until"].text())};
    }
    std::string own_number(const json::Value& subject) const override {
        return std::string(subject["fileNumber"].text());
    }
    Description describe(const json::Value& s) const override {
        return {std::string(s["forenames"].text()),
                std::string(s["surname"].text()),
                std::string(s["dateOfBirth"].text()),
                {}};
    }

    const School& school_of(PersonIndex person) const {
        return northshire().schools[northshire().people[person].school.value_or(0)];
    }

    void write_pupil(json::Writer& w, PersonIndex person) const {
        const Card& card = *cabinet().card_of(person);
        w.object()
            .member("fileNumber", card.local_id)
            .member("surname", card.family)
            .member("forenames", card.given);
        const auto& others = northshire().people[person].other_names;
        write_or_null(w, "knownAs",
                      others.empty() ? std::string() : others.front().given + " " + others.front().family);
        write_or_null(w, "dateOfBirth", card.born);
        write_or_null(w, "sex", std::string(1, card.sex));
        write_or_null(w, "nhsNumber", card.nhs_number);
        write_or_null(w, "upn", card.upn);
        w.member("school", school_of(person).name).end();
    }

    void write_concern(json::Writer& w, const SchoolConcern& concern) const {
        w.object()
            .member("id", concern.reference)
            .member("noticedOn", concern.noticed)
            .member("recordedAt", concern.recorded);
        w.member("category", concern.category)
            .member("urgent", concern.is_urgent)
            .member("words", concern.words);
        write_or_null(w, "childsWords", concern.childs_words);
        write_or_null(w, "authorRole", concern.author);
        write_or_null(w, "action", concern.action);
        write_or_null(w, "otherReference", concern.other_reference);
        w.end();
    }

    void write_tail(json::Writer& w, const School& school) const {
        w.key("contact")
            .object()
            .member("name", school.safeguarding_lead + ", " + school.name)
            .member("role", "designated safeguarding lead");
        w.member("telephone", school.phone)
            .member("email", "safeguarding@school.northshire.example")
            .member("hours", "school days, 08:00 to 17:00")
            .end();
        w.key("next").null().end();
    }

    Answer records(PersonIndex person, const Range& range) const override {
        json::Writer w;
        w.object().member("asOf", kRegistersAsAt).key("pupil");
        write_pupil(w, person);
        w.key("concerns").array();
        for (const auto& concern : cabinet().of(person)->concerns)
            if (range.holds(concern.noticed)) write_concern(w, concern);
        w.end();
        write_tail(w, school_of(person));
        return json_answer(w);
    }

    Answer candidates(const std::vector<PersonIndex>& people) const override {
        json::Writer w;
        w.object()
            .member("asOf", kRegistersAsAt)
            .key("pupil")
            .null()
            .key("concerns")
            .array()
            .end()
            .key("possiblePupils")
            .array();
        for (const PersonIndex person : people) write_pupil(w, person);
        w.end();
        write_tail(w, school_of(people.front()));
        return json_answer(w);
    }

    Answer nobody() const override {
        json::Writer w;
        w.object().member("problem", "no such pupil").end();
        return json_answer(w, 404);
    }
};

}  // namespace

std::unique_ptr<Desk> make_safeguarding_files(const Northshire& northshire) {
    return std::make_unique<SafeguardingFiles>(northshire);
}

}  // namespace kith::sandbox
