// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/closetotray.h"

#include "tray/traypreferences.h"
#include "widgets/plainquestion.h"

#include <QApplication>
#include <QCheckBox>
#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

bool belongsTo(const QWidget &dialog, const QWidget &window)
{
    for (const QWidget *above = dialog.parentWidget(); above; above = above->parentWidget()) {
        if (above == &window)
            return true;
    }
    return false;
}

} // namespace

CloseToTray::CloseToTray(QWidget &window, TrayPreferences &preferences, QObject *parent)
    : QObject(parent), m_window(window), m_preferences(preferences)
{
    window.installEventFilter(this);
}

bool CloseToTray::holds()
{
    // Where a session ends, everything has to.
    if (!m_preferences.isIconShown() || qGuiApp->isSavingSession())
        return false;
    switch (m_preferences.onClose()) {
    case OnClose::Ask:
        ask();
        return true;
    case OnClose::Keep:
        hide();
        return true;
    case OnClose::Quit:
        return false;
    }
    return false;
}

void CloseToTray::ask()
{
    if (m_question) {
        m_question->activateWindow();
        return;
    }
    m_question = makePlainQuestion(
        "closeQuestion"_L1, tr("Close Window"), tr("Keep Sandglass running in the tray?"),
        tr("It goes on watching your sandboxes without a window. Click its icon in the tray to have the "
           "window back."),
        &m_window);
    auto *remember = new QCheckBox(tr("&Remember this; the preferences can change it"), m_question);
    remember->setChecked(true);
    m_question->setCheckBox(remember);
    QPushButton *keep = m_question->addButton(tr("&Keep in the tray"), QMessageBox::AcceptRole);
    const QPushButton *quit = m_question->addButton(tr("&Quit"), QMessageBox::DestructiveRole);
    m_question->setDefaultButton(keep);
    const auto decide = [this, remember](OnClose choice) {
        if (remember->isChecked())
            m_preferences.setOnClose(choice);
    };
    connect(keep, &QPushButton::clicked, this, [decide] { decide(OnClose::Keep); });
    connect(quit, &QPushButton::clicked, this, [decide] { decide(OnClose::Quit); });
    // After the question has closed: it would go with the window.
    connect(keep, &QPushButton::clicked, this, &CloseToTray::hide, Qt::QueuedConnection);
    connect(quit, &QPushButton::clicked, this, &CloseToTray::quitWanted, Qt::QueuedConnection);
    m_question->open();
}

void CloseToTray::hide()
{
    m_dialogs.clear();
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *widget : all) {
        const bool isDialog = (widget->windowFlags() & Qt::WindowType_Mask) == Qt::Dialog;
        if (isDialog && widget->isVisible() && belongsTo(*widget, m_window))
            m_dialogs += widget;
    }
    for (const QPointer<QWidget> &dialog : std::as_const(m_dialogs))
        dialog->hide();
    m_isHidden = true;
    m_window.hide();
}

bool CloseToTray::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Show && m_isHidden) {
        m_isHidden = false;
        // Below the window they belong to they would be lost.
        QMetaObject::invokeMethod(this, &CloseToTray::bringBackDialogs, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void CloseToTray::bringBackDialogs()
{
    for (const QPointer<QWidget> &dialog : std::exchange(m_dialogs, {})) {
        if (dialog)
            dialog->show();
    }
}

} // namespace sandglass
