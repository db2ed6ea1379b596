// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"
#include "store/errorreport.h"
#include "urlopener.h"

#include <QFrame>
#include <QSet>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sandglass {

class DetailsPanel;
class Picture;

/// What came of the last try, above the form: why it failed and what to do, or whether a sandbox that
/// appeared meanwhile is the one. Every text is plain.
class OutcomePanel final : public QFrame
{
    Q_OBJECT

public:
    explicit OutcomePanel(QWidget *parent = nullptr);

    void clear();
    /// @p page, if any, is offered as "Open billing page".
    void showFailure(const ErrorReport &report, const QUrl &page, bool mayLookAgain);
    /// @p cause is why nobody knows. @p now decides whether a moment needs its date.
    void showQuestion(const QString &cause, const QVector<Sandbox> &candidates, UtcTime now);
    void showLooking(const QString &cause);
    /// Takes its colours from the parent's palette anew.
    void updateColours();
    void setUrlOpener(UrlOpener opener) { m_open = std::move(opener); }

Q_SIGNALS:
    void claimWanted(const QString &sandboxId);
    void disclaimWanted();
    void lookAgainWanted();
    void copyReportWanted();
    /// Its height changed.
    void reshaped();

private:
    enum class Mood : quint8
    {
        None,
        Question,
        Danger,
    };

    void layOut();
    /// With these of its parts and no others.
    void show(Mood mood, const QString &headline, const QString &text, const QSet<QWidget *> &parts);
    void announce();
    void openPage();
    void setCandidates(const QVector<Sandbox> &candidates, UtcTime now);

    Mood m_mood = Mood::None;
    QUrl m_page;
    UrlOpener m_open = openInBrowser;
    Picture *m_icon;
    QLabel *m_headline;
    QLabel *m_text;
    QWidget *m_choices;
    QVBoxLayout *m_choicesLayout;
    QButtonGroup *m_group;
    DetailsPanel *m_details;
    QPushButton *m_yes;
    QPushButton *m_no;
    QPushButton *m_openPage;
    QPushButton *m_lookAgain;
    QPushButton *m_copy;
};

} // namespace sandglass
