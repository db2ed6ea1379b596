// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "palette/command.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace sandglass {

class CommandModel;
struct Dashboard;

/// Everything the window can do and every sandbox in it, found by typing. Lies over the window it was opened
/// in; Escape, a click elsewhere and choosing close it and give the focus back. What is not possible now is
/// listed with the reason and closes nothing.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// From so many sandboxes on, looking through them waits until nobody types.
    static constexpr int kLongList = 20'000;

    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;

    /// @p dashboard may be null; otherwise it outlives the time until dismiss().
    void open(QVector<Command> actions, const Dashboard *dashboard);
    void dismiss();

Q_SIGNALS:
    /// The person wants to see this sandbox.
    void sandboxChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void choose(const QModelIndex &index);
    void showHelp(const QModelIndex &index);
    void onTextChanged();
    void search();
    void searchNow();
    void onFocusChanged(QWidget *now);
    bool moveInList(int key);

    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    QLabel *m_help;
    QPushButton *m_run; ///< what Enter does, for the mouse and for assistive technology
    CommandModel *m_model;
    Clock *m_clock = nullptr; ///< only where what is typed is searched for after a pause
    Timer m_pause;
    QPointer<QWidget> m_focusBefore;
    QStringList m_lastUsed;
};

} // namespace sandglass
