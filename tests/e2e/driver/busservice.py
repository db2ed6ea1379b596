# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of somebody's desktop on the session bus, answering from a thread of its own: programs may wait for it while the
test waits for them."""
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402


class BusService:
    """Base of the services: NAME at PATH with the interface described by XML; the methods are those of this object."""

    NAME = PATH = XML = ""

    def __init__(self, address):
        self._loop = GLib.MainLoop(GLib.MainContext.new())
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(address, ready), daemon=True)
        self._thread.start()
        assert ready.wait(10), f"{self.NAME} is served"

    def _run(self, address, ready):
        self._loop.get_context().push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0]
        self._bus.register_object(self.PATH, interface, self._on_call, self._on_get, None)
        answer = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (self.NAME, 0)))
        assert answer == (1,), f"{self.NAME} is somebody else's: {answer}"
        ready.set()
        self._loop.run()
        self._bus.close_sync(None)

    def _on_call(self, _bus, sender, _path, _interface, method, parameters, invocation):
        invocation.return_value(getattr(self, method)(sender, *parameters.unpack()))

    def _on_get(self, _bus, _sender, _path, _interface, name):
        return getattr(self, name)()

    def emit(self, signal, parameters=None):
        self._bus.emit_signal(None, self.PATH, self.NAME, signal, parameters)
        self._bus.flush_sync(None)

    def call(self, name, path, interface, method, parameters=None):
        """Ask somebody else on the bus; the answer as Python values."""
        return self._bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def close(self):
        if self._thread.is_alive():
            self._loop.get_context().invoke_full(GLib.PRIORITY_DEFAULT, self._loop.quit)
            self._thread.join(10)
