// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace sandglass {

/// What the desktop is to tell a person who is not looking at the window. Every text is plain.
struct Notification
{
    QString topic; ///< a later one of the same topic takes the place of the earlier one
    QString title;
    QString text;
    bool urgent = false;

    bool operator==(const Notification &) const = default;
};

/// The desktop's notifications, or whatever stands in for them. Never blocks, and never fails in a way
/// anybody has to care about: where there is no such service, nothing is shown.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void show(const Notification &notification) = 0;
    /// What was told of this topic is no longer true.
    virtual void withdraw(const QString &topic) = 0;

Q_SIGNALS:
    /// The person clicked on it.
    void activated(const QString &topic);
};

} // namespace sandglass
