# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The five buttons follow the state of the selected sandbox, exactly as the transition table says."""
import unittest

from driver import transitions
from driver.dashboard import ACTIONS, COLUMNS
from driver.scenario import Scenario
from driver.waiting import wait_until

# The engine's seeded sandboxes are in all of these. "suspended" is a word no client knows.
WORDS = {"creating": "Creating", "running": "Running", "paused": "Paused", "stopped": "Stopped", "error": "Error",
         "unknown": "suspended"}


class Buttons(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "24", "--seed", "1")
        self.dashboard = self.start_dashboard(engine=self.engine)

    def test_table_and_window_can_be_found_by_name(self):
        self.assertIn("Sandglass", self.dashboard.window.name)
        self.assertEqual(self.dashboard.table.columns(), COLUMNS)
        self.assertEqual(self.dashboard.table.row_count(), 24)

    def test_nothing_selected_enables_nothing(self):
        self.dashboard.table.select_only()
        wait_until(lambda: not self.dashboard.enabled_actions(), lambda: f"all are off: {self.dashboard.enabled_actions()}")

    def test_enabled_set_equals_the_transition_table(self):
        machine = transitions.load()
        states = dict(zip(self.dashboard.ids(), self.dashboard.table.column("State"), strict=True))
        for status, word in WORDS.items():
            with self.subTest(status=status):
                example = next((i for i, state in states.items() if state.startswith(word)), None)
                self.assertIsNotNone(example, f"no row says {word!r}: {sorted(set(states.values()))}")
                self.dashboard.select(example)
                expected = {action for action, target in machine[status].items() if target is not None}
                wait_until(lambda expected=expected: self.dashboard.enabled_actions() == expected,
                           lambda: f"enabled: {sorted(expected)}; they are {sorted(self.dashboard.enabled_actions())}")
                for name, button in self.dashboard.buttons().items():
                    # Why not, or what it does: there is something to say either way.
                    self.assertTrue(button.description.strip(), f"{name} for a {status} sandbox says nothing")
                    self.assertNotIn("<", button.description, "markup is not for ears")
        self.assertEqual(set(WORDS) | {"gone"}, set(machine))
        self.assertEqual(set(ACTIONS), set(machine["running"]))

    def test_each_refusal_is_told_apart(self):
        """A sandbox that is stopped and one that is creating cannot be paused for different reasons."""
        reasons = {}
        for word in ("Stopped", "Creating", "Paused"):
            example = next(i for i in self.dashboard.ids() if self.dashboard.state_of(i).startswith(word))
            self.dashboard.select(example)
            wait_until(lambda: not self.dashboard.buttons()["Pause"].has("enabled"), "Pause is off")
            reasons[word] = wait_until(
                lambda word=word: next(iter({self.dashboard.buttons()["Pause"].description} - set(reasons.values())), None),
                lambda: f"a reason of its own; it says {self.dashboard.buttons()['Pause'].description!r}")
        self.assertEqual(len(set(reasons.values())), 3)


if __name__ == "__main__":
    unittest.main()
