"""Whatever takes the keyboard must have a name: otherwise a screen reader says nothing there (X-1)."""
import unittest

import tree
from journey import Journey
from keyboard import key


def nameless(root):
    """Focusable nodes on the screen without a name. A cell of a table may be empty; its row may not."""
    found = []
    for node in tree.visible(root):
        if not tree.has(node, tree.State.FOCUSABLE) or tree.name_of(node):
            continue
        if node.get_role_name() != "table cell":
            found.append(f"{node.get_role_name()} below {path_of(node)}")
    return found


def path_of(node):
    names = []
    while node is not None and node.get_role_name() != "application":
        names.append(tree.name_of(node) or node.get_role_name())
        node = node.get_parent()
    return " < ".join(names[1:6])


def empty_rows(root):
    """Tables whose every cell on some row is nameless."""
    found = []
    for table in tree.visible(root):
        if table.get_role_name() not in ("table", "tree table"):
            continue
        cells = [table.get_child_at_index(i) for i in range(min(table.get_child_count(), 400))]
        cells = [cell for cell in cells if cell.get_role_name() == "table cell"]
        columns = table.get_table_iface().get_n_columns() or 1
        for start in range(0, len(cells) - columns + 1, columns):
            row = cells[start:start + columns]
            if not any(tree.name_of(part) for cell in row for part in tree.walk(cell)):
                found.append(f"row {start // columns} of {tree.name_of(table)}")
    return found


class EverythingFocusable(Journey):
    def assert_all_named(self):
        self.assertEqual(nameless(self.window.frame), [])
        self.assertEqual(empty_rows(self.window.frame), [])

    def test_has_a_name_on_the_blank_enquiry_screen(self):
        self.window.wait_for(containing="Still needed")
        self.assert_all_named()

    def test_has_a_name_on_the_filled_enquiry_screen_with_the_editor_open(self):
        self.fill_form()
        self.window.tab_to("Add person")
        key("space")
        self.window.wait_focus("Relationship to the child")
        self.assert_all_named()

    def test_has_a_name_on_the_child_screen(self):
        self.fill_form()
        self.ask()
        self.wait_settled()
        self.assert_all_named()
        key("l")
        self.window.wait_for(containing="Completeness ledger")
        self.assert_all_named()


if __name__ == "__main__":
    unittest.main()
