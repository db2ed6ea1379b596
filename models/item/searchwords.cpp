// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchwords.h"

#include "item/sandboxlistmodel.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype kMostWords = 200; // beyond, nobody reads a list

void noteWord(QSet<QString> &words, const QString &word)
{
    if (!word.isEmpty() && words.size() < kMostWords)
        words.insert(word);
}

QStringList sorted(const QSet<QString> &words)
{
    QStringList all(words.begin(), words.end());
    all.sort(Qt::CaseInsensitive);
    return all;
}

} // namespace

SearchWords::SearchWords(const SandboxListModel &list, Clock &clock, QObject *parent)
    : QObject(parent), m_list(list), m_clock(clock)
{
    m_words.ids = [this](const QString &part, int most) { return idsWith(part, most); };
}

const SearchVocabulary &SearchWords::words()
{
    const bool isOld = !m_foundAt || m_clock.monoNow() - *m_foundAt > kKept;
    if (isOld && !m_next) {
        m_next = 0;
        lookAtSlice();
    }
    return m_words;
}

void SearchWords::lookAtSlice()
{
    m_timer.reset();
    const int first = *m_next;
    const int end = std::min(m_list.rowCount(), first + kSlice);
    for (int row = first; row < end; ++row)
        note(row);
    if (end < m_list.rowCount()) {
        m_next = end;
        m_timer = m_clock.after(0ms, [this] { lookAtSlice(); });
        return;
    }
    m_next.reset();
    m_foundAt = m_clock.monoNow();
    const Found found = std::exchange(m_found, {});
    m_words.states = sorted(found.states);
    m_words.templates = sorted(found.templates);
    m_words.regions = sorted(found.regions);
    if (first > 0)
        Q_EMIT changed();
}

void SearchWords::note(int row)
{
    const Sandbox &sandbox = m_list.row(row).sandbox;
    noteWord(m_found.templates, sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName);
    noteWord(m_found.regions, sandbox.region);
    if (sandbox.status == SandboxStatus::Unknown)
        noteWord(m_found.states, sandbox.statusWord);
}

QStringList SearchWords::idsWith(const QString &part, int most) const
{
    QStringList found;
    const int rows = std::min(m_list.rowCount(), kMostIds);
    for (int row = 0; row < rows && found.size() < most; ++row) {
        const QString &id = m_list.row(row).sandbox->id;
        if (id.contains(part, Qt::CaseInsensitive))
            found += id;
    }
    return found;
}

} // namespace sandglass
