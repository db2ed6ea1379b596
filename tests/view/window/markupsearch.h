// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace sandglass::test {

/// A text no server should send, as markup. Shown as it is it reads the same; taken for markup it reads
/// "evil".
inline constexpr auto kMarkup = u"<b>evil</b>";

/// What of everything that can be seen now, or would be on hovering, is not shown letter by letter where it
/// holds kMarkup: labels, fields, tooltips of widgets, actions and cells. A line for each.
struct MarkupSearch
{
    QStringList rendered;
    int literal = 0; ///< places where it is shown as it is: none at all would prove nothing

    /// All windows that are open.
    static MarkupSearch everywhere();

private:
    void look(const QString &where, const QString &shown);
    void lookAtToolTip(const QString &where, const QString &toolTip);
    void lookAt(const QWidget &widget);
};

} // namespace sandglass::test
