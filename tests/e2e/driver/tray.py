# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's tray: it takes icons by StatusNotifierItem, and reads and chooses from their menus as a panel does."""
from gi.repository import GLib

from .busservice import BusService
from .waiting import wait_until

ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


class TrayService(BusService):
    NAME = "org.kde.StatusNotifierWatcher"
    PATH = "/StatusNotifierWatcher"
    XML = """<node><interface name='org.kde.StatusNotifierWatcher'>
<method name='RegisterStatusNotifierItem'><arg type='s' direction='in'/></method>
<method name='RegisterStatusNotifierHost'><arg type='s' direction='in'/></method>
<property name='IsStatusNotifierHostRegistered' type='b' access='read'/>
<property name='RegisteredStatusNotifierItems' type='as' access='read'/>
<property name='ProtocolVersion' type='i' access='read'/>
<signal name='StatusNotifierHostRegistered'/>
</interface></node>"""

    def __init__(self, address):
        self.icons = []  # who has one, as bus names
        super().__init__(address)

    def RegisterStatusNotifierItem(self, sender, _service):
        self.icons.append(sender)

    def RegisterStatusNotifierHost(self, _sender, _service):
        pass

    def IsStatusNotifierHostRegistered(self):
        return GLib.Variant("b", True)

    def RegisteredStatusNotifierItems(self):
        return GLib.Variant("as", self.icons)

    def ProtocolVersion(self):
        return GLib.Variant("i", 0)

    def _get(self, name):
        return self.call(self.icons[-1], "/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", (ITEM, name)))[0]

    def tool_tip(self):
        """What the icon says under the pointer: its title and text in one."""
        _, _, title, text = self._get("ToolTip")
        return f"{title}\n{text}".strip()

    def picture(self):
        """The pixels of the largest size."""
        return max(self._get("IconPixmap"))

    def menu(self):
        """(number, label, enabled) of the entries that can be seen, mnemonics taken out."""
        _, (_, _, children) = self.call(self.icons[-1], self._get("Menu"), MENU, "GetLayout",
                                        GLib.Variant("(iias)", (0, -1, [])))
        return [(number, properties.get("label", "").replace("_", ""), properties.get("enabled", True))
                for number, properties, _ in children
                if properties.get("visible", True) and properties.get("type") != "separator"]

    def labels(self):
        return [label for _, label, _ in self.menu()]

    def choose(self, label):
        """Choose this entry, once it is there and can be."""
        number = wait_until(lambda: next((n for n, text, enabled in self.menu() if text == label and enabled), None),
                            lambda: f"{label!r} can be chosen: {self.menu()}")
        self.call(self.icons[-1], self._get("Menu"), MENU, "Event",
                  GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("s", ""), 0)))

    def click(self):
        self.call(self.icons[-1], "/StatusNotifierItem", ITEM, "Activate", GLib.Variant("(ii)", (10, 10)))
