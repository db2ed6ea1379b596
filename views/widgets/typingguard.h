// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace sandglass {

/// Keeps the focus in the text field a person is typing in while its scope shows another window. Some window
/// managers activate every new window, whatever it asked for.
class TypingGuard
{
public:
    TypingGuard();
    ~TypingGuard();
    TypingGuard(const TypingGuard &) = delete;
    TypingGuard &operator=(const TypingGuard &) = delete;

private:
    QPointer<QWidget> m_field;
};

} // namespace sandglass
