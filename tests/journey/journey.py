"""What the journeys share: a sandbox and a window around each test, and the forms they fill."""
import unittest

import tree
from keyboard import key
from stage import ARTEFACTS, CHILD, Sandbox, Window
from waiting import until

REASON = "Reason, in your own words (recorded in the access log)"
SECTION_47 = "Section 47"
# What no program of ours may print, whatever else went well.
COMPLAINTS = ("runtime error", "Sanitizer", "assert ", "CRITICAL", "terminate called")
# GTK's own, when a scroll bar is given less room than its arrows need.
HARMLESS = "gtk_box_gadget_distribute: assertion 'size >= 0' failed in GtkScrollbar"


class Journey(unittest.TestCase):
    """One sandbox and one window for each journey, so that none inherits another's state."""

    faults = ()

    def setUp(self):
        self.sandbox = Sandbox(self.faults)
        self.addCleanup(self.sandbox.close)
        self.window = self.open_window()

    def open_window(self, environment=None):
        window = Window("--settings", self.sandbox.settings, "--as", "a.okafor", environment=environment)
        self.addCleanup(self.leave, window)
        window.wait_for(role="combo box", name="Purpose")
        # The desk has opened once the purposes of the rulebook are there to choose.
        until("the rulebook", lambda: window.chosen("Purpose") == "Choose a purpose")
        return window

    def leave(self, window):
        failed = self._outcome.result.failures + self._outcome.result.errors
        if any(test is self for test, _ in failed) or not self._outcome.success:
            name = self.id().rsplit(".", 1)[-1]
            window.picture(f"failed-{name}")
            (ARTEFACTS / f"failed-{name}.txt").write_text(tree.outline(window.frame) + window.said())
        said = [line for line in window.said().splitlines() if HARMLESS not in line]
        window.close()
        for complaint in COMPLAINTS:
            self.assertFalse([line for line in said if complaint in line])

    def fill_form(self, purpose=SECTION_47, nhs_number=CHILD["nhs_number"]):
        """By keyboard alone, from where the window puts the keyboard when it opens."""
        window = self.window
        window.wait_focus("Case reference")
        window.fill("Case reference", "NC-2026-10482")
        window.choose("Purpose", purpose)
        window.fill(REASON, "School reports unexplained bruising; mother not reachable")
        window.fill("Given names", CHILD["given"])
        window.fill("Family name", CHILD["family"])
        window.fill("Date of birth (or about)", CHILD["born"])
        if nhs_number:
            window.fill("NHS number", nhs_number)

    def ask(self):
        key("ctrl+Return")
        self.window.wait_for(role="list", name="Timeline by agency")

    def to_chronology(self):
        """F6 from part to part until the keyboard is in the list of events."""
        table = self.window.wait_for(role="table", name="Chronology, newest first")
        for _ in range(8):
            node = self.window.focus()
            if node is not None and node.get_role_name() == "table cell" and node.get_parent() == table:
                return
            before = node
            key("F6")
            until("the keyboard to move", lambda: self.window.focus() != before)
        self.fail("F6 never reaches the chronology")

    def wait_settled(self):
        """Until every cell has its state."""
        self.window.wait_for(containing="All cells are settled", deadline=40)
