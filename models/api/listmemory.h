// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"

#include <QHash>
#include <QVector>

#include <vector>

namespace sandglass {

/// What the list before this one held, by a hash of each sandbox's text. Lists mostly come in the same order,
/// so the next one is looked for behind the last one found; a page that did not change is shared, not copied.
/// A value.
class ListMemory
{
public:
    /// What was remembered is now what was before; what was before is forgotten.
    void beginList();

    /// Whether there is nothing to find.
    [[nodiscard]] bool isEmpty() const { return m_before.empty(); }
    /// The page of these prints, if it came just so and next in the list before.
    [[nodiscard]] const QVector<SandboxRef> *page(const std::vector<quint64> &prints);
    [[nodiscard]] const SandboxRef *find(quint64 print);

    /// A page of this list: a print for each of @p sandboxes.
    void remember(std::vector<quint64> prints, const QVector<SandboxRef> &sandboxes);

private:
    struct Page
    {
        std::vector<quint64> prints;
        QVector<SandboxRef> sandboxes;
    };
    struct Place
    {
        std::size_t page = 0;
        std::size_t row = 0;
    };

    /// The sandbox at the next place if that is it; then the place moves on.
    [[nodiscard]] const SandboxRef *takeNext(quint64 print);

    std::vector<Page> m_now;
    std::vector<Page> m_before;
    Place m_next;                    ///< in m_before
    QHash<quint64, Place> m_placeOf; ///< in m_before; made when something is not where it was
};

} // namespace sandglass
