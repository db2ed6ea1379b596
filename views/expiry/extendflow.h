// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/extension.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>

class QDialog;

namespace sandglass {

class Settings;

/// From the wish to let sandboxes live longer to what is sent: shows a plan where many sandboxes or a mix are
/// meant, asks for the time where one is wanted, hands the wish to the runs, and tells the new end.
/// Everything in @p dashboard and the settings outlive it.
class ExtendFlow final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of the dialogs.
    ExtendFlow(const Dashboard &dashboard, Settings &settings, QWidget *page);
    ~ExtendFlow() override;

    void start(const Extension &wish, const QStringList &ids);
    /// Whether start() would show a plan first, or a question is open already.
    [[nodiscard]] bool asks(const Extension &wish, const QStringList &ids) const;
    /// Without a plan, for what was asked for by name.
    void extend(const Extension &wish, const QStringList &ids);
    void askForTime(const QStringList &ids);

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);

private:
    void onExtended(const QString &id, UtcTime end, UtcTime wished);
    [[nodiscard]] bool isAsking() const;

    Dashboard m_dashboard;
    Settings &m_settings;
    QWidget *m_page;
    QPointer<QDialog> m_question;
    QSet<QString> m_alone; ///< extended one at a time, so their new ends are worth a sentence each
};

} // namespace sandglass
