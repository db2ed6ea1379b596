// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/banner.h"

#include "theme/icons.h"
#include "theme/statusglyph.h"
#include "widgets/focus.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/plaintooltip.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariantAnimation>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIconSize = 16;
constexpr int kSlideMs = 140;
constexpr int kNarrow = 800;

SemanticColor tintOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Info:
        return SemanticColor::InfoTint;
    case BannerKind::Warning:
        return SemanticColor::WarningTint;
    case BannerKind::Danger:
        return SemanticColor::DangerTint;
    }
    Q_UNREACHABLE();
}

SemanticColor accentOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Info:
        return SemanticColor::Link;
    case BannerKind::Warning:
        return SemanticColor::Warning;
    case BannerKind::Danger:
        return SemanticColor::Danger;
    }
    Q_UNREACHABLE();
}

QString textOf(BannerButton button)
{
    switch (button) {
    case BannerButton::RetryNow:
        return Banner::tr("Retry now");
    case BannerButton::EnterKey:
        return Banner::tr("Enter another key");
    case BannerButton::Connect:
        return Banner::tr("Connect to HopX…");
    case BannerButton::Details:
        return Banner::tr("Details…");
    case BannerButton::Undo:
        return Banner::tr("Undo");
    case BannerButton::ShowExpiring:
        return Banner::tr("Show");
    case BannerButton::Extend:
        return Banner::tr("Extend by 1 h");
    case BannerButton::ExtendAll:
        return Banner::tr("Extend all by 1 h");
    case BannerButton::Dismiss:
        return Banner::tr("Dismiss");
    }
    Q_UNREACHABLE();
}

bool isChange(BannerButton button)
{
    return button == BannerButton::Extend || button == BannerButton::ExtendAll;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new Picture(kIconSize, this))
    , m_headline(makePlainLabel(this, u"headline"_s))
    , m_text(makePlainLabel(this, u"text"_s))
    , m_aside(makePlainLabel(this, u"aside"_s))
    , m_buttonRow(new QHBoxLayout)
    , m_slide(new QVariantAnimation(this))
{
    m_aside->setWordWrap(false);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_headline);
    texts->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addSpacing(4);
    layout->addLayout(texts, 1);
    layout->addSpacing(8);
    layout->addWidget(m_aside);
    layout->addSpacing(4);
    m_buttonRow->setSpacing(8);
    layout->addLayout(m_buttonRow);

    m_slide->setDuration(kSlideMs);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &height) { setMaximumHeight(height.toInt()); });
    connect(m_slide, &QVariantAnimation::finished, this, [this] {
        setVisible(m_content.has_value());
        setMaximumHeight(QWIDGETSIZE_MAX);
        if (!m_content)
            showButtons({});
    });
    hide();
}

Banner::~Banner() = default;

void Banner::setContent(const std::optional<BannerContent> &content)
{
    if (content == m_content)
        return;
    const bool wasOpen = m_content.has_value();
    const bool isNews = content && (!wasOpen || m_content->headline != content->headline);
    m_content = content;
    if (content)
        showContent(*content);
    else if (holdsFocus(*this))
        Q_EMIT focusLost(); // at once, for while it slides a key would still press the button
    if (wasOpen != content.has_value())
        slide(content.has_value());
    if (isNews) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Banner::showContent(const BannerContent &content)
{
    setShownText(m_headline, content.headline);
    showTexts();
    showButtons(content.buttons);
    for (const auto &[kind, button] : m_buttons) {
        button->setFlat(content.quiet);
        const QString why = isChange(kind) ? content.refusal : QString();
        if (!why.isEmpty() && holdsFocus(*button))
            Q_EMIT focusLost();
        button->setEnabled(why.isEmpty());
        explain(*button, why);
    }
    QFont strong = font();
    strong.setWeight(content.quiet ? QFont::Normal : QFont::DemiBold);
    m_headline->setFont(strong);
    layout()->setContentsMargins(12, content.quiet ? 1 : 6, content.quiet ? 4 : 8, content.quiet ? 2 : 7);
    setAccessibleName(content.headline);
    explain(*this, content.text);
    m_icon->setIcon(themedIcon(content.icon, accentOf(content.kind)));
    update();
}

QPushButton *Banner::button(BannerButton button) const
{
    const auto found = m_buttons.find(button);
    return found == m_buttons.end() ? nullptr : found->second;
}

void Banner::showButtons(const QVector<BannerButton> &wanted)
{
    // A hidden button would still be listed by assistive technology, which could press it.
    for (auto it = m_buttons.begin(); it != m_buttons.end();) {
        if (wanted.contains(it->first)) {
            ++it;
            continue;
        }
        QPushButton *gone = it->second;
        it = m_buttons.erase(it);
        if (holdsFocus(*gone))
            Q_EMIT focusLost();
        gone->hide(); // hands on the focus, which a widget without a window could not
        gone->setParent(nullptr);
        gone->deleteLater(); // it may have been pressed just now
    }
    for (const BannerButton kind : wanted) {
        if (m_buttons.contains(kind))
            continue;
        auto *button = new QPushButton(textOf(kind), this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, kind] { Q_EMIT pressed(kind); });
        const auto place = m_buttons.insert({kind, button}).first;
        m_buttonRow->insertWidget(static_cast<int>(std::distance(m_buttons.begin(), place)), button);
    }
    // Tab comes to them from what stands before the banner.
    QWidget *before = stopUpTo(*this);
    for (const auto &[kind, button] : m_buttons)
        QWidget::setTabOrder(std::exchange(before, button), button);
}

void Banner::showTexts()
{
    if (!m_content)
        return;
    // Where there is little room the countdown counts more; the cause is in the tooltip and under Details.
    const bool narrow = width() < kNarrow && !m_content->aside.isEmpty();
    setShownText(m_text, narrow ? m_content->aside : m_content->text);
    setShownText(m_aside, narrow ? QString() : m_content->aside);
}

void Banner::slide(bool open)
{
    m_slide->stop();
    // Before the window is shown, and for people who want no motion, it is simply there.
    if (!parentWidget() || !parentWidget()->isVisible() || !animationsWanted(this)) {
        setMaximumHeight(QWIDGETSIZE_MAX);
        setVisible(open);
        if (!open)
            showButtons({});
        return;
    }
    const int width = parentWidget() ? parentWidget()->width() : this->width();
    const int full = hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    m_slide->setStartValue(open ? 0 : height());
    m_slide->setEndValue(open ? full : 0);
    if (open) {
        setMaximumHeight(0);
        setVisible(true);
    }
    m_slide->start();
}

void Banner::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const BannerKind kind = m_content ? m_content->kind : BannerKind::Info;
    painter.fillRect(rect(), semanticColor(tintOf(kind), palette()));
    if (m_content && !m_content->quiet)
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 4, height())),
                         semanticColor(accentOf(kind), palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), semanticColor(SemanticColor::Separator, palette()));
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showTexts();
}

} // namespace sandglass
