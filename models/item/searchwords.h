// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/searchcompletion.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace sandglass {

class SandboxListModel;

/// The words that occur in the list, for completing searches. To look at every row of a long list would hold
/// up the key that was typed, so that is done in slices between other work, and what comes to the list later
/// may be missing for a moment. GUI thread; the references outlive it.
class SearchWords final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSlice = 4'000; ///< rows looked at in one go
    /// How long words are kept before they are looked for anew.
    static constexpr std::chrono::milliseconds kKept{2'000};
    /// Among more rows than this an id is not looked for: it narrows the list by itself.
    static constexpr int kMostIds = 20'000;

    SearchWords(const SandboxListModel &list, Clock &clock, QObject *parent = nullptr);

    /// What is known now. Where that is nothing or old, looks for what there is.
    const SearchVocabulary &words();

Q_SIGNALS:
    /// More is known than words() last returned.
    void changed();

private:
    struct Found
    {
        QSet<QString> states;
        QSet<QString> templates;
        QSet<QString> regions;
    };

    void lookAtSlice();
    void note(int row);
    [[nodiscard]] QStringList idsWith(const QString &part, int most) const;

    const SandboxListModel &m_list;
    Clock &m_clock;
    SearchVocabulary m_words;
    std::optional<MonoTime> m_foundAt; ///< when the look at all rows ended
    std::optional<int> m_next;         ///< the row the look goes on with
    Found m_found;
    Timer m_timer;
};

} // namespace sandglass
