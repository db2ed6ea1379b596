// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxrows.h"

#include <algorithm>

namespace sandglass {

namespace {

constexpr std::size_t kMostSpare = 1'000;

bool hasOverlay(const SandboxRow &row)
{
    return row.pending || row.fault;
}

} // namespace

void SandboxRows::setFacts(int row, const SandboxFacts &facts)
{
    SandboxFacts &known = m_facts[row];
    if (known.idHash != facts.idHash) {
        m_seatById.remove(known.idHash, &seat(row));
        m_seatById.insert(facts.idHash, &seat(row));
    }
    known = facts;
}

void SandboxRows::noteOverlay(int row)
{
    m_overlaid[static_cast<std::size_t>(row)] = hasOverlay(at(row)) ? 1 : 0;
}

int SandboxRows::rowOf(const QString &id, IdHash idHash) const
{
    Seat *const *found =
        m_seatById.find(idHash, [&id](const Seat *one) { return one->shown.sandbox->id == id; });
    return found ? (*found)->row : -1;
}

int SandboxRows::rowOf(int number) const
{
    const int row = m_rowByNumber.value(number, -1);
    return row < size() ? row : -1;
}

void SandboxRows::bind(int number, int row)
{
    if (number < 0)
        return;
    if (number >= m_rowByNumber.size())
        m_rowByNumber.resize(std::max<qsizetype>(number + 1, size()), -1);
    m_rowByNumber[number] = row;
    if (row < 0)
        return;
    if (seat(row).number != number)
        unbind(row);
    seat(row).number = number;
}

void SandboxRows::unbind(int row)
{
    const int number = seat(row).number;
    if (number >= 0 && m_rowByNumber.at(number) == row)
        m_rowByNumber[number] = -1;
}

void SandboxRows::noteRow(int row)
{
    Seat &moved = seat(row);
    if (moved.number >= 0 && m_rowByNumber.at(moved.number) == moved.row)
        m_rowByNumber[moved.number] = row;
    moved.row = row;
}

void SandboxRows::prefetchNumber(int number) const
{
    if (number >= 0 && number < m_rowByNumber.size())
        __builtin_prefetch(m_rowByNumber.constData() + number);
}

void SandboxRows::prefetchPlace(int number) const
{
    if (const int row = rowOf(number); row >= 0) {
        __builtin_prefetch(&m_seats[static_cast<std::size_t>(row)]);
        __builtin_prefetch(m_facts.constData() + row, 1);
    }
}

void SandboxRows::prefetchRow(int number) const
{
    if (const int row = rowOf(number); row >= 0)
        __builtin_prefetch(&seat(row), 1);
}

void SandboxRows::append(SandboxRow row, const SandboxFacts &facts, int number)
{
    const int at = size();
    m_facts.append(facts);
    m_overlaid.push_back(hasOverlay(row) ? 1 : 0);
    if (m_spare.empty())
        m_spare.push_back(std::make_unique<Seat>());
    *m_spare.back() = {std::move(row), at};
    m_seats.push_back(std::move(m_spare.back()));
    m_spare.pop_back();
    m_seatById.insert(facts.idHash, &seat(at));
    bind(number, at);
}

void SandboxRows::remove(int first, int last, std::vector<SandboxRef> &left)
{
    for (int row = first; row <= last; ++row) {
        if (constexpr int kAhead = 8; row + kAhead <= last)
            m_seatById.prefetch(m_facts.at(row + kAhead).idHash);
        unbind(row);
        m_seatById.remove(m_facts.at(row).idHash, &seat(row));
        left.push_back(std::move(seat(row).shown.sandbox));
    }
    for (int row = first; row <= last && m_spare.size() < kMostSpare; ++row) {
        seat(row) = {};
        m_spare.push_back(std::move(m_seats[static_cast<std::size_t>(row)]));
    }
    m_seats.erase(m_seats.begin() + first, m_seats.begin() + last + 1);
    m_facts.remove(first, last - first + 1);
    m_overlaid.erase(m_overlaid.begin() + first, m_overlaid.begin() + last + 1);
    for (int row = first; row < size(); ++row)
        noteRow(row);
}

QVector<RowSwap> SandboxRows::swapToTheEnd(const QVector<int> &rows)
{
    QVector<RowSwap> swaps;
    swaps.reserve(rows.size());
    const int staying = size() - static_cast<int>(rows.size());
    auto going = rows.begin();
    auto atTheEnd = std::lower_bound(rows.begin(), rows.end(), staying);
    for (int row = staying; row < size(); ++row) {
        if (constexpr int kAhead = 8; row + kAhead < size())
            __builtin_prefetch(&seat(row + kAhead), 1);
        if (atTheEnd != rows.end() && *atTheEnd == row) {
            ++atTheEnd;
            continue;
        }
        const int place = *going++;
        std::swap(m_seats[static_cast<std::size_t>(place)], m_seats[static_cast<std::size_t>(row)]);
        std::swap(m_facts[place], m_facts[row]);
        std::swap(m_overlaid[static_cast<std::size_t>(place)], m_overlaid[static_cast<std::size_t>(row)]);
        noteRow(place);
        noteRow(row);
        swaps.append({place, row});
    }
    return swaps;
}

} // namespace sandglass
