"""Signing in, and the locked screen: by keyboard, and as a screen reader and the message bus meet them."""
import json
import sqlite3
import subprocess
import unittest

import memory
import tree
from journey import REASON, Journey
from keyboard import key, type_text
from stage import CHILD, Window
from waiting import until

RIGHT = "four quiet grey herons"
# What the form holds of the child and the case, none of which may be anywhere on a locked screen.
WORDS = ("Maisie", "Pellow", "9990004838", "unexplained bruising", "NC-2026-10482", "14 Feb 2017")

# What a search of the memory looks for: the child's names and number as typed, shown and sent, a text of an event,
# the reason, the case, and the passphrase.
MARKERS = ("Maisie", "MAISIE", "Pellow", "PELLOW", "9990004838", "999 000 4838", "Bruise to cheek",
           "unexplained bruising", "NC-2026-10482", RIGHT)


class Door(Journey):
    """A sandbox whose settings ask for a passphrase."""

    method = {"method": "passphrase", "profile": "profile.json"}

    def open_window(self, environment=None):
        settings = json.loads(self.sandbox.settings.read_text())
        settings["sign_in"] = self.method
        if self.method["method"] == "oidc":
            settings["shelf"] = {"path": "shelf.sqlite"}  # nobody types a passphrase that could open it
        self.sandbox.settings.write_text(json.dumps(settings))
        window = Window("--settings", self.sandbox.settings, "--as", "a.okafor", environment=environment)
        self.addCleanup(self.leave, window)
        window.wait_for(containing="Every sign-in, and every attempt, is recorded")
        return window

    def log_kinds(self):
        """The kinds of entries in the access log, in their order."""
        with sqlite3.connect(f"file:{self.sandbox.log_path()}?mode=ro", uri=True) as log:
            for (table,) in log.execute("select name from sqlite_master where type = 'table'").fetchall():
                columns = [row[1] for row in log.execute(f"pragma table_info({table})")]
                for column in ("leaf", "leaf_json", "json"):
                    if column in columns:
                        rows = log.execute(f"select {column} from {table} order by 1 * rowid").fetchall()
                        return [json.loads(leaf)["kind"] for (leaf,) in rows]
        raise AssertionError("the access log has no leaves")

    def choose_passphrase(self):
        self.window.wait_focus("Passphrase")
        type_text(RIGHT)
        key("Tab")
        self.window.wait_focus("The same again")
        type_text(RIGHT)
        key("Return")
        self.entered()

    def frame_that(self, is_wanted):
        for index in range(self.window.app.get_child_count()):
            frame = self.window.app.get_child_at_index(index)
            if frame is not None and is_wanted(tree.name_of(frame)) and tree.has(frame, tree.State.SHOWING):
                return frame
        return None

    def entered(self):
        """Signed in: the form is there, in a window that has taken the place of the first."""
        self.window.frame = until("the window after signing in",
                                  lambda: self.frame_that(lambda name: "sign in" not in name))
        self.take_keyboard()
        until("the rulebook", lambda: self.window.chosen("Purpose") == "Choose a purpose")

    def take_keyboard(self):
        """Of two windows one is going: asked for just then, the display has nothing to give the keyboard to."""
        def taken():
            try:
                self.window.take_keyboard()
                return True
            except subprocess.CalledProcessError:
                return False
        until("the keyboard in the window", taken)

    def everything_said(self):
        """Every name, description and text of the whole application, shown or not."""
        said = []
        for node in tree.walk(self.window.app):
            said += [tree.name_of(node), node.get_description() or "", tree.text_of(node) or ""]
        return "\n".join(said)

    def wait_locked(self):
        self.window.wait_for(containing="Everything is as you left it")

    def wait_open(self):
        self.window.wait_gone(containing="Everything is as you left it")

    def assert_blank(self):
        said = self.everything_said()
        for word in WORDS:
            self.assertNotIn(word, said)
        self.assertEqual(self.window.title(), "Kith \u2014 locked")

    def held(self):
        """How often each marker stands in a core dump of the window, in any of three encodings."""
        image = memory.image_of(self.window.process.pid, self.sandbox.dir / "core")
        if image is None:
            self.skipTest("gdb may not look into a program here")
        found = {marker: memory.count(image, marker) for marker in MARKERS}
        image.unlink()
        return found

    def left(self):
        """Of the markers those that are still there."""
        left = {marker: number for marker, number in self.held().items() if number}
        print(f"in memory while locked: {left}", flush=True)
        return left

    def unlock(self, passphrase=RIGHT):
        self.window.wait_focus("Passphrase")
        type_text(passphrase)
        key("Return")


class SigningIn(Door):
    def test_the_first_start_chooses_a_passphrase_and_the_next_asks_for_it(self):
        self.window.wait_for(containing="You have no passphrase on this computer yet")
        self.window.picture("sign-in-first")
        self.choose_passphrase()
        self.window.wait_for(containing="Signed in: A. Okafor")
        self.window.end()
        self.window = self.open_window()
        self.assertIsNone(self.window.find(role="password text", name="The same again"))
        self.window.picture("sign-in")
        self.unlock("four quiet grey herring")
        self.window.wait_for(containing="You are not signed in: that is not the passphrase.")
        self.window.picture("sign-in-wrong")
        self.unlock()
        self.entered()
        signing = [kind for kind in self.log_kinds() if "sign" in kind]
        self.assertEqual(signing[0], "signed_in")
        self.assertEqual(signing[-2:], ["sign_in_failed", "signed_in"])

    def test_two_that_differ_and_one_that_is_too_short_are_said_at_once(self):
        self.window.wait_focus("Passphrase")
        type_text("short")
        key("Return")
        self.window.wait_for(containing="A passphrase needs at least 12 characters")
        self.window.wait_focus("Passphrase")
        type_text(RIGHT)
        key("Tab")
        type_text("something else altogether")
        key("Return")
        self.window.wait_for(containing="The two passphrases were not the same.")


class Locking(Door):
    def setUp(self):
        super().setUp()
        self.choose_passphrase()

    def test_ctrl_l_blanks_everything_and_unlocking_gives_the_draft_back(self):  # FD-17, X-6
        self.fill_form()
        self.window.tab_to("NHS number")
        key("ctrl+l")
        self.wait_locked()
        self.assert_blank()
        self.window.picture("locked")
        key("ctrl+2")  # does nothing here
        self.unlock("four quiet grey herring")
        self.window.wait_for(containing="that is not the passphrase")
        self.assert_blank()
        self.unlock()
        self.wait_open()
        self.window.wait_focus("NHS number")
        for name, text in (("Given names", CHILD["given"]), ("Family name", CHILD["family"]),
                           ("Case reference", "NC-2026-10482")):
            self.assertEqual(tree.text_of(self.window.wait_for(role="text", name=name)), text)
        self.assertIn("unexplained bruising", tree.text_of(self.window.wait_for(role="text", name=REASON)))
        self.assertIn("NC-2026-10482", self.window.title())
        self.window.picture("unlocked")
        self.ask()
        self.wait_settled()
        kinds = [kind for kind in self.log_kinds() if "lock" in kind or "sign" in kind]
        self.assertEqual(kinds, ["signed_in", "locked", "sign_in_failed", "unlocked"])

    def test_a_picture_on_the_screen_is_gone_and_comes_back_with_what_arrived_meanwhile(self):  # FD-17
        self.fill_form()
        self.ask()
        key("ctrl+l")  # while the sources may still be answering
        self.wait_locked()
        self.assert_blank()
        self.unlock()
        self.wait_settled()
        self.window.wait_for(role="push button", containing="PDS 3 records")
        self.window.picture("unlocked-child")

    def test_the_desktops_own_lock_locks_it_and_the_desktops_unlocking_does_not_open_it(self):  # FD-17, X7
        for path, signal in (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged"),
                             ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged")):
            self.emit(path, signal, "true")
            self.wait_locked()
            self.emit(path, signal, "false")
            self.window.wait_focus("Passphrase")
            self.wait_locked()
            self.unlock()
            self.wait_open()

    def emit(self, path, signal, value):
        subprocess.run(["gdbus", "emit", "--session", "--object-path", path, "--signal", signal, value], check=True)

    def test_somebody_else_can_sit_down_only_after_what_was_open_is_dropped(self):
        self.fill_form()
        key("ctrl+l")
        self.wait_locked()
        self.window.tab_to("Sign out\u2026")
        key("space")
        self.window.wait_for(containing="Signing out drops the enquiry")
        self.window.picture("locked-signing-out")
        key("space")
        self.window.frame = until("the window for signing in",
                                  lambda: self.frame_that(lambda name: "sign in" in name))
        self.take_keyboard()
        self.window.wait_for(containing="Passphrase")
        said = self.everything_said()
        for word in WORDS:
            self.assertNotIn(word, said)
        until("the entry", lambda: "signed_out" in self.log_kinds())
        image = memory.image_of(self.window.process.pid, self.sandbox.dir / "core")
        if image is not None:
            left = {word: memory.count(image, word) for word in (RIGHT, *WORDS)}
            print(f"in memory after signing out, in any of three encodings: {left}", flush=True)
            # The form's own hint has the date.
            self.assertEqual({word: n for word, n in left.items() if n and word != "14 Feb 2017"}, {})

    def test_the_status_line_says_what_cannot_be_blocked(self):  # X-4
        self.window.wait_for(containing="screen capture cannot be blocked here")

    def test_nothing_about_anybody_is_in_memory_while_it_is_locked_and_all_of_it_comes_back(self):  # X7, C11, FD-17
        self.fill_form()
        self.ask()
        self.wait_settled()
        self.window.wait_for(role="push button", containing="PDS 3 records")
        self.to_chronology()
        key("Return")
        self.window.wait_for(role="page tab", name="What is said")
        before = self.held()
        print(f"in memory while open: {before}", flush=True)
        for marker in ("Pellow", CHILD["nhs_number"], "Bruise to cheek", "unexplained bruising"):
            self.assertGreater(before[marker], 0, f"the search does not find {marker}, which is there")
        key("ctrl+l")
        self.wait_locked()
        self.assert_blank()
        left = self.left()
        for marker in ("Pellow", "999 000 4838", "Bruise to cheek", "unexplained bruising", RIGHT):
            self.assertNotIn(marker, left)
        # Texts that the toolkit still holds: a small number that is stated, and may only become smaller.
        self.assertLessEqual(max(left.values(), default=0), 12)
        self.unlock()
        self.wait_open()
        self.wait_settled()
        self.window.wait_for(role="push button", containing="PDS 3 records")
        self.window.wait_for(role="page tab", name="What is said")
        self.window.picture("unlocked-again")
        key("ctrl+1")
        for name, text in (("Given names", CHILD["given"]), ("Family name", CHILD["family"]),
                           ("NHS number", CHILD["nhs_number"]), ("Case reference", "NC-2026-10482")):
            self.assertEqual(tree.text_of(self.window.wait_for(role="text", name=name)), text)
        self.assertIn("unexplained bruising", tree.text_of(self.window.wait_for(role="text", name=REASON)))


class AProviderThatIsNotThere(Door):
    method = {"method": "oidc", "issuer": "https://127.0.0.1:1", "client_id": "kith", "ca_file": "keys/authority.pem",
              "roles": [{"value": "kith-mash", "role": "mash_worker"}]}

    def test_is_said_in_one_sentence_and_recorded(self):
        self.window.wait_focus("Sign in with your organisation")
        self.window.picture("sign-in-provider")
        key("space")
        self.window.wait_for(containing="You are not signed in: the provider could not be reached.")
        self.window.picture("sign-in-provider-away")
        self.assertEqual(self.log_kinds(), ["sign_in_failed"])


if __name__ == "__main__":
    unittest.main()
