// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QSet>

namespace sandglass {

/// A line whose numbers change all day long. It keeps the room of the longest text so far, so that it pushes
/// nothing to and fro, and so that nothing around it is laid out anew but where a text needs more.
class GrowingLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit GrowingLabel(QWidget *parent = nullptr);

    /// Instead of setText().
    void showText(const QString &text);
    /// Keeps no more room than the present text needs.
    void shrink();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int widest(const QString &shape) const;

    QSet<QString> m_shapes; ///< of the texts there is room for
};

} // namespace sandglass
