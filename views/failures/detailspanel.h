// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/errorreport.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace sandglass {

/// "Details", folded at first: what a support person wants to know, as a table of labels and values. Every
/// value is plain text and can be selected; the request id can be copied with one click.
class DetailsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPanel(QWidget *parent = nullptr);

    void setDetails(const QVector<ErrorReport::Detail> &details);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void setOpen(bool open);

Q_SIGNALS:
    void openChanged(bool open);

private:
    void addRow(int row);
    void showValue(int row);

    QToolButton *m_toggle;
    QScrollArea *m_scroll;
    QWidget *m_table = nullptr;
    QVector<ErrorReport::Detail> m_details;
    QVector<QLabel *> m_values; ///< by row
    bool m_open = false;
};

} // namespace sandglass
