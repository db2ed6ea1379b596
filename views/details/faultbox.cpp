// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/faultbox.h"

#include "details/valuetext.h"
#include "item/formatting.h"
#include "theme/icons.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIconSize = 16;

} // namespace

FaultBox::FaultBox(QWidget *parent)
    : QWidget(parent), m_text(new ValueText(this)), m_time(makePlainLabel(this))
{
    setObjectName("lastError"_L1);
    setAccessibleName(tr("Last error"));
    m_time->setForegroundRole(QPalette::PlaceholderText);
    // Copy is the window's key for ids; in a text one can select it is about the text.
    m_text->setObjectName("lastError.text"_L1);
    m_text->setAccessibleName(tr("What failed"));
    auto *icon = new Picture(themedIcon(u"triangle-alert"_s, SemanticColor::Danger), kIconSize, this);
    auto *report = new QPushButton(tr("Show report"), this);
    report->setAutoDefault(false);
    report->setAccessibleDescription(tr("The full report on this failure, with what to do"));
    connect(report, &QPushButton::clicked, this, &FaultBox::reportWanted);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_text);
    auto *below = new QHBoxLayout;
    below->addWidget(m_time, 1);
    below->addWidget(report);
    texts->addLayout(below);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    hide();
}

void FaultBox::setFault(const Rare<RowFault> &fault, UtcTime now)
{
    setVisible(fault.has_value());
    if (!fault)
        return;
    m_text->setValue(fault->text);
    m_time->setText(relativeText(fault->at, now));
    m_time->setToolTip(fullMomentText(fault->at));
    m_time->setAccessibleDescription(fullMomentText(fault->at));
}

void FaultBox::deselect()
{
    m_text->deselect();
}

void FaultBox::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(semanticColor(SemanticColor::DangerTint, palette()));
    painter.drawRoundedRect(rect(), 6, 6);
}

} // namespace sandglass
