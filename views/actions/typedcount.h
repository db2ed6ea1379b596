// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sandglass {

/// Asks to type how many sandboxes are about to be deleted, where a habit of pressing Enter would be dear.
/// Hidden while that is not asked for.
class TypedCount final : public QWidget
{
    Q_OBJECT

public:
    /// The field is called @p name, with ".typed".
    explicit TypedCount(QAnyStringView name, QWidget *parent);

    /// Asks for @p count; for nothing without one.
    void ask(std::optional<qsizetype> count);
    [[nodiscard]] bool isAsking() const { return m_count.has_value(); }

    /// Enables @p go while what is asked for is there, and the action @p possible. Enter goes back by
    /// @p cancel, or where something has to be typed does what was typed for, and nothing before.
    void guard(QPushButton &go, QPushButton &cancel, bool possible = true) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] bool isAnswered() const;

    QLabel *m_request;
    QLineEdit *m_field;
    std::optional<qsizetype> m_count;
};

} // namespace sandglass
