"""Keys, sent to the X server as from a real keyboard: never to one window by name."""
import subprocess


def key(*names):
    """Presses keys one after another: key("Tab"), key("ctrl+Return")."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "8", *names], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "4", text], check=True)
