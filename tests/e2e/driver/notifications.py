# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's notification service that remembers what it was told."""
from gi.repository import GLib

from .busservice import BusService


class NotificationService(BusService):
    NAME = "org.freedesktop.Notifications"
    PATH = "/org/freedesktop/Notifications"
    XML = """<node><interface name='org.freedesktop.Notifications'>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>
<arg type='i' direction='in'/><arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>"""

    def __init__(self, address):
        self.shown = []  # (id, replaced id, title, text)
        self.closed = []
        self._last = 16
        super().__init__(address)

    def Notify(self, _sender, _program, replaces, _icon, title, text, _actions, _hints, _timeout):
        if not replaces:
            self._last += 1
        number = replaces or self._last
        self.shown.append((number, replaces, title, text))
        return GLib.Variant("(u)", (number,))

    def CloseNotification(self, _sender, number):
        self.closed.append(number)

    def titles(self):
        return [title for _, _, title, _ in self.shown]

    def click(self, number):
        self.emit("ActionInvoked", GLib.Variant("(us)", (number, "default")))
