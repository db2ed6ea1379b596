// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wheelguard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace sandglass {

namespace {

class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // it is for what scrolls
        return true;
    }

    void guard(QWidget *field)
    {
        // Qt would give it the focus by the wheel, before the wheel itself.
        if (field->focusPolicy() == Qt::WheelFocus)
            field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
    }
};

} // namespace

void guardFromWheel(QWidget &form)
{
    auto *guard = new WheelGuard(&form);
    const auto choices = form.findChildren<QComboBox *>();
    for (QComboBox *field : choices)
        guard->guard(field);
    const auto numbers = form.findChildren<QAbstractSpinBox *>();
    for (QAbstractSpinBox *field : numbers)
        guard->guard(field);
}

} // namespace sandglass
