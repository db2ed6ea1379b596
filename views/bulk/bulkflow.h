// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>

class QAction;
class QMessageBox;
class QVBoxLayout;

namespace sandglass {

class BulkRun;
class BulkStrip;
class SandboxTable;

/// Runs of many sandboxes in the window: a strip for each, the failed ones left selected at the end, one
/// sentence for the status line on how any run went, and the question before the window closes over what was
/// not sent yet. Everything in @p dashboard, the table and the page outlive it.
class BulkFlow final : public QObject
{
    Q_OBJECT

public:
    /// The strips go into @p place, which is a part of @p page; @p showError is what leads to the report on a
    /// failure.
    BulkFlow(const Dashboard &dashboard, SandboxTable &table, const QAction &showError, QWidget &place,
             QWidget *page);
    ~BulkFlow() override;

    /// Whether the dashboard may go without a question.
    [[nodiscard]] bool mayEnd() const;
    /// Calls @p goOn when the dashboard may go: at once, or after a person was asked what to do about what
    /// waits for its turn, and never when the answer is to stay.
    void end(std::function<void()> goOn);

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);
    /// A strip that had the focus is gone.
    void focusLost();

private:
    [[nodiscard]] QString outcomeOfOne(const BulkRun &run) const;
    void onBegun(BulkRun *run);
    void addStrip(BulkRun *run);
    void onChanged(BulkRun *run, int index);
    void onEnded(BulkRun *run);
    void onDismissed(BulkRun *run);
    void tellHidden(const QStringList &failed, BulkStrip *strip) const;
    void leaveSelected(const QStringList &failed, const QStringList &asked);

    Dashboard m_dashboard;
    SandboxTable &m_table;
    const QAction &m_showError;
    QWidget &m_place;
    QWidget *m_page;
    std::map<const BulkRun *, BulkStrip *> m_strips;
    QPointer<QMessageBox> m_farewell;
};

} // namespace sandglass
