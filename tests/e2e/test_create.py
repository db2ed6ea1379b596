# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creating: one request for one wish, whatever the answer; what was typed comes back when it fails."""
import unittest

from driver import tree
from driver.scenario import Scenario
from driver.waiting import wait_until

LISTS = frozenset({"list", "list box"})
FIELDS = frozenset({"text", "entry", "password text"})


class Create(Scenario):
    def start(self, *arguments):
        self.engine = self.start_engine("--sandboxes", "6", "--seed", "7", "--log-requests", *arguments)
        self.dashboard = self.start_dashboard(engine=self.engine)
        self.known = set(self.dashboard.ids())

    def open_form(self):
        self.dashboard.window.wait_for(tree.BUTTONS, "New Sandbox…").press()
        form = self.dashboard.wait_for_dialog()
        wait_until(lambda: "Base" in self.templates(form), lambda: f"the templates are listed\n{form.dump()}")
        return form

    @staticmethod
    def templates(form):
        listed = form.find(LISTS, "Templates")
        return [] if listed is None else [child.name for child in listed.children()]

    def choose(self, form, title):
        """By the search field, as a person with a keyboard does."""
        form.wait_for(FIELDS, "Search templates").type(title)
        wait_until(lambda: self.templates(form)[:1] == [title], lambda: f"{title} is found first\n{form.dump()}")
        next(iter(form.find(LISTS, "Templates").children())).press()

    def creates(self):
        """How many creates the server saw."""
        return self.engine.err.count("POST /v1/sandboxes\n")

    def new_rows(self):
        rows = self.engine.call("GET", "/v1/sandboxes?limit=100")[1]["data"]
        return [row for row in rows if row["id"] not in self.known]

    def wait_for_new_row(self):
        """The id of the one sandbox that is new in the table, once it runs."""

        def look():
            new = [row for row in self.dashboard.table.rows() if row["ID"] not in self.known]
            return new[0]["ID"] if len(new) == 1 and new[0]["State"] == "Running" else None

        return wait_until(look, lambda: f"one new sandbox runs; the table says {self.dashboard.table.rows()}")

    def test_a_sandbox_is_created(self):
        self.start()
        form = self.open_form()
        self.assertFalse(form.has("modal"), "the list stays usable")
        self.assertNotIn("Checkout API (next)", self.templates(form), "what is being built cannot be chosen")
        self.choose(form, "Nightly ETL")
        form.wait_to_say("Batch jobs")
        form.wait_for(tree.BUTTONS, "Create").press()
        wait_until(lambda: any(row["State"].startswith("Creating") and row["ID"] == "new"
                               for row in self.dashboard.table.rows()),
                   lambda: f"the row is there at once; the table says {self.dashboard.table.rows()}")
        self.dashboard.wait_for_no_dialog()
        sandbox = self.wait_for_new_row()
        made = self.engine.sandbox(sandbox)
        self.assertEqual(made["template_name"], "nightly-etl")
        self.assertEqual(made["timeout_seconds"], 3600, "nobody asked for one without an end")
        self.assertEqual(self.creates(), 1)
        self.assertEqual(len(self.new_rows()), 1)

    def test_a_success_that_looked_like_a_failure_is_not_repeated(self):
        self.start("--faults", "late-500=1x1@create")
        form = self.open_form()
        self.choose(form, "Base")
        form.wait_for(tree.BUTTONS, "Create").press()
        question = wait_until(lambda: next((d for d in self.dashboard.dialogs()
                                            if d.find(tree.BUTTONS, "Yes, it is mine")), None),
                              lambda: f"it asks\n{self.dashboard.app.dump()}")
        words = "\n".join(question.texts())
        self.assertRegex(words, r"A sandbox of this template appeared at \d\d:\d\d\. Is it yours\?")
        retry = next(b for b in question.all(tree.BUTTONS) if b.name in ("Create", "Retry"))
        self.assertFalse(retry.has("enabled"), "nothing can be sent before the answer")
        question.find(tree.BUTTONS, "Yes, it is mine").press()
        self.dashboard.wait_for_no_dialog()
        self.wait_for_new_row()
        self.assertEqual(self.creates(), 1)
        self.assertEqual(len(self.new_rows()), 1)

    def test_a_refusal_keeps_what_was_typed(self):
        self.start("--faults", "402=1x1@create")
        form = self.open_form()
        self.choose(form, "Browser Agent")
        form.wait_for(tree.BUTTONS, "Create").press()
        again = wait_until(lambda: next((d for d in self.dashboard.dialogs() if d.find(tree.BUTTONS, "Retry")), None),
                           lambda: f"the form comes back\n{self.dashboard.app.dump()}")
        self.assertIn("out of credit", "\n".join(again.texts()))
        self.assertIsNotNone(again.find(tree.BUTTONS, "Open billing page"))
        self.assertEqual(again.find(FIELDS, "Search templates").text, "Browser Agent")
        self.assertEqual((self.creates(), self.new_rows()), (1, []))
        again.find(tree.BUTTONS, "Retry").press()
        sandbox = self.wait_for_new_row()
        self.assertEqual(self.engine.sandbox(sandbox)["template_name"], "browser-agent")
        self.assertEqual(self.creates(), 2, "the second one was asked for by a person")

    def test_another_like_this_brings_its_variables_into_the_sandbox(self):
        # The agent of a new sandbox says for a while that it is not ready.
        self.start("--faults", "503=1x2@agent-env")
        model = self.engine.call("POST", "/v1/sandboxes",
                                 {"template_name": "checkout-api", "region": "eu-west", "timeout_seconds": 5400})[1]["id"]
        self.dashboard.wait_for_state(model, "Running")
        self.known.add(model)
        self.dashboard.select(model)
        self.dashboard.menu_entry("Create Another Like This…").press()
        form = self.dashboard.wait_for_dialog()
        wait_until(lambda: "Checkout API" in self.templates(form), lambda: f"the templates are listed\n{form.dump()}")
        self.desktop.copy("API_TOKEN=correct-horse\nPORT=8080\n")
        form.wait_for(tree.BUTTONS, "Paste .env").press()
        form.wait_to_say("2 variables read")
        self.assertNotIn("correct-horse", "\n".join(form.texts()), "a secret is not shown")
        self.assertIn("8080", "\n".join(form.texts()))
        form.wait_for(tree.BUTTONS, "Create").press()
        sandbox = self.wait_for_new_row()
        made = self.engine.sandbox(sandbox)
        self.assertEqual((made["template_name"], made["region"], made["timeout_seconds"]), ("checkout-api", "eu-west", 5400))
        wait_until(lambda: self.environment(sandbox) == {"API_TOKEN": "correct-horse", "PORT": "8080"},
                   lambda: f"they arrive; there are {self.environment(sandbox)}")
        self.assertEqual(self.creates(), 2, "one by this test, one by the dashboard")
        self.assertNotIn("correct-horse", self.dashboard.err, "not in the log either")

    def environment(self, sandbox):
        """What the agent in the sandbox has."""
        token = self.engine.call("POST", f"/v1/sandboxes/{sandbox}/token/refresh")[1]["auth_token"]
        return self.engine.call("GET", f"/agent/{sandbox}/env", bearer=token)[1].get("env_vars")


if __name__ == "__main__":
    unittest.main()
