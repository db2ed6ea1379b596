# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop: its own X server, session bus, accessibility bus and home directories, all gone afterwards."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import windows
from .processes import Program, adopt_orphans, end_descendants
from .waiting import wait_until

A11Y_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")

# As a session's, but it starts no service of the machine's when somebody asks for one: what is there, the test put there.
_BUS = """<busconfig>
<type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""

# All that a person's own session lends to the programs under test: its keys and proxies, its themes and scales, and the
# rest of its desktop are no part of this one.
_LENT = ("PATH", "LD_LIBRARY_PATH", "USER", "LOGNAME", "TMPDIR")

# How a program ends in which a sanitizer found something: by itself it would be 1, which programs say for reasons of their own.
FOUND_BY_SANITIZER = 99


def leaks_left_to(library):
    """What tells the leak check of a sanitized program which leaks are not ours."""
    # In quotes: a blank or a colon in the path would end it.
    return f"suppressions='{Path(__file__).parent / library}.leaks':print_suppressions=0:exitcode={FOUND_BY_SANITIZER}"


class Desktop:
    """One per process: the accessibility library connects once, to the bus named in the environment."""

    def __init__(self, size="1400x900"):
        adopt_orphans()
        self.folder = Path(tempfile.mkdtemp(prefix="sandglass-e2e-"))
        self.home = self.folder / "home"
        self.logs = self.folder / "logs"
        self.service_logs = self.folder / "services"
        self.env = {name: os.environ[name] for name in _LENT if name in os.environ}
        self._services = []
        # The services live on while the homes of the tests come and go.
        self._live_in(self.folder / "session")
        try:
            self._start_display(size)
            self._start_buses()
        except BaseException:
            self.close()
            raise
        # For the accessibility library in this process.
        os.environ.update({name: self.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)

    def renew_home(self):
        """A home where nobody has been yet, and no logs: a test begins the same whichever was before it."""
        for place in (self.home, self.logs):
            shutil.rmtree(place, ignore_errors=True)
        self._live_in(self.home)

    def _live_in(self, home):
        places = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": home / "cache",
                  "XDG_STATE_HOME": home / "state", "XDG_RUNTIME_DIR": home / "runtime"}
        for name, place in places.items():
            place.mkdir(parents=True, exist_ok=True)
            place.chmod(0o700)
            self.env[name] = str(place)
        self.env.update({"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8",
                         "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_AT_BRIDGE": "0",
                         "LSAN_OPTIONS": leaks_left_to("openssl"),
                         "UBSAN_OPTIONS": f"exitcode={FOUND_BY_SANITIZER}"})

    def _serve(self, *command):
        self._services.append(Program(command, self.env, self.service_logs))
        return self._services[-1]

    def _start_display(self, size):
        # Without -noreset the server begins anew when its last window goes, and refuses whoever comes meanwhile.
        server = self._serve("Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp")
        self.env["DISPLAY"] = ":" + server.said(r"(\d+)\n").group(1)

    def _start_buses(self):
        config = self.folder / "bus.conf"
        config.write_text(_BUS, encoding="utf-8")
        bus = self._serve("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.said(r"(unix:\S+)\n").group(1)
        launcher = next((path for path in A11Y_LAUNCHERS if Path(path).exists()), None)
        assert launcher, "the accessibility bus launcher (at-spi2-core) is not installed"
        self._serve(launcher, "--launch-immediately")
        ask = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"]
        wait_until(lambda: subprocess.run(ask, env=self.env, capture_output=True, check=False).returncode == 0,
                   "the accessibility bus answers")

    def environment(self, **more):
        """The environment for a program on this desktop; None takes a variable away."""
        env = dict(self.env)
        for name, value in more.items():
            if value is None:
                env.pop(name, None)
            else:
                env[name] = str(value)
        return env

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=False, timeout=30)

    def clipboard(self):
        """The text somebody copied; empty when nobody did."""
        answer = subprocess.run(["xclip", "-o", "-selection", "clipboard"], env=self.env, capture_output=True, check=False,
                                timeout=10)
        return answer.stdout.decode("utf-8", errors="replace") if answer.returncode == 0 else ""

    def copy(self, text):
        """Put a text on the clipboard, as another program does."""
        # xclip stays to hand the text out; it ends with the desktop.
        subprocess.run(["xclip", "-i", "-selection", "clipboard"], env=self.env, input=text.encode(), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True, timeout=10)

    def look_elsewhere(self):
        """Take the keyboard focus away from every window, as another program would."""
        with windows.Display(self.env["DISPLAY"]) as display:
            display.take_focus_away()

    def close_window(self):
        """Close the largest window as its cross does."""
        with windows.Display(self.env["DISPLAY"]) as display:
            display.ask_to_close(display.largest())

    def close(self):
        for service in reversed(self._services):
            service.stop()
        end_descendants()
        shutil.rmtree(self.folder, ignore_errors=True)
