// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "settings/settingvalue.h"

#include <QObject>

class QAction;

namespace sandglass {

class SandboxTable;
class SaveFlow;

/// "Export…": from the wish to the file. Asks where to, asks before it replaces anything, writes the rows
/// that are shown at that moment, and says how it went. Everything in @p dashboard, the table and the
/// settings outlive it.
class RowExporter final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of what it opens.
    RowExporter(const Dashboard &dashboard, const SandboxTable &table, Settings &settings, QWidget *page);
    ~RowExporter() override;

    /// Possible while rows are shown.
    [[nodiscard]] QAction *action() const { return m_action; }

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &sentence);

private:
    void updateAction();
    void start();
    void onSaved(const QString &fileName);
    [[nodiscard]] QString freshName() const;

    const Dashboard m_dashboard;
    const SandboxTable &m_table;
    SettingValue<QString> m_folder;
    QAction *m_action;
    SaveFlow *m_saving;
    int m_count = 0; ///< of what was written last
};

} // namespace sandglass
