# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys and clicks as the X server sees them, for what only typing does. Keys go to whatever has the focus."""
import ctypes
import ctypes.util

from .waiting import wait_until

_NAMES = {":": "colon", "-": "minus", "<": "less", ",": "comma", " ": "space"}
_SHIFTED = {"colon", "less"}


class Keyboard:
    """Presses keys on one display by the XTEST extension. Close it before the display goes."""

    def __init__(self, display):
        self._x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XStringToKeysym.argtypes = [ctypes.c_char_p]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display, f"display {display} cannot be opened"

    def close(self):
        self._x.XCloseDisplay(self._display)

    def _code(self, name):
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
        assert code, f"there is no key {name}"
        return code

    def click(self, element):
        """In the middle of it. There is no window manager: only a click makes a window the active one."""
        box = element.node.get_component_iface().get_extents(0)
        self._test.XTestFakeMotionEvent(self._display, -1, box.x + box.width // 2, box.y + box.height // 2, 0)
        self._test.XTestFakeButtonEvent(self._display, 1, 1, 0)
        self._test.XTestFakeButtonEvent(self._display, 1, 0, 0)
        self._x.XSync(self._display, 0)

    def press(self, keys):
        """One stroke, such as "Tab", "ctrl+2" or "alt+shift+Left"."""
        *held, key = keys.split("+")
        codes = [self._code({"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L"}[name]) for name in held]
        codes.append(self._code(key))
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XSync(self._display, 0)

    def type(self, text, field):
        """Letter by letter into the field that has the focus; waits until the field holds them."""
        wait_until(lambda: field.has("focused"), lambda: f"{field.role} {field.name!r} has the focus")
        before = field.text
        for letter in text:
            name = _NAMES.get(letter, letter)
            self.press(f"shift+{name}" if name in _SHIFTED else name)
        wait_until(lambda: field.text == before + text, lambda: f"{field.text!r} becomes {before + text!r}")
