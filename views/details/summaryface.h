// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/selectionsummary.h"

#include <QWidget>

#include <array>

class QLabel;

namespace sandglass {

class ActionSet;
class FieldGrid;

/// Several sandboxes at a glance: how many in which state, what they amount to, and what each action would
/// do. The references outlive it.
class SummaryFace final : public QWidget
{
    Q_OBJECT

public:
    SummaryFace(Clock &clock, ActionSet &actions, QWidget *parent = nullptr);

    /// @p gone are selected as well, but there is nothing to add up of them.
    void setSummary(const SelectionSummary &summary, int gone, UtcTime now);

Q_SIGNALS:
    void announced(const QString &text);

private:
    struct StatusLine
    {
        QWidget *all = nullptr;
        QLabel *count = nullptr;
        QLabel *word = nullptr;
    };

    QWidget *makeStatusLines();

    QLabel *m_title;
    std::array<StatusLine, kAllStatuses.size()> m_statuses;
    QLabel *m_fieldsTitle;
    FieldGrid *m_fields;
};

} // namespace sandglass
