// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scrollareaaccess.h"

#include <QAccessibleWidget>
#include <QScrollArea>
#include <QScrollBar>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// The same children as Qt's own has: the viewport and the scroll bars in sight.
class ScrollAreaAccess final : public QAccessibleWidget
{
public:
    explicit ScrollAreaAccess(QScrollArea *area) : QAccessibleWidget(area, QAccessible::Client), m_area(area)
    {}

    [[nodiscard]] int childCount() const override { return static_cast<int>(children().size()); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return QAccessible::queryAccessibleInterface(children().value(index));
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child ? static_cast<int>(children().indexOf(qobject_cast<QWidget *>(child->object()))) : -1;
    }

private:
    [[nodiscard]] QWidgetList children() const
    {
        QWidgetList all{m_area->viewport()};
        for (const QScrollBar *bar : {m_area->horizontalScrollBar(), m_area->verticalScrollBar()}) {
            if (bar->isVisible())
                all += bar->parentWidget();
        }
        return all;
    }

    QScrollArea *const m_area;
};

QAccessibleInterface *makeAccess(const QString &className, QObject *object)
{
    auto *area = className == "QScrollArea"_L1 ? qobject_cast<QScrollArea *>(object) : nullptr;
    return area ? new ScrollAreaAccess(area) : nullptr;
}

} // namespace

void installScrollAreaAccess()
{
    QAccessible::installFactory(makeAccess);
}

} // namespace sandglass
