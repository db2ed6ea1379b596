// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace sandglass {

class EventFilterModel;
class EventModel;
class EventTrail;

/// What the client did and why, live. It follows the newest as long as the end of the list is in view, and
/// stays where a person reads otherwise. The trail outlives it.
class EventsPanel final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kLowest = 120;
    static constexpr int kUsualHeight = 200;

    explicit EventsPanel(const EventTrail &trail, QWidget *parent = nullptr);
    ~EventsPanel() override;

    /// Gives the list the focus.
    void enter();

Q_SIGNALS:
    void closeWanted();
    /// One sentence for the status line.
    void announced(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void setUpList();
    /// Where the reader is, before rows come or go.
    void notePlace();
    void keepPlace();
    void followNewest();
    /// Gives what happened the room it needs, up to half of the list, until a person sets the width.
    void fitWhat();
    void updateNone();
    void copy();

    EventModel *m_model;
    EventFilterModel *m_shown;
    QComboBox *m_kind;
    QLineEdit *m_words;
    QTreeView *m_list;
    QLabel *m_none;
    QPersistentModelIndex m_first; ///< the uppermost one in sight
    bool m_atEnd = true;
    bool m_isFitting = false;
    bool m_isWhatChosen = false;
};

} // namespace sandglass
