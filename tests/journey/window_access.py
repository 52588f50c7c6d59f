"""Conflicts, second people and emergencies, by keyboard."""
from journey import REASON, Journey
from keyboard import key
from stage import CHILD

DANGER = "Immediate danger"
FAMILY = "Do you know this family?"
WHAT = "What makes it an emergency, in your own words (recorded)"


class StandingToTheFamily(Journey):
    def begin(self, purpose):
        self.window.wait_focus("Case reference")
        self.window.fill("Case reference", "NC-2026-10482")
        self.window.choose("Purpose", purpose)
        self.window.fill(REASON, "The school rang")

    def name_the_child(self):
        self.window.fill("Given names", CHILD["given"])
        self.window.fill("Family name", CHILD["family"])
        self.window.fill("Date of birth (or about)", CHILD["born"])
        self.window.fill("NHS number", CHILD["nhs_number"])

    def test_AU_6_a_declared_conflict_is_handed_over_and_stands(self):
        self.begin("Section 47")
        self.window.choose(FAMILY, "Yes")
        self.name_the_child()
        self.window.wait_for(role="push button", name="Declare and hand over")
        key("ctrl+Return")
        self.window.wait_for(containing="Hand it over to a colleague")
        self.assertNotIn("answered", self.window.title())

    def test_P25_a_second_person_agrees_beside_the_first(self):
        self.begin(DANGER)
        self.name_the_child()
        self.window.wait_for(containing="once a safeguarding lead has agreed")
        key("ctrl+Return")
        self.window.wait_focus("Ask a second person\u2026")
        self.window.picture("second-person-asked")
        key("space")
        self.window.wait_elsewhere("Sign in and agree")
        key("Return")
        self.window.wait_for(containing="L. Hughes agreed to this request")
        self.window.picture("second-person-agreed")
        self.window.take_keyboard()
        self.ask()
        self.wait_settled()

    def test_AU_9_emergency_access_is_worded_counted_down_and_on_record(self):
        self.begin(DANGER)
        self.window.choose("Access", "danger now")
        self.window.wait_for(containing="its review is due the next working day")
        self.window.fill(WHAT, "A child is crying behind a locked door")
        self.name_the_child()
        self.ask()
        self.window.wait_for(containing="Emergency access, ")
        self.wait_settled()
        self.window.wait_for(containing="kept, ")
        self.window.picture("emergency")
