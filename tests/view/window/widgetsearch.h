// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace sandglass::test {

/// The first one of this class below @p parent that can be seen, or null.
template<typename Widget>
Widget *visibleIn(const QWidget &parent)
{
    for (Widget *one : parent.findChildren<Widget *>()) {
        if (one->isVisible())
            return one;
    }
    return nullptr;
}

/// The button below @p parent that can be seen and whose words begin so, or null.
inline QPushButton *button(const QWidget *parent, const QString &start)
{
    for (QPushButton *one : parent->findChildren<QPushButton *>()) {
        if (one->isVisible() && one->text().remove(u'&').startsWith(start))
            return one;
    }
    return nullptr;
}

/// What the line at the bottom of the window says now, on its left.
inline QString statusMessage(const QWidget &page)
{
    return page.findChild<QLabel *>(QStringLiteral("status.message"))->text();
}

/// Presses it and lets happen what follows; a test fails that asks for one that is not there.
inline void press(const QWidget *parent, const QString &start)
{
    QVERIFY(parent);
    QPushButton *found = button(parent, start);
    QVERIFY2(found, qPrintable(start));
    found->click();
    QCoreApplication::processEvents();
}

} // namespace sandglass::test
