"""Pictures of both screens as people may have them set, kept for somebody to look at."""
import unittest

from journey import Journey

LOOKS = {
    "light-100": {},
    "dark-100": {"GTK_THEME": "Adwaita:dark"},
    "contrast-100": {"GTK_THEME": "HighContrast"},
    "light-200": {"GDK_DPI_SCALE": "2"},
    "dark-200": {"GTK_THEME": "Adwaita:dark", "GDK_DPI_SCALE": "2"},
}


class Pictures(Journey):
    def setUp(self):
        super().setUp()
        self.window.end()

    def test_of_both_screens_in_every_look(self):
        for look, environment in LOOKS.items():
            with self.subTest(look):
                self.window = self.open_window(environment)
                self.fill_form()
                self.window.wait_for(role="push button", name="Ask 13 sources")
                self.window.picture(f"enquiry-{look}")
                self.ask()
                self.wait_settled()
                self.window.picture(f"child-{look}")
                self.window.end()


if __name__ == "__main__":
    unittest.main()
