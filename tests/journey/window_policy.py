"""The Policy screen by keyboard: what a role may do, why not, and which rulebook is in force."""
import unittest

from journey import Journey
from keyboard import key
from waiting import until
from window_names import empty_rows, nameless


class Policy(Journey):
    def open_policy(self):
        key("ctrl+6")
        self.window.wait_focus("Role")
        self.window.wait_for(containing=" give content, ")

    def test_says_what_my_role_may_do_and_why_not(self):
        self.open_policy()
        self.assertIn("Policy", self.window.title())
        self.assertIn("(yours)", self.window.chosen("Role"))
        key("F6")
        self.window.wait_for(containing="Why: ")
        self.assertEqual(nameless(self.window.frame), [])
        self.assertEqual(empty_rows(self.window.frame), [])
        self.window.take_keyboard()
        key("ctrl+6")
        self.window.wait_focus("Role")
        self.window.choose("Role", "Auditor")
        self.window.wait_for(containing="13 nothing")
        self.window.wait_for(containing="R-001")

    def test_says_which_rulebook_is_in_force_who_signed_it_and_how_long_copies_are_kept(self):
        self.open_policy()
        key("shift+F6")
        self.window.wait_focus("What a role may do")
        key("Right", "space")
        for words in ("Version", "Signed by", "Agreements: what each source gives", "How long copies are kept"):
            self.window.wait_for(containing=words)
        self.assertEqual(nameless(self.window.frame), [])

    def test_X_1_every_part_is_reached_by_f6_and_every_control_by_tab(self):
        self.open_policy()
        for name in ("Purpose", "About", "Consent", "What a role may do", "Role"):
            self.window.tab_to(name)
        for part in ("Why, kind by kind", "Policy", "Role"):
            if part == "Why, kind by kind":
                key("F6")  # the table
                until("the table", lambda: self.window.focus_name() not in ("", "Role"))
            key("F6")
            self.window.wait_focus(part)
        key("shift+F6")
        self.window.wait_focus("What a role may do")
        key("End", "space")
        self.window.tab_to("Compare with an earlier rulebook\u2026")
        self.assertEqual(nameless(self.window.frame), [])


if __name__ == "__main__":
    unittest.main()
