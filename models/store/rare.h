// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

namespace sandglass {

/// An optional value that is mostly not there, and then takes the room of a pointer. Copied with what it
/// holds.
template<typename T>
class Rare
{
public:
    Rare() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): like std::optional
    Rare(T value) : m_value(std::make_unique<T>(std::move(value))) {}
    Rare(const Rare &other) : m_value(other ? std::make_unique<T>(*other) : nullptr) {}
    Rare(Rare &&other) noexcept = default;
    Rare &operator=(const Rare &other)
    {
        m_value = other ? std::make_unique<T>(*other) : nullptr;
        return *this;
    }
    Rare &operator=(Rare &&other) noexcept = default;
    ~Rare() = default;

    explicit operator bool() const { return m_value != nullptr; }
    [[nodiscard]] bool has_value() const { return m_value != nullptr; }
    const T &operator*() const { return *m_value; }
    T &operator*() { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    T *operator->() { return m_value.get(); }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare &one, const Rare &other)
    {
        return one.has_value() == other.has_value() && (!one || *one == *other);
    }
    friend bool operator==(const Rare &one, const T &other) { return one && *one == other; }

private:
    std::unique_ptr<T> m_value;
};

} // namespace sandglass
