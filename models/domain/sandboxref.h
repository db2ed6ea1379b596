// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QExplicitlySharedDataPointer>

#include <utility>

namespace sandglass {

/// A sandbox that never changes again, shared by whoever knows it on whatever thread: a copy is a pointer,
/// and what stayed the same from one poll to the next is the same memory. The default one is null; it reads
/// like an empty sandbox.
class SandboxRef
{
public:
    SandboxRef() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a sandbox may stand wherever a shared one may
    SandboxRef(Sandbox value) : m_held(new Held([&] { return std::move(value); })) {}
    /// What @p make returns, made where it stays.
    template<typename Make>
    static SandboxRef made(Make make)
    {
        SandboxRef ref;
        ref.m_held = new Held(make);
        return ref;
    }

    [[nodiscard]] const Sandbox &operator*() const { return m_held ? m_held->value : nothing(); }
    const Sandbox *operator->() const { return &**this; }
    // NOLINTNEXTLINE(google-explicit-constructor): and the other way round
    operator const Sandbox &() const { return **this; }

    [[nodiscard]] bool isNull() const { return !m_held; }
    /// Whether both are the same memory, so that there is nothing to compare.
    [[nodiscard]] bool isSame(const SandboxRef &other) const { return m_held == other.m_held; }
    friend bool operator==(const SandboxRef &one, const SandboxRef &other)
    {
        return one.isSame(other) || *one == *other;
    }

    friend bool operator==(const SandboxRef &one, const Sandbox &other) { return *one == other; }

private:
    struct Held final : QSharedData
    {
        template<typename Make>
        explicit Held(Make make) : value(make())
        {}
        const Sandbox value;
    };
    static const Sandbox &nothing();

    QExplicitlySharedDataPointer<const Held> m_held;
};

/// What @p known and the newer @p said tell together: an absent field never erases a known detail (contract
/// 13, trap 3); id and status are always as @p said. It is @p known itself where there is no news.
SandboxRef updated(const SandboxRef &known, const SandboxRef &said);
/// The same sandbox, gone.
SandboxRef ended(const SandboxRef &known);

} // namespace sandglass

// A list of them grows by moving memory, not one after the other.
Q_DECLARE_TYPEINFO(sandglass::SandboxRef, Q_RELOCATABLE_TYPE);
