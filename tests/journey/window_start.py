"""How the window starts, and what it says when it cannot."""
import pathlib
import subprocess
import tempfile
import unittest

from journey import Journey
from stage import BIN, Window


class WithoutSettings(unittest.TestCase):
    def test_a_missing_file_is_a_page_that_says_what_to_do(self):
        nowhere = pathlib.Path(tempfile.gettempdir()) / "kith-no-such-folder" / "settings.json"
        window = Window("--settings", nowhere)
        self.addCleanup(window.close)
        window.wait_for(containing="Kith has no settings yet")
        window.wait_for(containing=str(nowhere))
        window.wait_for(role="text", name="Commands to type in a terminal")

    def test_a_file_that_is_not_settings_is_said_and_not_a_crash(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "settings.json"
            path.write_text('{"rulebok": 3}')
            window = Window("--settings", path)
            self.addCleanup(window.close)
            window.wait_for(containing="rulebok")
            self.assertIsNone(window.process.poll())

    def test_the_version_is_printed_without_a_window(self):
        done = subprocess.run([BIN / "kith-desktop", "--version"], capture_output=True, text=True, timeout=60)
        self.assertRegex(done.stdout, r"^kith-desktop \d+\.\d+\.\d+\n$")


class WithTheSandbox(Journey):
    def test_the_loud_mark_the_policy_and_the_person_are_said(self):
        self.window.wait_for(containing="Invented people")
        self.window.wait_for(containing="Signed in: A. Okafor")
        self.window.wait_for(containing="Policy ")
        self.window.wait_for(containing="Access log: intact")

    def test_somebody_the_settings_do_not_name_is_told_who_they_name(self):
        window = Window("--settings", self.sandbox.settings, "--as", "n.obody")
        self.addCleanup(window.close)
        window.wait_for(containing="n.obody")
        window.wait_for(containing="a.okafor")


if __name__ == "__main__":
    unittest.main()
