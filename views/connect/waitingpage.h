// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace sandglass {

/// Stands where the table will be while the key of a profile is fetched, which may wait for a person to
/// unlock the system's secret store.
class WaitingPage final : public QWidget
{
    Q_OBJECT

public:
    /// @p profileName and @p address are for people.
    WaitingPage(const QString &profileName, const QString &address, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The person would rather type the key.
    void enterKeyWanted();

private:
    QPushButton *m_enterKey;
};

} // namespace sandglass
