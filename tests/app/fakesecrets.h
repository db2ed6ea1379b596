// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>
#include <QStringList>

#include <memory>

namespace sandglass::test {

/// A secret store that answers when the test says so, with what the test says. What was asked of it stays
/// readable after it was handed to its owner.
class FakeSecrets final : public SecretStore
{
public:
    struct State
    {
        QHash<QString, QByteArray> secrets;
        std::optional<SecretProblem> problem; ///< what every question gets
        bool hold = false;                    ///< answers wait for release()
        QStringList log;                      ///< "read a", "write a", "remove a", "probe"
        std::vector<std::pair<int, std::function<void()>>> waiting;
        int lastNumber = 0;

        void release()
        {
            while (!waiting.empty()) {
                const auto [number, answer] = std::move(waiting.front());
                waiting.erase(waiting.begin());
                answer();
            }
        }
    };

    explicit FakeSecrets(std::shared_ptr<State> state) : m_state(std::move(state)) {}

    RequestHandle read(const QString &name, ReadDone done) override
    {
        m_state->log << QStringLiteral("read ") + name;
        return answer([state = m_state.get(), name, done] {
            if (state->problem)
                done(tl::unexpected(*state->problem));
            else if (!state->secrets.contains(name))
                done(tl::unexpected(SecretProblem{SecretProblem::Kind::NotThere, QStringLiteral("No key.")}));
            else
                done(ApiKey(state->secrets.value(name)));
        });
    }
    RequestHandle write(const QString &name, const ApiKey &secret, Done done) override
    {
        m_state->log << QStringLiteral("write ") + name;
        if (!m_state->problem)
            m_state->secrets.insert(name, secret.secret());
        return answer([state = m_state.get(), done] { done(state->problem); });
    }
    RequestHandle remove(const QString &name, Done done) override
    {
        m_state->log << QStringLiteral("remove ") + name;
        m_state->secrets.remove(name);
        return answer([state = m_state.get(), done] { done(state->problem); });
    }
    RequestHandle probe(Done done) override
    {
        m_state->log << QStringLiteral("probe");
        return answer([state = m_state.get(), done] { done(state->problem); });
    }

private:
    RequestHandle answer(std::function<void()> call)
    {
        const int number = ++m_state->lastNumber;
        m_state->waiting.emplace_back(number, std::move(call));
        if (!m_state->hold)
            QMetaObject::invokeMethod(
                qApp,
                [state = std::weak_ptr(m_state)] {
                    if (const auto alive = state.lock(); alive && !alive->hold)
                        alive->release();
                },
                Qt::QueuedConnection);
        return RequestHandle([state = std::weak_ptr(m_state), number] {
            if (const auto alive = state.lock())
                std::erase_if(alive->waiting, [&](const auto &one) { return one.first == number; });
        });
    }

    std::shared_ptr<State> m_state;
};

} // namespace sandglass::test
