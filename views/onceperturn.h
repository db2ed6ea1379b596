// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <utility>

namespace sandglass {

/// What many reasons ask for and what is done once for all of them, when the event loop comes round. A member
/// of the object it acts on.
class OncePerTurn final
{
public:
    OncePerTurn(QObject *owner, std::function<void()> act) : m_owner(owner), m_act(std::move(act)) {}
    Q_DISABLE_COPY_MOVE(OncePerTurn)
    ~OncePerTurn() = default;

    [[nodiscard]] bool isScheduled() const { return m_isScheduled; }
    void schedule()
    {
        if (std::exchange(m_isScheduled, true))
            return;
        const auto actIfWanted = [this] {
            if (std::exchange(m_isScheduled, false))
                m_act();
        };
        QMetaObject::invokeMethod(m_owner, actIfWanted, Qt::QueuedConnection);
    }
    /// It was done in another way meanwhile.
    void cancel() { m_isScheduled = false; }

private:
    QObject *m_owner;
    std::function<void()> m_act;
    bool m_isScheduled = false;
};

} // namespace sandglass
