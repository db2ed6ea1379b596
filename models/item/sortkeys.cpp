// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sortkeys.h"

#include "item/sandboxlistmodel.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace sandglass {

namespace {

constexpr quint64 kLast = std::numeric_limits<quint64>::max();

/// In the order of the numbers.
quint64 ordered(qint64 number)
{
    return static_cast<quint64>(number) ^ (quint64{1} << 63U);
}

/// Unknown sorts before everything known.
template<typename T>
quint64 optionalKey(const std::optional<T> &value)
{
    return value ? ordered(*value) : 0;
}

/// Youngest first, as ages read; not known comes last.
quint64 ageKey(const ReportedTime &created)
{
    return created.isKnown() ? ~ordered(created.at.time_since_epoch().count()) : kLast;
}

enum EndRank : quint64
{
    Ended,
    Ends,
    NeverEnds,
    NotKnown
};
constexpr unsigned kRankAt = 62;

quint64 expiryKey(EndRank rank, UtcTime at)
{
    // Milliseconds need 62 bits in some 70 million years.
    constexpr qint64 kFarthest = (qint64{1} << (kRankAt - 1)) - 1;
    const qint64 time = std::clamp<qint64>(at.time_since_epoch().count(), -kFarthest, kFarthest);
    return (quint64{rank} << kRankAt) | static_cast<quint64>(time + kFarthest);
}

/// Soonest first; without a limit comes after every limit, not known comes last.
quint64 expiryKey(const Expiry &expiry)
{
    switch (expiry.kind) {
    case Expiry::Kind::At:
        return expiryKey(Ends, expiry.at);
    case Expiry::Kind::Never:
        return expiryKey(NeverEnds, {});
    case Expiry::Kind::NotReported:
    case Expiry::Kind::Unreadable:
        break;
    }
    return expiryKey(NotKnown, {});
}

/// What went long ago, then what went just now, then all that has time left.
quint64 endKey(const SandboxRow &row)
{
    return row.ending ? expiryKey(Ended, row.ending->at) : expiryKey(row.sandbox->expiry);
}

/// Before the rank of the word, where that has one.
quint64 stateKey(SandboxStatus status)
{
    return static_cast<quint64>(status) << 32U;
}

/// Eight characters from @p from on. All beyond Latin 1 count alike: then the ids themselves decide.
quint64 packed(const QString &id, qsizetype from)
{
    quint64 bytes = 0;
    for (qsizetype i = from; i < from + 8; ++i)
        bytes = (bytes << 8U) | (i < id.size() ? std::min<quint64>(id.at(i).unicode(), 0xff) : 0U);
    return bytes;
}

} // namespace

void SortKeys::setColumn(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    m_mayDecideBeyond = column < 0 || column == SandboxListModel::TimeLeft;
    m_ranks.clear();
}

bool SortKeys::idsRunBackwards() const
{
    return m_column == SandboxListModel::Id && m_order == Qt::DescendingOrder;
}

bool SortKeys::decidesBeyond(const SortKey &key) const
{
    const quint64 column = m_order == Qt::DescendingOrder ? ~key.column : key.column;
    return m_column == SandboxListModel::TimeLeft && column >> kRankAt == Ended;
}

std::weak_ordering SortKeys::compareBeyond(const SandboxRow &left, const SandboxRow &right) const
{
    const quint64 one = expiryKey(left.sandbox->expiry);
    const quint64 other = expiryKey(right.sandbox->expiry);
    return m_order == Qt::DescendingOrder ? other <=> one : one <=> other;
}

bool SortKeys::ranksTexts() const
{
    return m_column == SandboxListModel::State || m_column == SandboxListModel::Template ||
           m_column == SandboxListModel::Region;
}

bool SortKeys::needsNoRank(const Sandbox &sandbox) const
{
    return m_column == SandboxListModel::State && isWordOfStatus(sandbox.status, sandbox.statusWord);
}

const QString &SortKeys::textOf(const SandboxRow &row) const
{
    const Sandbox &sandbox = row.sandbox;
    if (m_column == SandboxListModel::State)
        return sandbox.statusWord;
    if (m_column == SandboxListModel::Region)
        return sandbox.region;
    // What the cell shows: the name, or the number where there is none.
    return sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName;
}

std::optional<quint64> SortKeys::columnKey(const SandboxRow &row) const
{
    const Sandbox &sandbox = row.sandbox;
    switch (static_cast<SandboxListModel::Column>(m_column)) {
    case SandboxListModel::State:
    case SandboxListModel::Template:
    case SandboxListModel::Region: {
        if (needsNoRank(sandbox))
            return stateKey(sandbox.status);
        const auto rank = m_ranks.constFind(textOf(row));
        if (rank == m_ranks.constEnd())
            return std::nullopt;
        return (m_column == SandboxListModel::State ? stateKey(sandbox.status) : 0) | *rank;
    }
    case SandboxListModel::Vcpu:
        return optionalKey(sandbox.vcpu);
    case SandboxListModel::Memory:
        return optionalKey(sandbox.memoryMb);
    case SandboxListModel::Disk:
        return optionalKey(sandbox.diskMb);
    case SandboxListModel::Age:
        return ageKey(sandbox.createdAt);
    case SandboxListModel::TimeLeft:
        return endKey(row);
    case SandboxListModel::Id:
    case SandboxListModel::ColumnCount:
        break;
    }
    return 0;
}

std::optional<quint64> SortKeys::columnOf(const SandboxRow &row) const
{
    if (m_column < 0)
        return 0;
    const std::optional<quint64> column = columnKey(row);
    return column ? std::optional(directed(*column)) : std::nullopt;
}

std::optional<quint64> SortKeys::columnOf(const SandboxFacts &facts) const
{
    switch (m_column) {
    case -1:
        return 0;
    case SandboxListModel::Id:
        return directed(0);
    case SandboxListModel::State:
        return facts.usualWord ? std::optional(directed(stateKey(facts.status))) : std::nullopt;
    case SandboxListModel::Age:
        return directed(ageKey({facts.created, facts.createdAt}));
    case SandboxListModel::TimeLeft:
        return directed(expiryKey(Expiry{facts.expiry, facts.end}));
    default:
        return std::nullopt;
    }
}

quint64 SortKeys::directed(quint64 column) const
{
    return m_order == Qt::DescendingOrder ? ~column : column;
}

SortKey SortKeys::withColumn(const SortKey &key, bool idsRanBackwards, quint64 column) const
{
    if (idsRanBackwards == idsRunBackwards())
        return {column, key.idBegins, key.idGoesOn};
    return {column, ~key.idBegins, ~key.idGoesOn};
}

std::optional<SortKey> SortKeys::keyOf(const SandboxRow &row) const
{
    const std::optional<quint64> column = columnOf(row);
    if (!column)
        return std::nullopt;
    SortKey key{*column, packed(row.sandbox->id, 0), packed(row.sandbox->id, 8)};
    if (idsRunBackwards()) {
        key.idBegins = ~key.idBegins;
        key.idGoesOn = ~key.idGoesOn;
    }
    return key;
}

void SortKeys::rankTexts(int rows, const std::function<const SandboxRow *(int)> &rowAt)
{
    m_ranks.clear();
    if (!ranksTexts())
        return;
    for (int row = 0; row < rows; ++row) {
        if (const SandboxRow *one = rowAt(row); one && !needsNoRank(one->sandbox))
            m_ranks.insert(textOf(*one), 0);
    }
    std::vector<QString> texts(m_ranks.keyBegin(), m_ranks.keyEnd());
    std::sort(texts.begin(), texts.end(), [](const QString &left, const QString &right) {
        return QString::compare(left, right, Qt::CaseInsensitive) < 0;
    });
    quint32 rank = 1; // what needs none comes first
    for (std::size_t i = 0; i < texts.size(); ++i) {
        // Texts that differ in case alone are equal.
        if (i > 0 && QString::compare(texts[i - 1], texts[i], Qt::CaseInsensitive) != 0)
            ++rank;
        m_ranks.insert(texts[i], rank);
    }
}

} // namespace sandglass
