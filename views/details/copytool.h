// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QToolButton>

#include <functional>

namespace sandglass {

/// A small button that copies a text; for a moment its tick says that it worked.
class CopyTool final : public QToolButton
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kTickShown{1'200};

    /// @p text is asked for when the button is pressed. @p clock outlives this.
    CopyTool(Clock &clock, std::function<QString()> text, QWidget *parent = nullptr);

    /// What it copies, for people: "Copy ID".
    void setWhat(const QString &what);

Q_SIGNALS:
    void copied(const QString &text);

private:
    void copy();

    Clock &m_clock;
    std::function<QString()> m_text;
    Timer m_tick;
};

} // namespace sandglass
