// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionbutton.h"

#include "actions/actionset.h"
#include "theme/statuscolors.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolTip>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBadgeHeight = 16;
constexpr int kBadgePadding = 3;
constexpr int kBadgeRoom = 28; // "100k"
constexpr int kLeastBadgeRoom = 18;

/// Tells assistive technology that the button is disabled although Qt does not know.
class AccessibleActionButton final : public QAccessibleWidget
{
public:
    explicit AccessibleActionButton(ActionButton *button)
        : QAccessibleWidget(button, QAccessible::Button), m_button(button)
    {}

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.disabled = !m_button->isActionEnabled();
        return state;
    }

    QString text(QAccessible::Text text) const override
    {
        switch (text) {
        case QAccessible::Name:
            return m_button->accessibleName();
        case QAccessible::Description:
            return m_button->accessibleDescription();
        default:
            return QAccessibleWidget::text(text);
        }
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }

    void doAction(const QString &name) override
    {
        if (name == pressAction())
            m_button->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    ActionButton *m_button;
};

QAccessibleInterface *makeAccessible(const QString & /*className*/, QObject *object)
{
    auto *button = qobject_cast<ActionButton *>(object);
    return button ? new AccessibleActionButton(button) : nullptr;
}

} // namespace

ActionButton::ActionButton(ActionSet &actions, LifecycleAction action, QWidget *parent)
    : ToolButton(parent), m_actions(actions), m_action(action)
{
    // Qt keeps factories for the whole process and knows each but once.
    QAccessible::installFactory(makeAccessible);

    const QAction *shared = actions.lifecycle(action);
    setObjectName("button."_L1 % wordOfAction(action));
    setText(nameOfAction(action));
    setIcon(shared->icon());
    setAccessibleName(text());

    connect(&actions, &ActionSet::helpChanged, this, [this](LifecycleAction changed) {
        if (changed == m_action)
            updateHelp();
    });
    connect(this, &QToolButton::clicked, this, &ActionButton::onClicked);
    updateHelp();
}

bool ActionButton::isActionEnabled() const
{
    return m_actions.help(m_action).enabled;
}

void ActionButton::updateHelp()
{
    const QAction *shared = m_actions.lifecycle(m_action);
    const ActionHelp &help = m_actions.help(m_action);
    setToolTip(shared->toolTip());
    setStatusTip(shared->statusTip());
    setAccessibleDescription(help.description());
    if (help.enabled != m_wasEnabled) {
        m_wasEnabled = help.enabled;
        QAccessible::State changed;
        changed.disabled = true;
        QAccessibleStateChangeEvent event(this, changed);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void ActionButton::onClicked()
{
    m_actions.triggerOrExplain(m_action);
    if (!isActionEnabled())
        QToolTip::showText(mapToGlobal(QPoint(0, height())), toolTip(), this);
}

int ActionButton::fullWidth() const
{
    // Room for the badge is always there: buttons that move while one selects are buttons one misses.
    return kPadding + iconSize().width() + kGap + textWidth() + kGap + kBadgeRoom + kPadding;
}

QSize ActionButton::minimumSizeHint() const
{
    return {kPadding + iconSize().width() + kGap + kLeastBadgeRoom + kPadding, heightForFont()};
}

int ActionButton::widthForIcon() const
{
    return width() - kGap - kLeastBadgeRoom;
}

void ActionButton::initStyleOption(QStyleOptionToolButton *option) const
{
    ToolButton::initStyleOption(option);
    // The badge stands beside the icon, not on it.
    if (!hasRoomForText())
        option->rect = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, widthForIcon(), height()));
    if (isActionEnabled())
        return;
    option->state &= ~(QStyle::State_Enabled | QStyle::State_MouseOver | QStyle::State_Sunken);
    option->state &= ~QStyle::State_Raised;
    option->palette.setCurrentColorGroup(QPalette::Disabled);
}

void ActionButton::paintEvent(QPaintEvent * /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);

    const QString &badge = m_actions.help(m_action).badge;
    if (badge.isEmpty())
        return;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    painter.setRenderHint(QPainter::Antialiasing);
    const int pillWidth =
        qMax(kBadgeHeight, painter.fontMetrics().horizontalAdvance(badge) + 2 * kBadgePadding);
    const int beside = hasRoomForText() ? kPadding + iconSize().width() + kGap + textWidth() + kGap
                                        : (widthForIcon() + iconSize().width()) / 2 + kGap;
    // A long one rather touches the icon than to lose a digit.
    const int x = qMin(beside, width() - pillWidth - 1);
    const QRect pill = QStyle::visualRect(layoutDirection(), rect(),
                                          QRect(x, (height() - kBadgeHeight) / 2, pillWidth, kBadgeHeight));
    painter.setPen(Qt::NoPen);
    painter.setBrush(semanticColor(SemanticColor::SelectionTint, palette()));
    painter.drawRoundedRect(pill, kBadgeHeight / 2.0, kBadgeHeight / 2.0);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(pill, Qt::AlignCenter, badge);
}

void ActionButton::keyPressEvent(QKeyEvent *event)
{
    // A focused button answers to Enter as people expect, not to Space alone.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!event->isAutoRepeat())
            click();
        return;
    }
    ToolButton::keyPressEvent(event);
}

bool ActionButton::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        // The reason has to be readable without a mouse: it goes to the window's status line.
        QStatusTipEvent tip(event->type() == QEvent::FocusIn ? statusTip() : QString());
        QCoreApplication::sendEvent(parentWidget() ? parentWidget() : this, &tip);
    }
    return ToolButton::event(event);
}

} // namespace sandglass
