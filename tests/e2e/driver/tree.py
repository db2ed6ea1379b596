# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding and using elements of a program's accessibility tree."""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from .waiting import wait_until  # noqa: E402

BUTTONS = frozenset({"push button", "button", "toggle button", "push button menu"})
TABLES = frozenset({"table", "tree", "tree table"})
MENU_ITEMS = frozenset({"menu item", "check menu item", "radio menu item"})


class Element:
    """One element. What it says is read anew at each question; a vanished element has no name and no states."""

    def __init__(self, node):
        self.node = node

    def _ask(self, question, default):
        try:
            return question()
        except GLib.Error:
            return default

    def _offers(self, interface):
        return interface in (self._ask(self.node.get_interfaces, None) or ())

    @property
    def name(self):
        return self._ask(self.node.get_name, "") or ""

    @property
    def role(self):
        return self._ask(self.node.get_role_name, "") or ""

    @property
    def description(self):
        return self._ask(self.node.get_description, "") or ""

    def has(self, *states):
        """Whether it has all the states, named as in AT-SPI: "enabled", "showing", "modal"..."""
        held = self._ask(self.node.get_state_set, None)
        return held is not None and all(held.contains(getattr(Atspi.StateType, state.upper())) for state in states)

    @property
    def text(self):
        """The whole text of a text field or label that has the text interface, otherwise its name."""
        if not self._offers("Text"):
            return self.name
        text = self._ask(lambda: Atspi.Text.get_text(self.node, 0, Atspi.Text.get_character_count(self.node)), "")
        return text or ("" if self.has("editable") else self.name)

    def children(self):
        count = self._ask(self.node.get_child_count, 0)
        for index in range(count):
            child = self._ask(lambda index=index: self.node.get_child_at_index(index), None)
            if child is not None:
                yield Element(child)

    def _walk(self, into_tables=False, hidden=True):
        # Every question is a message to the program and back, so none is asked twice or without need.
        role = self.role
        yield self, role
        # Below a closed menu or a hidden page nothing is shown.
        if (role in TABLES and not into_tables) or not (hidden or role == "application" or self.has("visible")):
            return
        for child in self.children():
            yield from child._walk(into_tables, hidden)

    def walk(self, hidden=True):
        """This element and all below it, without the cells of tables; not what is in closed menus and on other pages where
        HIDDEN is false."""
        return (element for element, _ in self._walk(hidden=hidden))

    def _each(self, roles, name, showing):
        roles = {roles} if isinstance(roles, str) else roles
        return (element for element, role in self._walk(hidden=not showing)
                if role in roles and (name is None or element.name == name) and (not showing or element.has("showing")))

    def all(self, roles, name=None, showing=True):
        return list(self._each(roles, name, showing))

    def find(self, roles, name=None, showing=True):
        """The first one, or None."""
        return next(self._each(roles, name, showing), None)

    def wait_for(self, roles, name=None, showing=True):
        return wait_until(lambda: self.find(roles, name, showing),
                          lambda: f"there is a {roles} named {name!r} in\n{self.dump()}")

    def press(self):
        """What a click or the space bar does. Pressing a disabled button is an error of the test."""
        assert self.has("enabled"), f"{self.role} {self.name!r} is disabled: {self.description}"
        assert self._offers("Action"), f"{self.role} {self.name!r} cannot be pressed"
        names = [Atspi.Action.get_action_name(self.node, i) for i in range(Atspi.Action.get_n_actions(self.node))]
        wanted = next((i for i, name in enumerate(names) if name.lower() in ("press", "click", "activate")), 0)
        Atspi.Action.do_action(self.node, wanted)

    def focus(self):
        """Give it the focus, as a screen reader does; it may be scrolled out of sight."""
        assert self._offers("Component"), f"{self.role} {self.name!r} cannot have the focus"
        Atspi.Component.grab_focus(self.node)

    def type(self, text):
        """Replace the content of a text field."""
        assert self._offers("EditableText"), f"{self.role} {self.name!r} cannot be typed into"
        Atspi.EditableText.set_text_contents(self.node, text)

    def texts(self, hidden=True):
        """Everything that can be read in here: names, descriptions and texts, the cells of tables too; also of closed menus and
        other pages, unless HIDDEN is false."""
        found = []
        for element, _ in self._walk(into_tables=True, hidden=hidden):
            found += [element.name, element.description, element.text]
        return [text for text in found if text]

    def wait_to_say(self, words):
        """Until these words can be read in what is shown here."""
        wait_until(lambda: any(words in text for text in self.texts(hidden=False)), lambda: f"it says {words!r}\n{self.dump()}")

    def dump(self, depth=0):
        """The tree as text, for messages."""
        marks = [s for s in ("enabled", "showing", "focused", "selected", "checked", "modal") if self.has(s)]
        line = "  " * depth + f"{self.role} {self.name!r} {self.description!r} [{' '.join(marks)}]"
        if self.role in TABLES:
            return line
        return "\n".join([line, *(child.dump(depth + 1) for child in self.children())])


def application(pid, is_alive=lambda: True):
    """The accessibility tree of the program with that process id; waits until it is there and has a window."""
    Atspi.init()

    def look():
        is_alive()
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                app = desktop.get_child_at_index(index)
                if app is not None and app.get_process_id() == pid:
                    # Without this the library answers from what it read before, as no event loop runs here.
                    app.set_cache_mask(Atspi.Cache.NONE)
                    app.clear_cache()
                    if app.get_child_count() > 0:
                        return Element(app)
            except GLib.Error:
                continue  # it is just coming or going
        return None

    return wait_until(look, f"process {pid} appears on the accessibility bus")
