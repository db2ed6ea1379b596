# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else does with the official SDK shows up in the dashboard by itself."""
import os
import select
import subprocess
import unittest

from driver.scenario import Scenario
from driver.waiting import PATIENCE, wait_until


class Sdk(Scenario):
    def setUp(self):
        self.engine = self.start_engine("--sandboxes", "3", "--seed", "3")
        env = self.desktop.environment(PACKAGES=os.environ["PACKAGES"], ENGINE_URL=self.engine.url, ENGINE_KEY=self.engine.key)
        self.client = subprocess.Popen(["node", "sdk_client.mjs"], env=env, text=True, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE)
        self.addCleanup(self.end_client)
        self.dashboard = self.start_dashboard(engine=self.engine)

    def end_client(self):
        self.client.stdin.close()
        self.client.stdout.close()
        try:
            self.assertEqual(self.client.wait(PATIENCE), 0)
        finally:
            self.client.kill()
            self.client.wait()

    def does(self, verb):
        """Let the client do it, return the id of its sandbox."""
        self.client.stdin.write(verb + "\n")
        self.client.stdin.flush()
        answered, _, _ = select.select([self.client.stdout], [], [], PATIENCE)
        self.assertTrue(answered, f"the SDK is silent about {verb}")
        answer = self.client.stdout.readline().split()
        self.assertEqual(answer[:1], ["done"], f"the SDK failed to {verb}")
        return answer[1]

    def test_changes_by_the_sdk_appear(self):
        self.assertEqual(self.dashboard.table.row_count(), 3)
        sandbox = self.does("create")
        self.dashboard.wait_for_state(sandbox, "Running")
        self.assertEqual(self.dashboard.table.row_count(), 4)
        self.does("pause")
        self.dashboard.wait_for_state(sandbox, "Paused")
        self.does("resume")
        self.dashboard.wait_for_state(sandbox, "Running")
        self.does("kill")
        wait_until(lambda: sandbox not in self.dashboard.ids(), f"{sandbox} leaves the table")
        self.assertEqual(self.dashboard.table.row_count(), 3)


if __name__ == "__main__":
    unittest.main()
