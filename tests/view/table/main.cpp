// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabletests.h"
#include "theme/theme.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

#include <algorithm>
#include <string_view>
#include <vector>

using namespace sandglass::test;

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    const sandglass::ThemeController theme(application);

    std::vector<std::unique_ptr<QObject>> tests;
    for (const auto make : {makeChurnTest, makeColumnsTest, makeFilterBarTest, makeGlyphTest, makeTableTest,
                            makeThemeTest, makeTickingTest})
        tests.push_back(make());

    std::vector<char *> arguments(argv, argv + argc);
    const auto isNamed = [&](const std::unique_ptr<QObject> &test) {
        return argc > 1 && std::string_view(test->metaObject()->className()).ends_with(argv[1]);
    };
    const bool one = std::any_of(tests.begin(), tests.end(), isNamed);
    if (one)
        arguments.erase(arguments.begin() + 1);
    int failures = 0;
    for (const auto &test : tests) {
        if (!one || isNamed(test))
            failures += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures;
}
