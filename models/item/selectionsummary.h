// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sandboxdetails.h"
#include "store/sandboxstore.h"

#include <QString>
#include <QVector>

#include <optional>
#include <span>

namespace sandglass {

/// Several sandboxes in a few numbers.
struct SelectionSummary
{
    /// A sum over those that report the value; the others are not taken for zero.
    struct Sum
    {
        qint64 value = 0;
        int reported = 0;
        qint64 ofRunning = 0; ///< the part of running sandboxes

        bool operator==(const Sum &) const = default;
    };
    struct Share
    {
        QString name; ///< empty: not reported
        int count = 0;

        bool operator==(const Share &) const = default;
    };

    int total = 0;
    StatusCounts counts{};
    int pending = 0; ///< something was asked of them and is not done
    int failed = 0;  ///< the last action on them failed
    Sum vcpu;
    Sum memoryMb;
    Sum diskMb;
    QVector<Share> templates; ///< most frequent first, then by name
    QVector<Share> regions;
    std::optional<UtcTime> firstExpiry;
    int neverExpire = 0;
    int expiryUnknown = 0;

    bool operator==(const SelectionSummary &) const = default;
};

SelectionSummary summaryOf(std::span<const SandboxRow *const> rows);

/// Its sums and shares in words, to stand beside each other as those of one sandbox do.
QVector<DetailField> detailsOf(const SelectionSummary &summary, UtcTime now);

/// "12", "12, not reported for 2 of 5"; a dash where nothing is reported. @p value says the number.
QString sumText(const SelectionSummary::Sum &sum, int total, QString (*value)(qint64));

/// "code-interpreter (3), base (2)"; the rest is counted.
QString sharesText(const QVector<SelectionSummary::Share> &shares);

} // namespace sandglass
