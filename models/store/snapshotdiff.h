// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/listreader.h"
#include "store/sandboxnumbers.h"
#include "store/snapshot.h"

#include <vector>

namespace sandglass {

/// What the last poll said of every sandbox, to send on only what the next one says otherwise. Polling
/// thread.
class SnapshotDiff
{
public:
    /// For the reader of the lists; what went is forgotten here.
    [[nodiscard]] SandboxNumbers &numbers() { return m_numbers; }

    /// The difference of @p outcome to the poll before, which it replaces. In a list that takes several turns
    /// sandboxes may move to where it was read already: only what two such lists in a row do not name is
    /// missing. The same holds where most of those known are not named all at once, though none of them is
    /// expected to be gone and their time is not over @p now, by the server's clock: servers in trouble
    /// answer with an empty list.
    SnapshotDelta take(ListOutcome outcome, UtcTime now = {});

    /// Sends these again next time even if they do not change, or reports them missing: what was sent of them
    /// was not used, or something newer than a list was.
    void resend(const QStringList &ids);

    /// Single answers told that these are gone, or soon will be: no list that leaves them out is strange.
    void expectGone(const QStringList &ids);

private:
    struct Known
    {
        SandboxRef sandbox;
        quint64 seenIn = 0; ///< the number of the list; 0: in none
        bool sendAgain = false;
        bool goneExpected = false;
    };

    [[nodiscard]] Known &at(int number);
    [[nodiscard]] std::vector<int> numbersOf(const ListOutcome &outcome);
    void forget(int number);
    void takeMissing(SnapshotDelta &delta);
    /// Whether the list leaves out more than can be believed at once, and the one before did not say the
    /// same.
    [[nodiscard]] bool isMostMissing(bool wasMostMissing, UtcTime now);

    SandboxNumbers m_numbers;
    std::vector<Known> m_known;    ///< by number
    int m_named = 0;               ///< how many some list named
    quint64 m_list = 0;            ///< the number of this one
    bool m_wasMostMissing = false; ///< in the list before
    /// Of the last one that ended.
    Incompleteness m_incompleteness = Incompleteness::InTurns;
};

} // namespace sandglass
