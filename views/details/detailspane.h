// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/clock.h"
#include "onceperturn.h"
#include "urlopener.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace sandglass {

class Settings;
class ActionSet;
class SandboxFace;
class SummaryFace;
struct SandboxRow;

/// What is selected, in full: one sandbox, the sum of several, or a hint for none. While it can be seen, the
/// one sandbox is read again and again by plain GETs. What @p dashboard refers to, @p actions and @p settings
/// outlive it.
class DetailsPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kNarrowest = 280;
    static constexpr int kUsualWidth = 360;

    DetailsPane(const Dashboard &dashboard, ActionSet &actions, Settings &settings,
                QWidget *parent = nullptr);
    ~DetailsPane() override;

    void setSelection(const QStringList &ids);
    /// Whether anybody can see the window.
    void setOnScreen(bool onScreen);
    void setUrlOpener(UrlOpener opener);
    /// Where the focus goes that comes by F6.
    void enter();

Q_SIGNALS:
    void reportWanted(const QString &sandboxId);
    void announced(const QString &text);
    void closeWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void watchRows();
    void updateWatched();
    void onRowsChanged(int first, int last);
    void scheduleUpdate();
    void updateNow();
    void updateOne(const SandboxRow &row);
    void updateSeveral();
    void tickIn(std::chrono::milliseconds wait);

    Dashboard m_dashboard;
    QStringList m_ids;
    QLabel *m_title;
    QToolButton *m_close;
    SandboxFace *m_one;
    SummaryFace *m_several;
    QLabel *m_none;
    QStackedLayout *m_stack;
    Timer m_timer; ///< until time alone changes a text
    bool m_onScreen = true;
    OncePerTurn m_update{this, [this] { updateNow(); }};
};

} // namespace sandglass
