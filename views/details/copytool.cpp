// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/copytool.h"

#include "theme/icons.h"
#include "widgets/plaintooltip.h"

#include <QClipboard>
#include <QGuiApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

CopyTool::CopyTool(Clock &clock, std::function<QString()> text, QWidget *parent)
    : QToolButton(parent), m_clock(clock), m_text(std::move(text))
{
    setIcon(themedIcon(u"copy"_s));
    setIconSize({14, 14});
    setFixedSize(24, 22);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QToolButton::clicked, this, &CopyTool::copy);
}

void CopyTool::setWhat(const QString &what)
{
    setAccessibleName(what);
    explain(*this, what);
}

void CopyTool::copy()
{
    const QString text = m_text();
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    setIcon(themedIcon(u"check"_s, SemanticColor::Success));
    m_tick = m_clock.after(kTickShown, [this] { setIcon(themedIcon(u"copy"_s)); });
    Q_EMIT copied(text);
}

} // namespace sandglass
