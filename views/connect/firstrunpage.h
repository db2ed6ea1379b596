// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace sandglass {

class KeyPlaceField;

/// The way in: connect with a key, or try the demo; nothing else. It asks, the application checks, and keeps
/// the key where the person says. Here it lives in the field until it was accepted.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(QWidget *parent = nullptr);
    ~FirstRunPage() override;

    /// What a failed try is due to, so that the person can go on typing there.
    enum class Culprit : quint8
    {
        Address,
        Key,
        Neither, ///< what was typed may be right: another try may work
    };

    /// Gives the focus to the field for the key.
    void takeFocus();
    void setAddress(const QString &address);
    /// The key is for this profile, which is there already.
    void setProfile(const Profile &profile);
    /// Where the person wants the key to be kept.
    [[nodiscard]] KeyPlace keyPlace() const;
    /// Why the system's secret store cannot be used; empty when it can.
    void setStoreProblem(const QString &problem);
    /// Offers to go back to the connection called @p name, which lives on meanwhile: a button, and Escape.
    void setWayBack(const QString &name);

    /// The connection is being checked: fields off, "Cancel" on.
    void showChecking();
    /// It did not work; both texts are plain. The fields are as the person left them.
    void showProblem(const QString &headline, const QString &text, Culprit culprit = Culprit::Key);
    /// As before the first try.
    void showIdle();
    /// Forgets the key. To be called once it was accepted.
    void clearKey();

Q_SIGNALS:
    void connectWanted(const QString &address, const QString &key);
    void cancelWanted();
    void demoWanted();
    void backWanted();
    /// Somebody begins to type a key, so it is time to know where it could be kept.
    void keyBegun();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeForm();
    QWidget *makeDemo();
    void askToConnect();
    void setChecking(bool checking);
    void setKeyShown(bool shown);
    void focusOn(Culprit culprit);
    void updateColours();
    void forgetProblem();

    QLabel *m_title = nullptr;
    QLabel *m_purpose = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_key = nullptr;
    QToolButton *m_showKey = nullptr;
    KeyPlaceField *m_place = nullptr;
    bool m_keyBegun = false;
    QFrame *m_problem = nullptr;
    QLabel *m_problemHeadline = nullptr;
    QLabel *m_problemText = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_demo = nullptr;
    QVBoxLayout *m_top = nullptr;  ///< above what scrolls
    QPushButton *m_back = nullptr; ///< null without a way back
};

} // namespace sandglass
