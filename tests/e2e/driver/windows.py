# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window manager does, where there is none: the few calls of Xlib it takes."""
import ctypes

_CLIENT_MESSAGE = 33


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]


class _Event(ctypes.Union):
    _fields_ = [("message", _ClientMessage), ("room", ctypes.c_long * 24)]


class Display:
    """A connection to the X server, closed at the end of its with block."""

    def __init__(self, name):
        self._x = ctypes.CDLL("libX11.so.6")
        for function in ("XOpenDisplay", "XDefaultRootWindow", "XInternAtom"):
            getattr(self._x, function).restype = ctypes.c_void_p if function == "XOpenDisplay" else ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        assert self._display.value, f"the display {name} can be opened"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._x.XSync(self._display, 0)
        self._x.XCloseDisplay(self._display)

    def take_focus_away(self):
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(0), 0, ctypes.c_ulong(0))

    def _area(self, window):
        root, x, y, width, height, border, depth = (ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int(), ctypes.c_uint(),
                                                    ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
        places = (ctypes.byref(value) for value in (root, x, y, width, height, border, depth))
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *places)
        return width.value * height.value

    def largest(self):
        """The largest window below the root."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(self._display, ctypes.c_ulong(self._x.XDefaultRootWindow(self._display)), ctypes.byref(root),
                           ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count))
        windows = children[:count.value]
        self._x.XFree(children)
        return max(windows, key=self._area)

    def ask_to_close(self, window):
        """Send what the cross in a window's frame sends."""
        atom = [self._x.XInternAtom(self._display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
        event = _Event()
        event.message = _ClientMessage(type=_CLIENT_MESSAGE, window=window, message_type=atom[0], format=32)
        event.message.data[0] = atom[1]
        self._x.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
