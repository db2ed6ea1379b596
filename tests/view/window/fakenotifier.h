// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/notifier.h"

#include <QStringList>
#include <QVector>

namespace sandglass::test {

/// A desktop that remembers what it was told.
class FakeNotifier final : public Notifier
{
    Q_OBJECT

public:
    using Notifier::Notifier;
    void show(const Notification &notification) override { shown += notification; }
    void withdraw(const QString &topic) override { withdrawn += topic; }

    /// Titles in the order they came.
    [[nodiscard]] QStringList titles() const
    {
        QStringList all;
        for (const Notification &one : shown)
            all += one.title;
        return all;
    }

    QVector<Notification> shown;
    QStringList withdrawn;
};

} // namespace sandglass::test
