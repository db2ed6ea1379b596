# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys and tokens appear nowhere: all that sessions left anywhere is searched for them, whatever was done in them."""
import re
import resource
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from driver import tree
from driver.desktop import FOUND_BY_SANITIZER
from driver.notifications import NotificationService
from driver.recorder import Recorder
from driver.scenario import Scenario, binary
from driver.secrets import Secrets, forms_of, open_to_others, processes_below
from driver.waiting import wait_until

FIELDS = frozenset({"text", "entry", "password text"})
TYPED_KEY = "hopx_live_typedbymist.4kHushHushNobodyMayReadThis"  # no server takes it
PASTED = "correct-horse-battery-staple"  # the value of a variable for a new sandbox
DETAIL = "seldom-heard-detail-of-a-token"  # stands where no description of the API has a token


class EverySecret(Scenario):
    """Each scenario does a part of what can be done; together it is everything. At the end each searches all there is."""

    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "12", "--seed", "7", "--faults", "500=1x1@pause")
        self.secrets = Secrets(key=self.engine.key.split(".", 1)[1], typed_key=TYPED_KEY.split(".", 1)[1], variable=PASTED,
                               token=DETAIL)
        self.tokens = set()
        self.refusing = False
        self.dashboard = None
        self.notifications = None
        self.recorder = Recorder(self.engine, self.rewrite, self.refuse)
        self.addCleanup(self.recorder.stop)
        self.seen = []  # (place, text) to be searched at the end
        self.temporary = self.desktop.folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.browser = self.desktop.folder / "browser"
        self.browser.mkdir(exist_ok=True)
        # What the desktop would open is started like a browser: with all that a child of ours is given.
        stub = self.browser / "xdg-open"
        stub.write_text(f'#!/bin/sh\ntr "\\0" "\\n" </proc/$$/environ >"{self.browser}/environment.txt"\n'
                        f'printf "%s\\n" "$@" >"{self.browser}/asked-for.txt"\n', encoding="utf-8")
        stub.chmod(0o755)

    def rewrite(self, _method, path, answer):
        """Hosts that can be opened, and tokens in every place where servers have been seen to put one, and in some others."""
        for row in answer.get("data") or [answer] if path.startswith("/v1/sandboxes") else []:
            if "auth_token" in row:
                self.tokens.add(row["auth_token"])
            elif "status" in row:
                row["auth_token"] = DETAIL
            if re.fullmatch(r"/v1/sandboxes/[^/]+", path) and "status" in row:
                row["public_host"] = f"https://7777-{row['id']}.eu-1001.vms.hopx.dev"
                row["connect"] = {"url": f"https://me:{DETAIL}@example.org/?access_token={DETAIL}", "jwt_token": DETAIL}
        return answer

    def refuse(self, _method, _path, headers):
        """Once it is time, a server that quotes the key it does not like; and always one that quotes a wrong one."""
        key = headers.get("X-API-Key", "")
        if not self.refusing and key == self.engine.key:
            return None
        return 401, {"error": {"code": "UNAUTHORIZED", "message": f"no such key: {key} (Bearer {key})", "api_key": key}}

    # What a person does.

    def menu(self, name):
        self.dashboard.menu_entry(name).press()

    def dialog_with(self, roles, name):
        return wait_until(lambda: next((d for d in self.dashboard.dialogs() if d.find(roles, name)), None),
                          lambda: f"there is a dialog with {name}\n{self.dashboard.app.dump()}")

    def close(self, dialog):
        dialog.wait_for(tree.BUTTONS, "Close").press()
        self.dashboard.wait_for_no_dialog()

    def copy(self, where, button):
        before = self.desktop.clipboard()
        where.wait_for(tree.BUTTONS, button).press()
        text = wait_until(lambda: next(iter({self.desktop.clipboard()} - {before, ""}), None), f"{button} copies something")
        self.seen.append((f"what {button} copied", text))
        return text

    def begin(self):
        self.notifications = NotificationService(self.desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self.addCleanup(self.notifications.close)
        path = f"{self.browser}:{self.desktop.env['PATH']}"
        self.dashboard = self.start_dashboard(engine=self.recorder, PATH=path, TMPDIR=self.temporary)
        self.assertEqual(self.dashboard.table.row_count(), 12)

    def look(self, moment, where=None):
        """A window as it is read out, with its title; all of them, with closed menus and other pages, where none is named."""
        found = self.dashboard.app.texts() if where is None else where.texts(hidden=False)
        self.seen.append((f"windows: {moment}", "\n".join(found)))

    def save(self, name):
        path = self.desktop.folder / "documents" / name
        path.parent.mkdir(exist_ok=True)
        chooser = self.dialog_with(FIELDS, "File name:")
        chooser.wait_for(FIELDS, "File name:").type(str(path))
        chooser.wait_for(tree.BUTTONS, "Save").press()
        wait_until(path.exists, f"{name} is there")
        return path

    def fail_and_report(self, sandbox):
        self.dashboard.select(sandbox)
        self.dashboard.press("Pause")
        dialog = self.dashboard.wait_for_dialog()
        self.assertIn(sandbox, self.copy(dialog, "Copy report"))
        self.assertIn("$HOPX_API_KEY", self.copy(dialog, "Copy as curl"))
        self.look("a failure", dialog)
        self.close(dialog)
        self.dashboard.press("Pause")
        self.dashboard.wait_for_state(sandbox, "Paused")

    def read_details(self, sandbox):
        self.dashboard.select(sandbox)
        self.dashboard.window.wait_for(tree.BUTTONS | {"check box"}, "Details").press()
        browser = self.dashboard.window.wait_for(tree.BUTTONS, "Open in browser")
        wait_until(lambda: browser.has("enabled"), lambda: f"it can be opened: {browser.description}")
        browser.press()
        wait_until((self.browser / "asked-for.txt").exists, "the browser is started")
        self.dashboard.window.wait_for("page tab", "JSON").press()
        self.assertIn('"connect"', self.copy(self.dashboard.window, "Copy JSON"))
        self.look("everything, with the details")

    def take_out(self):
        self.menu("Copy as JSON")
        self.seen.append(("rows as JSON", wait_until(lambda: self.desktop.clipboard() or None, "it is copied")))
        self.menu("curl…")
        dialog = self.dialog_with(FIELDS, "Text to copy")
        self.assertIn("HOPX_API_KEY", self.copy(dialog, "Copy"))
        self.close(dialog)
        for name in ("rows.csv", "rows.json"):
            self.menu("Export…")
            self.save(name)

    def create_with_a_secret(self):
        known = set(self.dashboard.ids())
        self.dashboard.window.wait_for(tree.BUTTONS, "New Sandbox…").press()
        form = self.dashboard.wait_for_dialog()
        templates = wait_until(lambda: form.find({"list", "list box"}, "Templates"), "the templates are listed")
        form.wait_for(FIELDS, "Search templates").type("Base")
        wait_until(lambda: [child.name for child in templates.children()][:1] == ["Base"], "it is found")
        next(iter(templates.children())).press()
        self.desktop.copy(f"API_TOKEN={PASTED}\n")
        form.wait_for(tree.BUTTONS, "Paste .env").press()
        form.wait_to_say("One variable read")
        self.look("a form with a secret", form)
        form.wait_for(tree.BUTTONS, "Create").press()
        self.dashboard.wait_for_no_dialog()
        self.desktop.copy("something else")

        def arrived():
            for sandbox in set(self.dashboard.ids()) - known - {"new"}:
                token = self.engine.call("POST", f"/v1/sandboxes/{sandbox}/token/refresh")[1]["auth_token"]
                env = self.engine.call("GET", f"/agent/{sandbox}/env", bearer=token)
                return env[0] == 200 and env[1].get("env_vars") == {"API_TOKEN": PASTED}
            return False

        wait_until(arrived, "the variable arrives in the new sandbox")

    def open_every_window(self):
        for name, title in (("Preferences…", "Preferences"), ("Manage Profiles…", "Profiles")):
            self.menu(name)
            dialog = wait_until(lambda title=title: next((d for d in self.dashboard.dialogs() if d.name.startswith(title)), None),
                                lambda: f"{name} opens\n{self.dashboard.app.dump()}")
            self.look(title, dialog)
            self.close(dialog)

    def diagnose(self):
        self.menu("Events")
        self.menu("Diagnostics…")
        dialog = self.dialog_with(FIELDS, "What will be saved")
        dialog.wait_for({"check box"}, "Include the ids of sandboxes, templates and requests").press()
        self.copy(dialog, "Copy")
        dialog.wait_for(tree.BUTTONS, "Save…").press()
        path = self.save("diagnostics.md")
        self.look("diagnostics", dialog)
        self.close(dialog)
        self.dashboard.window.wait_for(tree.BUTTONS, "Copy events")
        self.copy(self.dashboard.window, "Copy events")
        return path

    def be_refused_and_come_back(self):
        window = self.dashboard.window
        self.refusing = True
        window.wait_to_say("does not accept")
        self.look("a refused key", window)
        self.diagnose()
        self.menu("Connect to HopX…")
        field = window.wait_for(FIELDS, "API key")
        field.type(TYPED_KEY)
        self.look("a typed key", window)
        window.wait_for(tree.BUTTONS, "Connect").press()
        window.wait_to_say("does not accept this key")
        self.look("a refused typed key", window)
        self.refusing = False
        field.type(self.engine.key)
        window.wait_for(tree.BUTTONS, "Connect").press()
        wait_until(lambda: window.find(tree.TABLES, "Sandboxes"), lambda: f"it is connected\n{window.dump()}")

    # Where it is looked for.

    def note_processes(self):
        for pid, line, environment in processes_below(self.dashboard.pid):
            self.seen.append((f"command line of {pid}", line))
            if environment is not None:  # or not even whoever started it is told
                self.seen.append((f"environment of {pid}", environment))
        self.seen.append(("list of processes", subprocess.run(["ps", "axeww"], capture_output=True, check=True).stdout))

    def assert_nothing_found(self):
        for place, content in self.seen:
            with self.subTest(place=place):
                self.assertTrue(content, "there is something in it")
                self.assertEqual(self.secrets.names_in(content), [], place)
        # The engine tells its key on purpose.
        self.assertEqual(self.secrets.files_below(self.desktop.folder, without=[self.desktop.folder / "engine"]), [])

    def end(self):
        """Quits, and looks for every secret in everything there is."""
        self.note_processes()
        self.assertEqual(self.dashboard.quit(), 0, self.dashboard.err[-4000:])
        self.seen.append(("notifications", repr(self.notifications.shown)))
        self.seen += [("standard output", self.dashboard.out + "-"), ("standard error", self.dashboard.err)]

        # Each place was really looked at: there is something in it, and the secrets are what would be found.
        self.assertIn(self.engine.key.split(".", 1)[1], self.engine.out)
        self.assertIn("hopx.api", self.dashboard.err, "full logging is on")
        for number, token in enumerate(sorted(self.tokens)):
            self.secrets.add(f"token_{number}", token)
            self.secrets.add(f"signature_{number}", token.rsplit(".", 1)[1])
        self.assert_nothing_found()
        self.assertEqual(open_to_others(self.desktop.home / "config" / "sandglass"), [])
        self.assertEqual(open_to_others(self.desktop.home / "runtime" / "sandglass"), [])

    def test_failures_details_and_what_is_taken_out(self):
        self.begin()
        self.fail_and_report(self.engine.an_id("running"))
        self.read_details(self.engine.an_id("running"))
        self.take_out()
        self.end()
        # What a child is given, it is given without the key.
        self.assertIn("HOPX_BASE_URL=", (self.browser / "environment.txt").read_text(encoding="utf-8"))

    def test_creating_and_every_window(self):
        self.begin()
        self.create_with_a_secret()
        self.assertGreater(len(self.tokens), 0, "tokens were given out")
        self.open_every_window()
        self.end()

    def test_refused_keys_and_diagnostics(self):
        self.begin()
        self.be_refused_and_come_back()
        self.end()
        self.assertEqual((self.desktop.folder / "documents" / "diagnostics.md").stat().st_mode & 0o777, 0o600)

    def let_cores_be_written(self):
        """As far as the system goes. Returns where programs that crash leave them; none where they go elsewhere."""
        before = resource.getrlimit(resource.RLIMIT_CORE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_CORE, before)
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
        place = self.desktop.folder / "cores"
        place.mkdir(exist_ok=True)
        subprocess.run(["sh", "-c", "kill -ABRT $$"], cwd=place, check=False)
        written = list(place.iterdir())
        for core in written:
            core.unlink()
        return place if written else None

    def test_a_crash_tells_nothing(self):
        cores = self.let_cores_be_written()
        for how in (signal.SIGABRT, signal.SIGSEGV):
            self.dashboard = self.start_dashboard(engine=self.recorder, cwd=cores, TMPDIR=self.temporary,
                                                  ASAN_OPTIONS="disable_coredump=0")
            self.assertEqual(self.dashboard.table.row_count(), 12)
            self.dashboard.send_signal(how)
            # AddressSanitizer reports a SIGSEGV before it ends the program.
            self.dashboard.expected = self.dashboard.wait()
            self.assertIn(self.dashboard.expected, (-how, FOUND_BY_SANITIZER))
            self.seen.append((f"output after {how.name}", self.dashboard.out + self.dashboard.err))
            if cores:
                self.assertEqual(list(cores.iterdir()), [], "no core file is written")
        self.assert_nothing_found()

    def test_the_text_mode_neither(self):
        environment = self.desktop.environment(HOPX_API_KEY=self.engine.key, HOPX_BASE_URL=self.recorder.url, QT_LOGGING_RULES="*=true",
                                               TMPDIR=self.temporary)
        sandbox = self.engine.an_id("running")
        for status, words in ((0, ["list", "--json"]), (0, ["get", sandbox, "--json"]), (1, ["pause", sandbox]),
                              (4, ["pause", "no-such-sandbox"])):
            program = self.start_program(binary("sandglass-cli"), *words, name=f"cli-{words[0]}-{len(self.seen)}",
                                         environment=environment, expected=status)
            program.wait()
            self.seen.append((" ".join(words), program.out + program.err))
        self.refusing = True
        program = self.start_program(binary("sandglass-cli"), "list", name="cli-refused", environment=environment, expected=3)
        self.assertEqual(program.wait(), 3)
        self.assertIn("does not accept", program.err)
        self.seen.append(("list with a refused key", program.out + program.err))
        self.assert_nothing_found()


class Search(unittest.TestCase):
    """A test of the test: what it is there to find, it finds."""

    def test_every_form_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "deep" / "down"
            place.mkdir(parents=True)
            for number, (how, needle) in enumerate(forms_of(TYPED_KEY)):
                with self.subTest(how=how):
                    (place / f"{number}.bin").write_bytes(b"\0something\xff" + needle + b"else\n")
            found = Secrets(planted=TYPED_KEY).files_below(Path(folder))
            for number, (how, _) in enumerate(forms_of(TYPED_KEY)):
                self.assertTrue(any(f"{number}.bin: planted {how}" in line for line in found), (how, found))
            self.assertEqual(Secrets(another="nobody-ever-wrote-this-down").files_below(Path(folder)), [])
            (place / TYPED_KEY).symlink_to("/nowhere")
            self.assertTrue(any(TYPED_KEY in line for line in Secrets(planted=TYPED_KEY).files_below(Path(folder))))
            self.assertEqual(Secrets(planted=TYPED_KEY).files_below(Path(folder), without=[Path(folder) / "deep"]), [])

    def test_open_files_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "file"
            file.touch(0o600)
            file.chmod(0o600)
            self.assertEqual(open_to_others(Path(folder)), [])
            file.chmod(0o640)
            self.assertEqual(open_to_others(Path(folder)), [f"{file}: 640"])


if __name__ == "__main__":
    unittest.main()
