"""The window as assistive technology sees it: the AT-SPI tree, read and searched."""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Atspi.set_timeout(3000, 15000)

State = Atspi.StateType


def has(node, state):
    return node.get_state_set().contains(state)


def walk(node):
    """Every node below and with `node`. Those that go away meanwhile are passed over, as a screen reader does."""
    yield node
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(child)


def visible(node):
    """Every node on the screen: what is hidden is left out with all that it holds."""
    if not has(node, State.SHOWING):
        return
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from visible(child)


def name_of(node):
    return node.get_name() or ""


def text_of(node):
    """What a field holds."""
    interface = node.get_text_iface()
    return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface)) if interface else ""


def find(root, role=None, name=None, containing=None):
    """The first visible node that fits; None when there is none."""
    try:
        for node in visible(root):
            if role is not None and node.get_role_name() != role:
                continue
            if name is not None and name_of(node) != name:
                continue
            if containing is not None and containing not in name_of(node):
                continue
            return node
    except GLib.Error:
        return None  # it changed while we looked
    return None


def focused(root):
    """What has the keyboard."""
    try:
        # The deepest: an item of a drawn list rather than the list.
        found = None
        for node in visible(root):
            if has(node, State.FOCUSED):
                found = node
        return found
    except GLib.Error:
        return None


def application(pid):
    """The application node of a process; None until it has registered."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        try:
            app = desktop.get_child_at_index(index)
            if app is not None and app.get_process_id() == pid:
                return app
        except GLib.Error:
            continue
    return None


def press(node):
    """Does the node's own action, as a screen reader's user would."""
    return Atspi.Action.do_action(node.get_action_iface(), 0)


def chosen_item(box):
    """The item that a drop-down list shows."""
    return Atspi.Selection.get_selected_child(box.get_selection_iface(), 0)


def outline(root):
    """The tree as text, for the artefacts of a failure."""
    lines = []

    def add(node, depth):
        marks = "".join(
            letter for letter, state in (("f", State.FOCUSABLE), ("F", State.FOCUSED), ("s", State.SHOWING))
            if has(node, state))
        lines.append(f"{'  ' * depth}{node.get_role_name()} [{marks}] {name_of(node)!r}")
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                add(child, depth + 1)

    try:
        add(root, 0)
    except GLib.Error as error:
        lines.append(f"(stopped: {error.message})")
    return "\n".join(lines) + "\n"
