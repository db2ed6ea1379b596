# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard as the tests use it: its window, its table, its five buttons."""
from . import tree
from .processes import Program
from .table import Table
from .waiting import wait_until

ACTIONS = ("Start", "Stop", "Pause", "Resume", "Delete")
COLUMNS = ["State", "ID", "Template", "Time left", "Age", "Region", "vCPU", "Memory", "Disk"]


class Dashboard(Program):
    """A running sandglass; its output is kept below the desktop's folder, with everything it can log."""

    def __init__(self, binary, desktop, *arguments, cwd=None, **environment):
        environment.setdefault("QT_LOGGING_RULES", "*=true")
        super().__init__([binary, *arguments], desktop.environment(**environment), desktop.logs, cwd=cwd)
        self._app = None
        self._table = None

    @property
    def app(self):
        if self._app is None:
            self._app = tree.application(self.pid, lambda: self.is_running() or self._fail())
        return self._app

    def _fail(self):
        raise AssertionError(f"{self.name} ended early with {self.wait()}: {self.err[-3000:]}")

    @property
    def window(self):
        return wait_until(lambda: next((w for w in self.app.all("frame") if "Sandglass" in w.name), None),
                          lambda: f"the main window is shown\n{self.app.dump()}")

    @property
    def table(self):
        """The table of sandboxes, once it has rows."""
        if self._table is None:
            table = Table(self.window.wait_for(tree.TABLES, "Sandboxes"))
            wait_until(lambda: table.row_count() > 0, lambda: f"the table has rows\n{self.window.dump()}")
            self._table = table
        return self._table

    def forget_table(self):
        """Another account has a table of its own; look for it anew."""
        self._table = None

    def ids(self):
        return self.table.column("ID")

    def state_of(self, sandbox_id):
        """What the State column says of that sandbox; None when it is not in the table."""
        row = self.table.row_of("ID", sandbox_id)
        return None if row is None else self.table.text(row, self.table.columns().index("State"))

    def mark_of(self, sandbox_id):
        """What the State cell says beside the state."""
        row = self.table.row_of("ID", sandbox_id)
        cell = tree.Element(self.table.cell(row, self.table.columns().index("State")))
        return f"{cell.name}\n{cell.description}"

    def wait_for_state(self, sandbox_id, word):
        wait_until(lambda: (self.state_of(sandbox_id) or "").startswith(word),
                   lambda: f"{sandbox_id} says {word!r}; it says {self.state_of(sandbox_id)!r}")

    def select(self, sandbox_id):
        """Select this one row. The order of rows may change meanwhile, so the result is looked at."""

        def selected():
            row = self.table.row_of("ID", sandbox_id)
            if row is None:
                return False
            self.table.select_only(row)
            return [self.table.text(r, self.table.columns().index("ID")) for r in self.table.selected()] == [sandbox_id]

        wait_until(selected, f"{sandbox_id} is the one selected row")

    def select_all_of(self, sandbox_ids):
        """Select exactly these rows."""
        wanted = set(sandbox_ids)

        def selected():
            ids = self.table.column("ID")
            rows = [row for row, sandbox_id in enumerate(ids) if sandbox_id in wanted]
            self.table.select_only(*rows)
            return {ids[row] for row in self.table.selected()} == wanted

        wait_until(selected, f"{len(wanted)} rows are selected")

    def buttons(self):
        """The five lifecycle buttons by name, found in one walk."""
        found = {element.name: element for element in self.window.all(tree.BUTTONS) if element.name in ACTIONS}
        assert set(found) == set(ACTIONS), f"buttons {sorted(found)} in\n{self.window.dump()}"
        return found

    def enabled_actions(self):
        return {name for name, button in self.buttons().items() if button.has("enabled")}

    def press(self, action):
        """Press one of the buttons, once it is enabled."""
        button = self.buttons()[action]
        wait_until(lambda: button.has("enabled"), lambda: f"{action} is enabled; it says: {button.description}")
        button.press()

    def menu_entry(self, name):
        """An entry of the menu bar, whether its menu is open or not."""
        return self.window.wait_for("menu bar").wait_for(tree.MENU_ITEMS, name, showing=False)

    def quit(self):
        """End it as a person does, by the menu, and return the exit status."""
        self.menu_entry("Quit").press()
        return self.wait()

    def dialogs(self):
        """Every dialog that is open."""
        return self.app.all({"dialog", "alert"})

    def wait_for_dialog(self):
        return wait_until(lambda: next(iter(self.dialogs()), None), lambda: f"a dialog opens\n{self.app.dump()}")

    def wait_for_no_dialog(self):
        wait_until(lambda: not self.dialogs(), lambda: f"the dialog closes\n{self.app.dump()}")
