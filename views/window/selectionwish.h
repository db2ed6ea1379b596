// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/clock.h"
#include "domain/times.h"

#include <QObject>

namespace sandglass {

class Banner;

/// A sandbox that somebody named from outside of the window. It may not have been read yet, or may be new:
/// then the list is read before it is said, in a strip, that there is none. It is not waited for any longer
/// than kPatience, nor once the person turned to something else: what is shown late gets in the way.
/// Everything in @p dashboard, and the strip, outlive it.
class SelectionWish final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kPatience{60'000};

    SelectionWish(Dashboard dashboard, Banner &strip, QObject *parent = nullptr);

    /// Replaces a wish that is still open.
    void select(const QString &id);
    /// The person selected or searched for something themselves.
    void giveWay();
    [[nodiscard]] bool isOpen() const { return !m_id.isEmpty(); }

Q_SIGNALS:
    /// It is there: show it.
    void found(const QString &id);
    /// One sentence for the status line.
    void announced(const QString &text);

private:
    void lookAgain();
    void sayMissing();
    void giveUp();
    void say(const QString &headline, const QString &text);
    QString end();

    const Dashboard m_dashboard;
    Banner &m_strip;
    QString m_id; ///< empty: no wish is open
    MonoTime m_since{};
    bool m_readBegan = false; ///< a read that began before the wish says nothing about what is missing
    Timer m_readAgain;
    Timer m_patience;
};

} // namespace sandglass
