# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The include check must be able to fail: it is tried on small trees with one known offence each."""
import tempfile
import unittest
from pathlib import Path

import includes


class Includes(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return [f"{name}:{line}" for name, line, _ in includes.offences(root)]

    def test_the_right_way_is_silent(self):
        self.assertEqual(self.check({
            "models/domain/sandbox.h": "#include <QString>\n",
            "models/api/client.h": '#include "domain/sandbox.h"\n',
            "models/item/model.h": '#include "domain/sandbox.h"\n',
            "views/window.cpp": '#include "window.h"\n#include "item/model.h"\n#include <QWidget>\n',
            "views/window.h": "",
            "app/main.cpp": '#include "window.h"\n#include "api/client.h"\n#include "engine/engine.h"\n',
            "app/engine/engine.h": '#include "domain/sandbox.h"\n',
        }), [])

    def test_views_never_see_the_api(self):
        self.assertEqual(self.check({
            "models/api/client.h": "",
            "views/window.cpp": '\n#  include "api/client.h"\n',
        }), ["views/window.cpp:2"])

    def test_domain_sees_nobody(self):
        self.assertEqual(self.check({
            "models/domain/a.h": '#include "store/b.h"\n',
            "models/store/b.h": "",
        }), ["models/domain/a.h:1"])

    def test_nobody_below_sees_the_application(self):
        self.assertEqual(self.check({
            "app/settings.h": "",
            "models/store/a.cpp": '#include "settings.h"\n',
            "views/b.cpp": '#include "settings.h"\n',
        }), ["models/store/a.cpp:1", "views/b.cpp:1"])

    def test_the_engine_stands_alone(self):
        self.assertEqual(self.check({
            "app/settings.h": "",
            "models/api/codec.h": "",
            "app/engine/a.cpp": '#include "api/codec.h"\n#include "../settings.h"\n',
        }), ["app/engine/a.cpp:1", "app/engine/a.cpp:2"])

    def test_widgets_know_nothing_of_the_rest(self):
        self.assertEqual(self.check({
            "views/table/a.h": '#include "widgets/c.h"\n',
            "views/theme/b.h": "",
            "views/widgets/c.h": '#include "theme/b.h"\n#include "table/a.h"\n',
        }), ["views/widgets/c.h:2"])

    def test_headers_that_are_too_new(self):
        self.assertEqual(self.check({
            "models/domain/a.h": "#include <algorithm>\n#include <ranges>\n",
            "views/b.cpp": "#include <format>\n",
            "app/c.cpp": "#include <expected>\n#include <tl/expected.hpp>\n",
        }), ["models/domain/a.h:2", "views/b.cpp:1", "app/c.cpp:1"])

    def test_no_windows_in_the_core(self):
        self.assertEqual(self.check({
            "models/store/a.cpp": "#include <QColor>\n",
            "models/item/b.cpp": "#include <QWidget>\n#include <QColor>\n",
        }), ["models/item/b.cpp:1", "models/item/b.cpp:2", "models/store/a.cpp:1"])


if __name__ == "__main__":
    unittest.main()
