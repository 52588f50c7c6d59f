"""The real sandbox and the real window, started for a journey and taken down after it."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

import tree
from keyboard import key, type_text
from waiting import until

BIN = pathlib.Path(os.environ["KITH_BIN"])
ARTEFACTS = pathlib.Path(os.environ["KITH_ARTEFACTS"])

CHILD = {"given": "Maisie Rose", "family": "Pellow", "born": "14 Feb 2017", "nhs_number": "9990004838"}


def end(process):
    """Ends a process that we started; its exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


class Sandbox:
    """`kith sandbox serve` over TLS on the loopback, with a script of faults if given."""

    def __init__(self, faults=()):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="kith-journey-"))
        command = [BIN / "kith", "sandbox", "serve", "--dir", self.dir / "northshire"]
        if faults:
            script = self.dir / "faults.json"
            script.write_text(json.dumps({"faults": list(faults)}))
            command += ["--faults", script]
        self.log = open(self.dir / "sandbox.log", "w")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            raise AssertionError(f"the sandbox did not start: {line!r} {(self.dir / 'sandbox.log').read_text()}")
        self.settings = pathlib.Path(line.split(" ", 1)[1].strip())

    def log_path(self):
        """Where its settings keep the access log."""
        return self.settings.parent / json.loads(self.settings.read_text())["access_log"]["path"]

    def close(self):
        end(self.process)
        self.process.stdout.close()
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)


class Window:
    """kith-desktop on the virtual display, with the keyboard on it."""

    def __init__(self, *arguments, environment=None):
        home = pathlib.Path(tempfile.mkdtemp(prefix="kith-home-"))
        self.home = home
        # A picture taken while a tick fades in shows neither one thing nor the other.
        (home / "config" / "gtk-3.0").mkdir(parents=True)
        (home / "config" / "gtk-3.0" / "settings.ini").write_text("[Settings]\ngtk-enable-animations=0\n")
        variables = dict(os.environ, HOME=str(home), XDG_CONFIG_HOME=str(home / "config"),
                         XDG_STATE_HOME=str(home / "state"), GTK_THEME="Adwaita", NO_AT_BRIDGE="0",
                         GTK_MODULES="gail:atk-bridge")
        variables.update(environment or {})
        self.errors = open(home / "window.log", "w+")
        self.process = subprocess.Popen([BIN / "kith-desktop", *map(str, arguments)], env=variables,
                                        stdout=self.errors, stderr=self.errors)
        self.app = until("the window among the applications", self._application)
        self.frame = until("the window's frame", self._frame)
        self.take_keyboard()

    def must_live(self):
        """Nobody waits for a window that has ended: what it said last is worth more."""
        if self.process.poll() is not None:
            raise AssertionError(f"the window ended with {self.process.returncode}: {self.said()[:3000]}")

    def _application(self):
        self.must_live()
        return tree.application(self.process.pid)

    def _frame(self):
        frame = self.app.get_child_at_index(0) if self.app.get_child_count() else None
        return frame if frame is not None and tree.has(frame, tree.State.SHOWING) else None

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def take_keyboard(self):
        """There is no window manager to give it the keyboard."""
        found = until("the window on the display", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            capture_output=True, text=True).stdout.split())
        subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]], check=True)

    # -- reading --------------------------------------------------------------------------------------------------

    def find(self, role=None, name=None, containing=None):
        self.must_live()
        return tree.find(self.frame, role, name, containing)

    def wait_for(self, role=None, name=None, containing=None, deadline=20.0):
        return until(f"{role or 'anything'} {name or containing!r}", lambda: self.find(role, name, containing), deadline)

    def wait_elsewhere(self, name, deadline=20.0):
        """Something in any window of the program's: a dialog has a frame of its own."""
        def look():
            self.must_live()
            frames = [self.app.get_child_at_index(i) for i in range(self.app.get_child_count())]
            return next(filter(None, (tree.find(frame, None, name, None) for frame in frames if frame)), None)
        return until(f"{name!r} in a window of its own", look, deadline)

    def wait_gone(self, role=None, name=None, containing=None):
        until(f"the end of {name or containing!r}", lambda: self.find(role, name, containing) is None)

    def focus(self):
        return tree.focused(self.frame)

    def focus_name(self):
        node = self.focus()
        return tree.name_of(node) if node is not None else ""

    def wait_focus(self, name):
        until(f"the keyboard on {name!r} (it is on {self.focus_name()!r})", lambda: self.focus_name() == name)

    def title(self):
        return tree.name_of(self.frame)

    def all_text(self):
        """Every name on the screen, for looking for what must or must not be there."""
        return "\n".join(tree.name_of(node) for node in tree.visible(self.frame))

    # -- doing ----------------------------------------------------------------------------------------------------

    def tab_to(self, name, most=40):
        """Moves the keyboard with Tab alone until it is on what has this name."""
        for _ in range(most):
            if self.focus_name() == name:
                return
            before = self.focus_name()
            key("Tab")
            until("the keyboard to move", lambda: self.focus_name() != before)
        raise AssertionError(f"Tab never reaches {name!r}")

    def fill(self, name, text):
        self.tab_to(name)
        type_text(text)
        until(f"{name} to hold what was typed", lambda: tree.text_of(self.focus()) == text)

    def choose(self, name, words, most=12):
        """Chooses in a drop-down list by the arrow keys."""
        self.tab_to(name)
        for _ in range(most):
            if words in self.chosen(name):
                return
            before = self.chosen(name)
            key("Down")
            until("the choice to move", lambda: self.chosen(name) != before)
        raise AssertionError(f"{name} does not offer {words!r}")

    def chosen(self, name):
        """The words that a drop-down list shows."""
        box = self.find(role="combo box", name=name)
        item = tree.chosen_item(box) if box is not None else None
        return "" if item is None else tree.name_of(item)

    def picture(self, name):
        """Keeps what is on the screen among the artefacts."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", str(ARTEFACTS / f"{name}.png")], check=True)

    def end(self):
        """Ends the program and keeps what it said."""
        return end(self.process)

    def close(self):
        code = self.end()
        self.errors.close()
        shutil.rmtree(self.home, ignore_errors=True)
        return code
