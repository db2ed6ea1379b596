// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shownlater.h"

#include <QEvent>
#include <QWidget>

namespace sandglass {

namespace {

/// A child of the dialog, so that it goes with it.
class ShownLater final : public QObject
{
    Q_OBJECT

public:
    ShownLater(QWidget &dialog, QWidget &window, std::function<void()> show)
        : QObject(&dialog), m_dialog(dialog), m_show(std::move(show))
    {
        window.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show) {
            watched->removeEventFilter(this);
            QMetaObject::invokeMethod(this, &ShownLater::comeBack, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void comeBack()
    {
        deleteLater();
        if (!m_dialog.isVisible())
            m_show();
    }

    QWidget &m_dialog;
    const std::function<void()> m_show;
};

} // namespace

bool showWithWindow(QWidget &dialog, std::function<void()> show)
{
    QWidget *window = dialog.parentWidget() ? dialog.parentWidget()->window() : nullptr;
    if (!window || window->isVisible())
        return false;
    if (!dialog.findChild<ShownLater *>(QString(), Qt::FindDirectChildrenOnly))
        new ShownLater(dialog, *window, std::move(show));
    return true;
}

} // namespace sandglass

#include "shownlater.moc"
