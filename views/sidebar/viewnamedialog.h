// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sandglass {

class ViewList;

/// Asks for the name of a view, new or old, and takes none that is refused. Open it with open(); it says what
/// was entered once, by named().
class ViewNameDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Without @p row the view is new. @p query is shown, so that it is clear what gets the name.
    ViewNameDialog(const ViewList &views, int row, const QString &suggestion, const QString &query,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void named(const QString &name);

private:
    void check();

    const ViewList &m_views;
    int m_row;
    QLineEdit *m_name;
    QLabel *m_refusal;
    QPushButton *m_confirm;
};

} // namespace sandglass
