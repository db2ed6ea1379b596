// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/environmentmodel.h"

#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace sandglass {

class ProblemLabel;

/// Environment variables as a table: type them, or paste the text of a `.env` file. Secrets show as dots
/// until they are asked for, also while they are typed.
class EnvironmentEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentEditor(QWidget *parent = nullptr);

    [[nodiscard]] EnvironmentModel &model() { return m_model; }
    /// Reads @p text as a `.env` file into the table and says what came of it.
    void paste(const QString &text);
    /// Whether a cell holds text that is not in the model yet.
    [[nodiscard]] bool isTyping() const;
    /// Closes a cell that is being typed into and keeps what was typed.
    void commit();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void removeSelected();
    void pasteClipboard();
    void updateButtons();
    void say(const QString &text);

    EnvironmentModel m_model;
    QTableView *m_table;
    QToolButton *m_paste;
    QToolButton *m_remove;
    QToolButton *m_show;
    ProblemLabel *m_problem;
    QLabel *m_note;
};

} // namespace sandglass
