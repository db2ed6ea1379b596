// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/lifecycleaction.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

class QDialog;

namespace sandglass {

class Settings;

/// From a person's wish to what is sent: asks where a question is due, shows a plan where many sandboxes or a
/// mix are meant, and hands the rest on to the runs. Everything in @p dashboard and the settings outlive it.
class LifecycleFlow final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of the questions.
    LifecycleFlow(Dashboard dashboard, Settings &settings, QWidget *page);
    ~LifecycleFlow() override;

    void start(LifecycleAction action, const QStringList &ids);
    /// Whether start() would ask a person first, or a question is open already.
    [[nodiscard]] bool asks(LifecycleAction action, const QStringList &ids) const;

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);

private:
    void ask(LifecycleAction action, const QStringList &ids);
    void showPlan(LifecycleAction action, const QStringList &ids);
    void begin(LifecycleAction action, const QStringList &ids);

    Dashboard m_dashboard;
    Settings &m_settings;
    QWidget *m_page;
    QPointer<QDialog> m_question;
};

} // namespace sandglass
