// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/summaryface.h"

#include "details/actionlist.h"
#include "details/fieldgrid.h"
#include "details/section.h"
#include "item/formatting.h"
#include "store/actionrules.h"
#include "theme/statusglyph.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/scrolltofocus.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSummaryMargin = 12;

} // namespace

SummaryFace::SummaryFace(Clock &clock, ActionSet &actions, QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this))
{
    m_title->setObjectName("summary.title"_L1);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    setStrong(m_title, kHeadlineScale);
    m_title->setContentsMargins(kSummaryMargin, 0, kSummaryMargin, 4);

    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Summary"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus);
    auto *page = new QWidget;
    QWidget *states = makeStatusLines();
    states->setParent(page);
    m_fields = new FieldGrid(clock, page);
    auto *inner = new QVBoxLayout(page);
    inner->setContentsMargins(kSummaryMargin, 0, kSummaryMargin - 4, kSummaryMargin);
    inner->setSpacing(2);
    addSection(*inner, tr("By state"), states);
    m_fieldsTitle = addSection(*inner, tr("In total"), m_fields);
    addSection(*inner, tr("Actions"), new ActionList(actions, page));
    inner->addStretch(1);
    scroll->setWidget(page);
    scrollToFocus(*scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(scroll, 1);
    connect(m_fields, &FieldGrid::copied, this,
            [this](const QString &text) { Q_EMIT announced(tr("Copied %1").arg(text)); });
}

QWidget *SummaryFace::makeStatusLines()
{
    auto *lines = new QWidget;
    auto *layout = new QVBoxLayout(lines);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (const SandboxStatus status : kAllStatuses) {
        StatusLine &line = m_statuses.at(static_cast<std::size_t>(status));
        line.all = new QWidget(lines);
        auto *glyph = new Picture(statusIcon(status), kStatusGlyphSize, line.all);
        line.word = new QLabel(status == SandboxStatus::Unknown ? tr("Another state") : nameOfStatus(status),
                               line.all);
        line.count = new QLabel(line.all);
        auto *row = new QHBoxLayout(line.all);
        row->setContentsMargins({});
        row->setSpacing(8);
        row->addWidget(glyph);
        row->addWidget(line.word, 1);
        row->addWidget(line.count);
        row->addSpacing(32); // below each other with what the rows below copy
        layout->addWidget(line.all);
    }
    return lines;
}

void SummaryFace::setSummary(const SelectionSummary &summary, int gone, UtcTime now)
{
    m_title->setText(tr("%1 sandboxes selected").arg(countText(summary.total + gone)));
    m_fieldsTitle->setVisible(summary.total > 0);
    m_fields->setVisible(summary.total > 0);
    for (const SandboxStatus status : kAllStatuses) {
        const StatusLine &line = m_statuses.at(static_cast<std::size_t>(status));
        const int count =
            summary.counts.at(static_cast<std::size_t>(status)) + (status == SandboxStatus::Gone ? gone : 0);
        line.all->setVisible(count > 0);
        if (line.count->text() == countText(count))
            continue;
        line.count->setText(countText(count));
        line.count->setAccessibleName(tr("%1: %2").arg(line.word->text(), countText(count)));
    }
    m_fields->setFields(detailsOf(summary, now));
}

} // namespace sandglass
