// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QVector>

class QMessageBox;
class QWidget;

namespace sandglass {

class TrayPreferences;

/// What the cross of the window does while our icon is in the tray: asks the first time, and then what was
/// chosen. A window that goes to the tray takes its open dialogs along and brings them back. The references
/// outlive it.
class CloseToTray final : public QObject
{
    Q_OBJECT

public:
    CloseToTray(QWidget &window, TrayPreferences &preferences, QObject *parent = nullptr);

    /// The window is being closed. True: it is to stay for now, as it went to the tray or a person is asked.
    bool holds();
    [[nodiscard]] bool isHidden() const { return m_isHidden; }

Q_SIGNALS:
    /// The person was asked and wants to end the program.
    void quitWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void hide();
    void bringBackDialogs();

    QWidget &m_window;
    TrayPreferences &m_preferences;
    QPointer<QMessageBox> m_question;
    QVector<QPointer<QWidget>> m_dialogs; ///< that went with the window
    bool m_isHidden = false;
};

} // namespace sandglass
