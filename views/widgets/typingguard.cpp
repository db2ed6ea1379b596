// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typingguard.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace sandglass {

namespace {

bool takesTyping(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->isReadOnly();
    if (const auto *text = qobject_cast<const QTextEdit *>(widget))
        return !text->isReadOnly();
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return !text->isReadOnly();
    return false;
}

} // namespace

TypingGuard::TypingGuard()
{
    QWidget *focused = QApplication::focusWidget();
    if (focused && takesTyping(focused))
        m_field = focused;
}

TypingGuard::~TypingGuard()
{
    if (!m_field)
        return;
    m_field->activateWindow();
    m_field->setFocus(Qt::OtherFocusReason);
}

} // namespace sandglass
