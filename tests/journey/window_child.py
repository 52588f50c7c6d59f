"""Journeys through the Child screen: watching cells settle, reading an event to its origin, asking again, stopping."""
import unittest

import tree
from journey import Journey
from keyboard import key
from stage import CHILD
from waiting import until


class AnEnquiry(Journey):
    def test_from_a_blank_form_to_a_settled_picture_by_keyboard_alone(self):  # FD-6
        self.fill_form()
        self.ask()
        self.wait_settled()
        self.assertIn("0 holes", self.window.title())
        for source in ("PDS", "Hospitals", "Constabulary", "School"):
            self.window.wait_for(containing=source)
        self.window.wait_for(containing="Access log: intact, 6 entries")  # rulebook, signed in, asked, kept, shown, closed

    def test_no_window_title_carries_a_name(self):
        titles = {self.window.title()}
        self.fill_form()
        titles.add(self.window.title())
        self.ask()
        self.wait_settled()
        titles.add(self.window.title())
        for title in titles:
            for word in ("Maisie", "Pellow", CHILD["nhs_number"]):
                self.assertNotIn(word.lower(), title.lower())

    def test_an_event_opens_with_one_key_and_shows_its_origin_with_a_second(self):
        self.fill_form()
        self.ask()
        self.wait_settled()
        key("ctrl+f")
        self.window.wait_focus("Search the chronology")
        key("Escape")
        self.to_chronology()
        opened = self.window.focus_name()
        key("Return")
        self.window.wait_for(role="page tab", name="What is said")
        key("o")
        self.window.wait_for(containing="Fetched")
        self.assertTrue(opened)
        entries = self.log_entries()
        until("the look in the access log", lambda: self.log_entries() >= max(entries, 4))

    def log_entries(self):
        words = tree.name_of(self.window.wait_for(containing="Access log: intact"))
        return int(words.split(",", 1)[1].split()[0].replace(",", ""))


class ASourceThatFailsOnce(Journey):
    # Twice: the request and its one retry.
    faults = ({"source": "gp", "nth": 1, "times": 2, "kind": "status", "status": 503},)

    def test_one_key_asks_that_cell_again(self):  # FD-7
        self.fill_form()
        self.ask()
        self.window.wait_for(containing="1 hole", deadline=40)
        self.window.wait_focus("Timeline by agency")
        self.move("shift+F6")  # to the strip of sources, which is one stop: the arrows go along it
        for _ in range(20):
            if self.window.focus_name().startswith("GP"):
                break
            self.move("Right")
        self.assertTrue(self.window.focus_name().startswith("GP"), self.window.focus_name())
        key("F5")
        self.window.wait_for(containing="0 holes", deadline=40)

    def move(self, name):
        before = self.window.focus_name()
        key(name)
        until("the keyboard to move", lambda: self.window.focus_name() != before)


class ASourceThatStalls(Journey):
    faults = ({"source": "hospitals", "kind": "stall"},)

    def test_escape_stops_the_enquiry_and_keeps_what_has_arrived(self):
        self.fill_form()
        self.ask()
        self.window.wait_for(role="push button", name="Cancel")
        # The others have answered; only the silent one is waited for.
        cells = 39  # three lines of the roster, thirteen sources
        self.window.wait_for(containing=f"{cells - 1} of {cells} cells answered")
        key("Escape")
        self.window.wait_gone(role="push button", name="Cancel")
        self.window.wait_for(containing="You stopped the enquiry.")
        self.window.wait_for(role="push button", containing="PDS 3 records")


if __name__ == "__main__":
    unittest.main()
