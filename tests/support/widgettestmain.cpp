// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>

int main(int argc, char **argv)
{
    qputenv("SANDGLASS_NO_ANIMATION", "1");
    QApplication application(argc, argv);
    const sandglass::ThemeController theme(application);
    // As with a screen reader at work, so that what it is told is worked out in these tests too.
    QAccessible::setActive(true);
    return sandglass::test::runRegisteredTestsHere(argc, argv);
}
