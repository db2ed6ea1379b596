// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLocale>

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC");
    qputenv("SANDGLASS_NO_ANIMATION", "1");
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    const sandglass::ThemeController theme(application);
    // As with a screen reader at work, so that what it is told is worked out in these tests too.
    QAccessible::setActive(true);
    return sandglass::test::runRegisteredTests(argc, argv);
}
