// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plainquestion.h"

#include <QLabel>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// QMessageBox::setInformativeText(), but for one thing: Qt leaves it to guess whether that is markup,
/// whatever the format of the box, and here it never is.
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

} // namespace

QMessageBox *makePlainQuestion(QAnyStringView name, const QString &title, const QString &text,
                               const QString &explanation, QWidget *parent,
                               QMessageBox::StandardButton wayOut)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, text, wayOut, parent);
    box->setObjectName(name);
    box->setTextFormat(Qt::PlainText);
    if (!explanation.isEmpty())
        setPlainExplanation(*box, explanation);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(wayOut);
    box->setEscapeButton(wayOut);
    return box;
}

} // namespace sandglass
