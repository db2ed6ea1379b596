// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QObject>

namespace sandglass {

class Banner;
class DeletionQueue;

/// Says in a banner what will be deleted and when, and offers Undo. All references outlive it.
class DeletionNotice final : public QObject
{
    Q_OBJECT

public:
    DeletionNotice(DeletionQueue &deletions, Clock &clock, Banner &banner, QObject *parent = nullptr);
    ~DeletionNotice() override;

private:
    void update();

    DeletionQueue &m_deletions;
    Clock &m_clock;
    Banner &m_banner;
    Timer m_tick;
};

} // namespace sandglass
