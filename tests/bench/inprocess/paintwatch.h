// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace sandglass::bench {

/// Knows what the GUI thread spends on painting, so that it can be told apart from everything else.
class PaintWatch final : public QApplication
{
    Q_OBJECT

public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

    /// In nanoseconds of the GUI thread's time, since the program began.
    [[nodiscard]] qint64 painting() const { return m_painting; }

    static PaintWatch &instance();

private:
    qint64 m_painting = 0;
    int m_depth = 0;
};

/// The event queue is empty when this returns, and what the events led to has been done.
void settle();

} // namespace sandglass::bench
