"""The auditor's session by keyboard, over a log with planted misdeeds; and what everybody else sees of the log."""
import json
import sqlite3
import subprocess
import unittest

from journey import Journey
from keyboard import key, type_text
from stage import BIN, CHILD, Sandbox, Window
from waiting import until
from window_names import empty_rows, nameless
from window_pictures import LOOKS

AUDITOR = "t.adeyemi"
ENTRIES = 400


class Practice:
    """A sandbox whose access log is weeks of invented work, made by `kith sandbox log`."""

    def __init__(self):
        self.sandbox = Sandbox()
        # In the sandbox's own folder: settings of invented people keep everything there.
        self.folder = self.sandbox.settings.parent / "practice"
        subprocess.run([BIN / "kith", "sandbox", "log", "--dir", self.folder, "--entries", str(ENTRIES)], check=True,
                       capture_output=True)
        made = json.loads((self.folder / "settings.json").read_text())
        settings = json.loads(self.sandbox.settings.read_text())
        for part in ("access_log", "review"):
            settings[part] = {name: f"practice/{value}" if name != "origin" else value
                              for name, value in made[part].items()}
        self.log = self.folder / made["access_log"]["path"]
        self.settings = self.sandbox.settings.with_name("practice.json")
        self.settings.write_text(json.dumps(settings))

    def close(self):
        self.sandbox.close()

    def entries(self):
        """The log as it stands on disk."""
        with sqlite3.connect(f"file:{self.log}?mode=ro", uri=True) as database:
            return [json.loads(row[0]) for row in database.execute("SELECT json FROM leaf ORDER BY idx")]


class AuditorJourney(Journey):
    def setUp(self):
        self.practice = Practice()
        self.addCleanup(self.practice.close)
        self.window = self.open_log()

    def open_log(self, user=AUDITOR, environment=None):
        window = Window("--settings", self.practice.settings, "--as", user, environment=environment)
        self.addCleanup(self.leave, window)
        return window

    def wait_read(self):
        self.window.wait_for(containing="Intact: ", deadline=40)

    def kinds(self):
        return [entry["kind"] for entry in self.practice.entries()]

    def chip(self, words, most=12):
        """From the search, Tab to the chips and along them by arrow; the keyboard ends on the chip."""
        key("ctrl+f")
        self.window.wait_focus("Search the access log")
        key("Tab")
        until("the chips", lambda: self.window.focus_name() not in ("", "Search the access log"))
        for _ in range(most):
            if self.window.focus_name().startswith(words):
                return
            before = self.window.focus_name()
            key("Right")
            until("the next chip", lambda: self.window.focus_name() != before)
        raise AssertionError(f"no chip begins with {words!r}")

    def show_all_days(self):
        """The invented work lies some weeks back."""
        self.chip("Last 7 days")
        for words in ("Last 30 days", "All days"):
            key("space")
            self.window.wait_for(containing=words)

    def show_what_needs_review(self):
        self.show_all_days()
        until("something to review", lambda: self.window.find(containing="Needs review (")
              and not self.window.find(containing="Needs review (0)"))
        self.chip("Needs review")
        key("space")
        key("F6")
        self.window.wait_for(containing="needs review")

    def tab_of(self, words):
        """By F6 to the views of the log, along them by arrow, and the one that begins with these words is pressed."""
        views = ("Entries", "Emergencies", "Sample", "Source's list", "Children", "Retention")
        for _ in range(8):
            if self.window.focus_name().startswith(views):
                break
            before = self.window.focus_name()
            key("shift+F6")
            until("the part before", lambda: self.window.focus_name() != before)
        key("Home")
        for _ in range(6):
            if self.window.focus_name().startswith(words):
                return key("space")
            before = self.window.focus_name()
            key("Right")
            until("the next view", lambda: self.window.focus_name() != before)
        raise AssertionError(f"no view begins with {words!r}")

    def line_with(self, words, most=40):
        """In the entry's lines, by arrow, until the selected one holds these words."""
        for _ in range(most):
            if words in self.window.focus_name():
                return
            key("Down")
            until("a line", lambda: self.window.focus() is not None)
        raise AssertionError(f"no line holds {words!r}")


class Session(AuditorJourney):
    def test_AU_1_the_auditor_starts_at_the_log_whose_integrity_comes_first(self):
        self.wait_read()
        self.assertIn("Access log", self.window.title())
        self.window.wait_for(containing="entries verified")
        self.assertEqual(nameless(self.window.frame), [])
        self.assertEqual(empty_rows(self.window.frame), [])

    def test_one_access_is_questioned_opened_and_decided_and_each_is_an_entry(self):
        self.wait_read()
        self.show_what_needs_review()
        self.window.wait_for(containing="Inclusion proof: leaf ")
        self.window.wait_for(containing="\u2713")
        before = self.kinds()
        self.assertEqual(before.count("log_read"), 1)
        self.window.take_keyboard()
        key("Return")  # a row opens its lines
        self.line_with("Open who it is")
        self.assertIn("child ", self.window.focus_name())
        key("Return")
        self.window.wait_for(containing="opened for this entry alone")
        self.assertEqual(self.kinds()[len(before):], ["subject_opened"])
        # The name goes with the entry.
        key("Escape", "Down")
        self.window.wait_gone(containing="opened for this entry alone")
        self.window.wait_for(containing="Inclusion proof: leaf ")
        self.window.tab_to("Explained\u2026")
        key("space")
        self.window.wait_focus("What explains it, and where that can be seen")
        type_text("On the rota of the duty team that night")
        key("Return")
        self.window.wait_for(containing="Recorded: explained")
        self.assertEqual(self.kinds()[len(before):], ["subject_opened", "verdict_recorded"])
        said = json.dumps(self.practice.entries()[-1])
        self.assertNotIn("rota of the duty team", said)

    def test_P19_search_filter_sort_and_selection_leave_no_entry(self):
        self.wait_read()
        self.show_all_days()
        before = self.kinds()
        key("ctrl+f")
        type_text("asked")
        until("the search", lambda: self.window.find(containing=" explained, "))
        for words in ("Needs review", "Unexplained", "Every entry", "Strongest first", "Exports"):
            self.chip(words)
            key("space", "space")
        self.window.wait_for(role="table cell", containing="Asked ")
        key("F6")
        self.window.wait_for(containing="Inclusion proof")
        key("Down", "Down")
        self.window.wait_for(containing="Inclusion proof")
        key("Escape")
        self.assertEqual(self.kinds(), before)

    def test_X_1_the_reports_are_reached_by_keyboard_and_named(self):
        self.wait_read()
        for tab in ("Emergencies", "Sample", "Source's list", "Children", "Retention"):
            self.tab_of(tab)
            self.assertEqual(nameless(self.window.frame), [], tab)
        self.tab_of("Sample")
        self.window.tab_to("Draw a sample\u2026")
        key("space")
        self.window.wait_focus("Seed and how many")
        type_text("202611 20")
        key("Return")
        self.window.wait_for(containing="20 accesses drawn with seed 202611")

    def test_X_1_tab_goes_round_every_part_as_the_page_reads_and_back(self):
        self.wait_read()
        self.show_what_needs_review()
        self.window.wait_for(containing="Inclusion proof: leaf ")
        self.window.tab_to("Explained\u2026")  # from the list, by way of the lines
        key("shift+Tab")
        until("the lines", lambda: self.window.focus_name() not in ("", "Explained\u2026"))
        reading = ("Ask the manager\u2026", "Refer\u2026", "As a list", "Who looked at this child\u2026",
                   "Export for inspection\u2026", "Search the access log", "Explained\u2026")
        for name in reading:
            self.window.tab_to(name)

    def test_X_1_f6_stops_at_each_part_in_the_order_of_the_page_and_back(self):
        self.wait_read()
        self.show_what_needs_review()
        self.window.wait_for(containing="Inclusion proof: leaf ")
        self.window.take_keyboard()
        for part in ("Search the access log", "Entries", "Who looked at this child\u2026", "Access log"):
            key("shift+F6")
            self.window.wait_focus(part)
        key("F6")  # from the rail to the list
        for part in ("Entry, line by line", "Explained\u2026", "Enquiries per day", "Access log"):
            before = self.window.focus_name()
            key("F6")
            until("the next part", lambda: self.window.focus_name() not in (before, ""))
            if part != "Entry, line by line":  # whose lines are focused themselves
                self.window.wait_focus(part)

    def test_who_looked_at_this_child_is_asked_by_number_and_logged_about_that_child(self):
        self.wait_read()
        before = len(self.kinds())
        self.window.tab_to("Who looked at this child\u2026")
        key("space")
        self.window.wait_focus("NHS number of the child")
        type_text(CHILD["nhs_number"])
        key("Return")
        self.window.wait_for(containing="About child ")
        entries = self.practice.entries()
        self.assertEqual([entry["kind"] for entry in entries[before:]], ["log_read"])
        self.assertIsNotNone(entries[-1]["subject"])
        self.assertNotIn(CHILD["nhs_number"], json.dumps(entries))


class OwnLooks(AuditorJourney):
    def open_log(self, user="a.okafor", environment=None):
        return super().open_log(user, environment)

    def test_AU_10_a_worker_sees_their_own_looks_and_nobody_elses(self):
        self.window.wait_for(role="combo box", name="Purpose")
        key("ctrl+5")
        self.window.wait_for(containing="Your own looks")
        self.wait_read()
        self.assertIsNone(self.window.find(name="Who looked at this child\u2026"))
        self.assertIsNone(self.window.find(containing="Needs review"))
        self.assertEqual(nameless(self.window.frame), [])


class Pictures(AuditorJourney):
    """Kept for somebody to look at."""

    def setUp(self):
        super().setUp()
        self.window.end()

    def test_of_the_log_and_the_policy_in_every_look(self):
        for look, environment in LOOKS.items():
            with self.subTest(look):
                self.window = self.open_log(environment=environment)
                self.wait_read()
                self.show_what_needs_review()
                self.window.wait_for(containing="Inclusion proof: leaf ")
                self.window.picture(f"access-log-{look}")
                key("ctrl+6")
                self.window.wait_focus("Role")
                while "MASH" not in self.window.chosen("Role"):
                    before = self.window.chosen("Role")
                    key("Up")
                    until("another role", lambda: self.window.chosen("Role") != before)
                key("F6")
                self.window.picture(f"policy-{look}")
                self.window.end()


if __name__ == "__main__":
    unittest.main()
