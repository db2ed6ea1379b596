// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace sandglass {

/// Turns SIGTERM and SIGINT into a Qt signal. One at a time in a program.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void asked(int signal);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace sandglass
