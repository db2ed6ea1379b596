// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/searchlook.h"

#include "theme/icons.h"

#include <QAction>
#include <QLineEdit>
#include <QToolButton>

namespace sandglass {

using namespace Qt::StringLiterals;

void addSearchLook(QLineEdit &edit, const QString &glass, const QString &clear)
{
    edit.setClearButtonEnabled(true);
    edit.addAction(themedIcon(u"search"_s, QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    const QList<QToolButton *> buttons = edit.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        const QAction *action = button->defaultAction();
        const bool clears = action && action->objectName() == "_q_qlineeditclearaction"_L1;
        button->setAccessibleName(clears ? clear : glass);
    }
}

} // namespace sandglass
