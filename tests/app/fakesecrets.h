// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

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
        bool slow = false;                    ///< and so does what is written and removed
        bool locked = false;                  ///< nobody unlocks it: all that is there is not found
        QStringList log;                      ///< "read a", "write a", "remove a", "probe"
        struct Waiting
        {
            int number = 0;
            std::function<void()> effect; ///< happens even where nobody waits for the answer
            std::function<void()> answer;
        };
        std::vector<Waiting> waiting;
        int lastNumber = 0;

        void release()
        {
            while (!waiting.empty()) {
                const Waiting one = std::move(waiting.front());
                waiting.erase(waiting.begin());
                if (one.effect)
                    one.effect();
                if (one.answer)
                    one.answer();
            }
        }
        /// What becomes of writing and removing.
        [[nodiscard]] std::optional<SecretProblem> outcome(SecretProblem::Kind whenLocked) const
        {
            return locked ? SecretProblem{whenLocked, QStringLiteral("The store is locked.")} : problem;
        }
    };

    explicit FakeSecrets(std::shared_ptr<State> state) : m_state(std::move(state)) {}

    RequestHandle read(const QString &name, ReadDone done) override
    {
        m_state->log << QStringLiteral("read ") + name;
        return answer({}, [state = m_state.get(), name, done] {
            if (state->problem)
                done(tl::unexpected(*state->problem));
            else if (state->locked || !state->secrets.contains(name))
                done(tl::unexpected(SecretProblem{SecretProblem::Kind::NotThere, QStringLiteral("No key.")}));
            else
                done(ApiKey(state->secrets.value(name)));
        });
    }
    RequestHandle write(const QString &name, const ApiKey &secret, Done done) override
    {
        m_state->log << QStringLiteral("write ") + name;
        return answer(
            [state = m_state.get(), name, secret] {
                if (!state->problem && !state->locked)
                    state->secrets.insert(name, secret.secret());
            },
            [state = m_state.get(), done] { done(state->outcome(SecretProblem::Kind::Refused)); });
    }
    RequestHandle remove(const QString &name, Done done) override
    {
        m_state->log << QStringLiteral("remove ") + name;
        return answer(
            [state = m_state.get(), name] {
                if (!state->locked)
                    state->secrets.remove(name);
            },
            [state = m_state.get(), done] { done(state->outcome(SecretProblem::Kind::NotThere)); });
    }
    RequestHandle probe(Done done) override
    {
        m_state->log << QStringLiteral("probe");
        return answer({}, [state = m_state.get(), done] { done(state->problem); });
    }

private:
    RequestHandle answer(std::function<void()> effect, std::function<void()> call)
    {
        const int number = ++m_state->lastNumber;
        if (effect && !m_state->slow)
            std::exchange(effect, nullptr)();
        m_state->waiting.push_back({number, std::move(effect), std::move(call)});
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
                for (State::Waiting &one : alive->waiting) {
                    if (one.number == number)
                        one.answer = nullptr;
                }
        });
    }

    std::shared_ptr<State> m_state;
};

} // namespace sandglass::test
