// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QComboBox;
class QSpinBox;

namespace sandglass {

/// After how long a sandbox is deleted: some usual times, one of a person's own, or never.
class LifetimeField final : public QWidget
{
    Q_OBJECT

public:
    explicit LifetimeField(QWidget *parent = nullptr);

    /// nullopt: never.
    [[nodiscard]] std::optional<qint64> seconds() const;
    void setSeconds(std::optional<qint64> seconds);

Q_SIGNALS:
    void changed();

private:
    void onChosen();
    [[nodiscard]] qint64 customSeconds() const;

    QComboBox *m_choice;
    QSpinBox *m_amount;
    QComboBox *m_unit;
};

} // namespace sandglass
