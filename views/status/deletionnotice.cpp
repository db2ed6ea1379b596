// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/deletionnotice.h"

#include "item/formatting.h"
#include "status/banner.h"
#include "store/deletionqueue.h"
#include "widgets/timetexts.h"

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

DeletionNotice::DeletionNotice(DeletionQueue &deletions, Clock &clock, Banner &banner, QObject *parent)
    : QObject(parent), m_deletions(deletions), m_clock(clock), m_banner(banner)
{
    connect(&deletions, &DeletionQueue::changed, this, &DeletionNotice::update);
    update();
}

DeletionNotice::~DeletionNotice() = default;

void DeletionNotice::update()
{
    m_tick.reset();
    const QStringList &ids = m_deletions.ids();
    if (ids.isEmpty()) {
        m_banner.setContent(std::nullopt);
        return;
    }
    BannerContent content;
    content.kind = BannerKind::Warning;
    content.icon = u"trash-2"_s;
    content.headline = ids.size() == 1 ? tr("%1 will be deleted").arg(ids.constFirst())
                                       : tr("%1 sandboxes will be deleted").arg(countText(ids.size()));
    content.buttons = {BannerButton::Undo};
    if (const auto due = m_deletions.due()) {
        const std::chrono::milliseconds left = *due - m_clock.monoNow();
        content.aside = tr("in %1").arg(countdown(left));
        if (const auto wait = untilCountdownChanges(left); wait > 0ms)
            m_tick = m_clock.after(wait, [this] { update(); });
    }
    m_banner.setContent(content);
}

} // namespace sandglass
