// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plainquestion.h"

#include <QLabel>
#include <QMessageBox>

namespace sandglass {

using namespace Qt::StringLiterals;

void setPlainExplanation(QMessageBox &box, const QString &text)
{
    // The label is made by the first text.
    box.setInformativeText(u" "_s);
    if (auto *label = box.findChild<QLabel *>(u"qt_msgbox_informativelabel"_s)) {
        label->setTextFormat(Qt::PlainText);
        label->setOpenExternalLinks(false);
    }
    box.setInformativeText(text);
}

} // namespace sandglass
