// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"

#include <QDialog>
#include <QStringList>

class QDateTimeEdit;
class QLabel;
class QPushButton;

namespace sandglass {

class SandboxStore;
class ServerClock;

/// Asks for the time until which sandboxes shall live, and tells what that means: how long it is, and for
/// which of them it would be sooner than now. Then its button says so, and Cancel has the focus. Show it with
/// open(). The references outlive it.
class ExtendToDialog final : public QDialog
{
    Q_OBJECT

public:
    ExtendToDialog(SandboxStore &store, const ServerClock &serverClock, const QStringList &ids,
                   QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void chosen(const sandglass::Extension &wish, const QStringList &ids);

private:
    void update();
    [[nodiscard]] UtcTime wanted() const;
    [[nodiscard]] qsizetype shortened(UtcTime end) const;

    SandboxStore &m_store;
    const ServerClock &m_serverClock;
    const QStringList m_ids;
    QDateTimeEdit *m_time;
    QLabel *m_result;
    QLabel *m_warning;
    QPushButton *m_go = nullptr;
    QPushButton *m_cancel = nullptr;
    bool m_confirming = false;
};

} // namespace sandglass
