// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/statusglyph.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace sandglass {

/// Top of the details: the state in glyph and word, what it means, how old that knowledge is, and a button to
/// read again.
class StateHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit StateHeader(QWidget *parent = nullptr);

    void setState(const StatusGlyph &glyph, const QString &word, const QString &meaning);
    /// @p problem: why the last read failed; empty when it did not. @p mayReadNow stays true while a read is
    /// under way: a disabled button hands the focus to the next widget, where the next key acts.
    void setReading(const QString &text, const QString &problem, bool mayReadNow);

Q_SIGNALS:
    void readWanted();

private:
    class Glyph;

    Glyph *m_glyph;
    QLabel *m_word;
    QLabel *m_meaning;
    QLabel *m_read;
    QLabel *m_problem;
    QToolButton *m_again;
};

} // namespace sandglass
