// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentapi.h"
#include "domain/clock.h"
#include "store/creationwish.h"
#include "store/listreader.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>

namespace sandglass {

class EnvironmentSetter;
class LifecycleController;
class RateBudget;
class SandboxStore;
class ServerClock;
class TemplateLibrary;
struct SandboxRow;

/// The one way from a wish to a new sandbox. A create costs money and is not idempotent (contract 4.3), so
/// each one is sent once, one after the other, and never again by itself: after an answer that may hide a
/// success the list is read, and a person is asked about what appeared before anything can be tried again. A
/// row stands for the sandbox from the click on. GUI thread; the references outlive it.
class SandboxCreator final : public QObject
{
    Q_OBJECT

public:
    /// While a create is on its way this long, a new sandbox that can only be it gets no second row.
    static constexpr std::chrono::milliseconds kHoldBack{20'000};
    /// Server clocks and ours may differ by this.
    static constexpr std::chrono::milliseconds kClockSlack{10'000};
    /// A server may tell the time of its place without saying so, which is read as UTC.
    static constexpr std::chrono::hours kOtherZones{15};
    /// After this a new sandbox is no longer watched.
    static constexpr std::chrono::milliseconds kWatch{120'000};

    struct Parts
    {
        Clock &clock;
        const ServerClock &serverClock;
        SandboxApi &api;
        AgentApi &agents;
        SandboxStore &store;
        const TemplateLibrary &templates;
        const LifecycleController &controller; ///< knows whether anything may be changed at all
        const RateBudget &budget;
    };

    explicit SandboxCreator(const Parts &parts, QObject *parent = nullptr);
    ~SandboxCreator() override;

    /// What stands against creating @p spec now; empty when nothing does.
    [[nodiscard]] QString whyNot(const SandboxSpec &spec) const;
    /// Begins to create @p spec; 0 and nothing done if something stands against it.
    WishId create(const SandboxSpec &spec);

    /// Null when it has ended.
    [[nodiscard]] const CreationWish *wish(WishId id) const;
    /// Whether something is on its way that ends differently when the program does.
    [[nodiscard]] bool isBusy() const;

    /// @name What a person decides
    /// Each does nothing in another phase than the one it names.
    /// @{
    void claim(WishId id, const QString &sandboxId); ///< Asking: this candidate is it
    void disclaim(WishId id);                        ///< Asking: none of them is
    void lookAgain(WishId id);                       ///< Failed, when the list could not be read
    /// Failed, where mayRetry() allows it: sends once more, as @p spec. False if something stands against it.
    bool retry(WishId id, const SandboxSpec &spec);
    void retryEnvironment(WishId id); ///< EnvironmentFailed
    /// Forgets a wish that has failed, asks, or was not sent yet; a request on its way stays on its way.
    void abandon(WishId id);
    /// @}

Q_SIGNALS:
    /// The wish's phase or candidates are others now.
    void changed(quint64 wish);
    /// The server made it, or a person recognised it. Its environment may still be on its way.
    void created(quint64 wish, const QString &sandboxId);
    /// The new sandbox runs, or came to something else, and all that was wished is done. The wish has ended.
    void finished(quint64 wish, const QString &sandboxId);
    /// The server made it, but refuses for good to tell of it by its id; lists may.
    void readRefused(quint64 wish, const sandglass::ApiError &error);
    void keyRefused(const sandglass::ApiError &error);
    /// What whyNot() says of the connection may be something else now.
    void refusalChanged();

private:
    struct Work;

    void begin(Work &work);
    void startNext();
    void send(Work &work);
    void onAnswer(WishId id, const ApiResult<CreatedSandbox> &answer);
    void onRefused(Work &work, const ApiError &error);
    void look(Work &work);
    void lookAfter(Work &work, std::chrono::milliseconds delay);
    void readList(WishId id);
    void onList(WishId id, const ApiResult<ListOutcome> &list);
    void onSandboxRead(const QString &sandboxId);
    void onListRead();
    void onSandboxGone(const QString &sandboxId);
    void onFactsChanged();
    void failQueued(const ApiError &error);
    void succeed(Work &work, const Sandbox &sandbox, const ApiKey &token);
    void watch(WishId id);
    void readNew(WishId id);
    void setEnvironment(Work &work);
    void finishIfDone(WishId id);
    /// Its sandbox went; @p tombstone tells how.
    void endWith(Work &work, const SandboxRow *tombstone);
    /// What counted as never shown is there after all: nobody has to ask for another.
    void recognise(WishId id);
    /// What no answer says: it may have been created all the same.
    [[nodiscard]] ApiError doubt(const QString &text) const;
    void fail(Work &work);
    void setPhase(Work &work, CreationWish::Phase phase);
    void end(WishId id);
    /// By all but its age, which says nothing where everything was known before.
    [[nodiscard]] bool mayBe(const Work &work, const Sandbox &listed) const;
    /// Whether it was made more than @p slack before the create was sent, by the times that are told.
    [[nodiscard]] static bool isOlder(const Work &work, const Sandbox &listed,
                                      std::chrono::milliseconds slack);
    [[nodiscard]] bool isHeldBack(const Sandbox &listed);
    [[nodiscard]] Work *find(WishId id) const;

    Parts m_parts;
    std::map<WishId, std::unique_ptr<Work>> m_works;
    std::deque<WishId> m_queue; ///< first come first
    Timer m_budgetTimer;
    WishId m_last = 0;
    quint64 m_lastRow = 0;
};

} // namespace sandglass
