# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a table and selecting its rows."""
from gi.repository import Atspi, GLib


class Table:
    """A table found in the tree. Rows are dictionaries by column title, in the order shown."""

    def __init__(self, element):
        self.element = element
        self._table = element.node
        assert "Table" in element.node.get_interfaces(), f"{element.role} {element.name!r} is no table"

    def columns(self):
        return [Atspi.Table.get_column_description(self._table, column)
                for column in range(Atspi.Table.get_n_columns(self._table))]

    def row_count(self):
        return Atspi.Table.get_n_rows(self._table)

    def cell(self, row, column):
        """The accessible cell, or None when the row has just gone."""
        try:
            return Atspi.Table.get_accessible_at(self._table, row, column)
        except GLib.Error:
            return None

    def text(self, row, column):
        cell = self.cell(row, column)
        try:
            return (cell.get_name() or "") if cell else ""
        except GLib.Error:
            return ""

    def rows(self):
        titles = self.columns()
        return [{title: self.text(row, column) for column, title in enumerate(titles)} for row in range(self.row_count())]

    def column(self, title):
        index = self.columns().index(title)
        return [self.text(row, index) for row in range(self.row_count())]

    def row_of(self, title, value):
        """The number of the row with that text in that column, or None."""
        texts = self.column(title)
        return texts.index(value) if value in texts else None

    def selected(self):
        return [row for row in range(self.row_count()) if Atspi.Table.is_row_selected(self._table, row)]

    def select_only(self, *wanted):
        for row in wanted:
            assert Atspi.Table.add_row_selection(self._table, row), f"row {row} cannot be selected"
        for row in self.selected():
            if row not in wanted:
                Atspi.Table.remove_row_selection(self._table, row)
        assert self.selected() == sorted(wanted), f"selected are {self.selected()}, wanted {sorted(wanted)}"
