// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilebutton.h"

#include "profiles/profileactions.h"
#include "theme/icons.h"
#include "theme/profilecolors.h"
#include "theme/statuscolors.h"
#include "widgets/plaintooltip.h"

#include <QMenu>
#include <QPainter>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 28;
constexpr int kPadding = 10;
constexpr int kGap = 6;
constexpr int kIcon = 14;
constexpr int kLongest = 190; ///< of the name, in pixels
constexpr int kShortest = 90; ///< where the window is narrow

} // namespace

ProfileButton::ProfileButton(ProfileActions &actions, QWidget *parent)
    : QToolButton(parent), m_actions(actions)
{
    setObjectName("profileButton"_L1);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(&actions.menu());
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    setFont(strong);
    connect(&actions, &ProfileActions::changed, this, &ProfileButton::follow);
    follow();
}

void ProfileButton::follow()
{
    const Profile *profile = m_actions.current();
    const QString name = profile ? profile->name : tr("No profile");
    const QString safety = profile ? safetyText(*profile) : QString();
    setText(name);
    setAccessibleName(tr("Profile: %1").arg(name));
    QStringList lines;
    if (profile)
        lines << profile->baseUrl;
    if (!safety.isEmpty())
        lines << safety;
    lines << tr("Press to switch.");
    setAccessibleDescription(lines.join(u". "_s));
    setToolTip(plainToolTip(name, lines.join(u'\n')));
    setStatusTip(tr("Which account this window shows; press to switch"));
    // A tool bar does not ask again for what it laid out once.
    setMinimumSize(minimumSizeHint());
    updateGeometry();
    update();
}

QSize ProfileButton::sizeHint() const
{
    return sizeFor(kLongest);
}

QSize ProfileButton::minimumSizeHint() const
{
    return sizeFor(kShortest);
}

QSize ProfileButton::sizeFor(int longestName) const
{
    const Profile *profile = m_actions.current();
    int width =
        kPadding + qMin(longestName, fontMetrics().horizontalAdvance(text())) + kGap + kIcon + kPadding;
    if (profile && !safetyText(*profile).isEmpty())
        width += kIcon + kGap;
    return {width, qMax(kHeight, fontMetrics().height() + 8)};
}

void ProfileButton::paintEvent(QPaintEvent * /*event*/)
{
    const Profile *profile = m_actions.current();
    const bool coloured = profile && profile->color != ProfileColor::None;
    const QColor fill =
        coloured ? profileColor(profile->color, palette()) : palette().color(QPalette::Button);
    const QColor ink = coloured ? textColorOn(fill) : palette().color(QPalette::ButtonText);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool active = underMouse() || isDown();
    painter.setPen(coloured ? QColor(Qt::transparent) : palette().color(QPalette::Mid));
    painter.setBrush(active ? mixed(fill, ink, 0.12) : fill);
    painter.drawRoundedRect(pill, 6, 6);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(coloured ? ink : palette().color(QPalette::Highlight), 1));
        painter.drawRoundedRect(pill.adjusted(2, 2, -2, -2), 4, 4);
    }

    int x = kPadding;
    const int iconTop = (height() - kIcon) / 2;
    if (profile && !safetyText(*profile).isEmpty()) {
        paintIcon(painter, QRect(x, iconTop, kIcon, kIcon), profile->readOnly ? u"lock"_s : u"shield-alert"_s,
                  ink);
        x += kIcon + kGap;
    }
    painter.setPen(ink);
    const int room = width() - x - kPadding - kIcon - kGap;
    painter.drawText(QRect(x, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room));
    paintIcon(painter, QRect(width() - kPadding - kIcon, iconTop, kIcon, kIcon), u"chevron-down"_s, ink);
}

} // namespace sandglass
