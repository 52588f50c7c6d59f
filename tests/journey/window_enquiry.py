"""Journeys through the Enquiry screen, by keyboard and as a screen reader meets it."""
import sqlite3
import unittest

import tree
from journey import REASON, Journey
from keyboard import key, type_text
from waiting import until


class AskingTooSoon(Journey):
    def test_ctrl_enter_says_what_is_missing_and_goes_there(self):  # FD-1
        self.window.wait_for(containing="Still needed: case reference, purpose, reason")
        self.window.tab_to("Given names")
        key("ctrl+Return")
        self.window.wait_for(containing="There is no case or referral reference.")
        self.window.wait_focus("Case reference")
        self.window.wait_for(containing="Access log: intact, 2 entries")  # the rulebook and the sign-in, and nothing asked

    def test_the_ask_button_itself_says_what_is_missing(self):  # FD-1
        self.window.wait_for(containing="Still needed")
        button = self.window.wait_for(role="push button", name="Ask")
        self.assertFalse(tree.has(button, tree.State.SENSITIVE))
        self.assertIn("No purpose is chosen.", button.get_description())


class FillingIn(Journey):
    def test_a_number_that_fails_its_check_is_said_at_once_and_stops_asking(self):
        self.fill_form(nhs_number="9990004839")
        self.window.wait_for(containing="The check digit does not hold")
        self.window.wait_for(containing="NHS number to mend")
        key("BackSpace")
        type_text("8")
        self.window.wait_for(containing="the check digit holds")
        self.window.wait_gone(containing="Still needed")

    def test_without_a_number_the_sources_that_need_one_are_named(self):  # FD-3
        self.fill_form(nhs_number="")
        self.window.wait_for(containing="Cannot be searched without it")
        self.window.wait_for(name="Needs an NHS number")

    def test_a_lower_purpose_visibly_asks_fewer_sources(self):  # FD-2
        self.fill_form()
        self.window.wait_for(role="push button", name="Ask 13 sources")
        self.window.choose("Purpose", "Screening")
        self.window.wait_for(role="push button", name="Ask 11 sources")
        self.window.wait_for(name="Other purposes only")

    def test_an_unticked_source_is_left_out(self):
        self.fill_form()
        self.window.wait_for(role="push button", name="Ask 13 sources")
        hospitals = self.window.wait_for(role="check box", containing="Northshire Hospitals: Will ask")
        self.window.tab_to(tree.name_of(hospitals))
        key("space")
        self.window.wait_for(name="Left out by you")
        self.window.wait_for(role="push button", name="Ask 12 sources")

    def test_people_are_added_changed_left_out_and_removed_by_keyboard(self):  # FD-4, FD-5
        window = self.window
        window.wait_for(role="table cell", name="Adult of the household")
        self.add_person("Kerry Pellow", "1991")
        window.wait_for(role="table cell", name="Kerry Pellow")
        window.wait_for(role="table cell", name="Father")  # still kept open
        window.wait_gone(role="table cell", name="Adult of the household")
        self.choose_row("Kerry Pellow")
        key("space")
        window.wait_for(role="table cell", name="Mentioned, not asked")
        key("Return")
        window.wait_focus("Relationship to the child")
        window.tab_to("Born (or about)")
        key("ctrl+a")
        type_text("about 35")
        key("Return")
        window.wait_for(role="table cell", name="about 35 years old")
        self.choose_row("Kerry Pellow")
        key("Delete")
        window.wait_gone(role="table cell", name="Kerry Pellow")

    def add_person(self, name, born):
        self.window.tab_to("Add person")
        key("space")
        self.window.wait_focus("Relationship to the child")
        self.window.fill("Name", name)
        self.window.fill("Born (or about)", born)
        key("Return")

    def choose_row(self, name):
        """Walks to the list with Tab and down it with the arrows."""
        for _ in range(60):
            node = self.window.focus()
            if node is not None and node.get_role_name() == "table cell":
                break
            before = self.window.focus_name()
            key("shift+Tab")
            until("the keyboard to move", lambda: self.window.focus_name() != before)
        key("Home")
        until(f"the keyboard on {name}", lambda: self.window.focus_name() == name)


class MovingAbout(Journey):
    def test_f6_goes_round_the_parts_of_the_page(self):
        self.window.wait_focus("Case reference")
        for expected in ("Given names",):
            key("F6")
            self.window.wait_focus(expected)
        key("shift+F6")
        self.window.wait_focus("Case reference")
        key("shift+F6")
        self.window.wait_focus("Enquiry")

    def test_ctrl_2_shows_the_child_and_ctrl_1_comes_back_to_the_draft(self):
        self.fill_form()
        key("ctrl+2")
        self.window.wait_for(containing="Nobody has been asked yet")
        key("ctrl+1")
        field = self.window.wait_for(role="text", name="Family name")
        self.assertEqual(tree.text_of(field), "Pellow")

    def test_ctrl_q_ends_the_program(self):
        key("ctrl+q")
        until("the end of the program", lambda: self.window.process.poll() is not None)
        self.assertEqual(self.window.process.returncode, 0)


class LogUnwritable(Journey):
    def test_nothing_is_asked_and_the_form_keeps_what_was_typed(self):
        self.fill_form()
        # Another program holds the log: the window cannot write to it.
        holder = sqlite3.connect(self.sandbox.log_path(), isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("BEGIN EXCLUSIVE")
        key("ctrl+Return")
        self.window.wait_for(containing="The access log cannot be written. Nothing was asked", deadline=40)
        self.window.wait_for(containing="Access log: cannot be written")
        self.assertEqual(tree.text_of(self.window.wait_for(role="text", name="Given names")), "Maisie Rose")
        reason = self.window.wait_for(role="text", name=REASON)
        self.assertIn("unexplained bruising", tree.text_of(reason))
        # Once it can be written again, the same form asks.
        holder.execute("ROLLBACK")
        self.ask()
        self.wait_settled()


if __name__ == "__main__":
    unittest.main()
