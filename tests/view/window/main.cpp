// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"
#include "windowtests.h"

#include <QAccessible>
#include <QApplication>
#include <QLocale>
#include <QTest>

#include <vector>

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC");
    qputenv("SANDGLASS_NO_ANIMATION", "1");
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    const sandglass::ThemeController theme(application);
    // As with a screen reader at work, so that what it is told is worked out in these tests too.
    QAccessible::setActive(true);

    std::vector<std::unique_ptr<QObject>> tests;
    for (const auto make :
         {sandglass::test::makeActionsTest,       sandglass::test::makeBulkTest,
          sandglass::test::makeExpiryTest,        sandglass::test::makeFailuresTest,
          sandglass::test::makeFirstRunTest,      sandglass::test::makeHostileActionsTest,
          sandglass::test::makeHostileTextsTest,  sandglass::test::makeMainWindowTest,
          sandglass::test::makeNotificationsTest, sandglass::test::makePaletteTest,
          sandglass::test::makePreferencesTest,   sandglass::test::makeReadingTest,
          sandglass::test::makeTakeoutTest,       sandglass::test::makeActionConfirmationTest,
          sandglass::test::makeDeletingTest,      sandglass::test::makeDetailsTest,
          sandglass::test::makeDiagnosticsTest,   sandglass::test::makeTextAuditTest,
          sandglass::test::makeTrayTest,          sandglass::test::makeWayBackTest})
        tests.push_back(make());

    std::vector<char *> arguments(argv, argv + argc);
    const char *only = nullptr;
    for (const auto &test : tests) {
        if (argc > 1 && qstrcmp(argv[1], test->metaObject()->className()) == 0)
            only = argv[1];
    }
    if (only)
        arguments.erase(arguments.begin() + 1);
    int failures = 0;
    for (const auto &test : tests) {
        if (!only || qstrcmp(only, test->metaObject()->className()) == 0)
            failures += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures;
}
