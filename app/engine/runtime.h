// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "domain/times.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace sandglass::engine {

/// What a runtime knows of one sandbox.
struct Instance
{
    QString id;
    QString statusWord; ///< what the API shows, see statusFromWord()
    QString templateName;
    QString templateId;
    QString region;
    QString nodeId;
    int vcpu = 0;
    int memoryMb = 0;
    int diskMb = 0;
    bool internetAccess = true;
    bool liveMode = true;
    std::optional<qint64> timeoutSeconds;
    UtcTime createdAt{};
    std::optional<UtcTime> expiresAt; ///< deleted then; empty: never
    int tokenEpoch = 0;               ///< goes up on resume: older agent tokens are worthless then

    bool operator==(const Instance &) const = default;
};

/// What somebody wants created.
struct CreateWish
{
    QString templateNameOrId;
    QString region; ///< empty: the runtime chooses
    std::optional<qint64> timeoutSeconds;
    bool internetAccess = true;
};

enum class Problem : quint8
{
    None,
    NoSuchSandbox,
    IllegalTransition, ///< the transition table refuses it
    Busy,              ///< another transition of this sandbox is not done yet
    UnknownTemplate,
    TemplateNotReady,
    NoCapacity,
    NodeFailed,
};

/// How a request to a runtime ended: with an instance, or with a problem.
struct Outcome
{
    Problem problem = Problem::None;
    std::optional<Instance> instance; ///< as it is now; also set when an action was refused
    QString targetWord;               ///< the status an accepted action leads to

    [[nodiscard]] bool isAccepted() const { return problem == Problem::None; }
};

struct PageWish
{
    int limit = 100;
    QString statusWord;            ///< empty: all
    QString region;                ///< empty: all
    std::optional<quint64> before; ///< continue below this position, see Page::next
};

struct Page
{
    std::vector<Instance> rows;
    std::optional<quint64> next; ///< where to go on; empty at the end
};

/// What runs sandboxes. Lives in one thread; may finish its work later, so answers come by callback,
/// exactly once, possibly inside the call. Reads answer from memory.
class Runtime : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Outcome &)>;

    using QObject::QObject;

    /// Newest first. Positions stay valid while sandboxes come and go: nothing is shown twice or left out.
    [[nodiscard]] virtual Page page(const PageWish &wish) const = 0;
    [[nodiscard]] virtual std::optional<Instance> find(const QString &id) const = 0;

    /// Visible at once as creating; done when it runs.
    virtual void create(const CreateWish &wish, const Done &done) = 0;
    virtual void remove(const QString &id, const Done &done) = 0;

    /// Accepted means begun: the status changes when the transition is done.
    virtual void act(const QString &id, LifecycleAction action, const Done &done) = 0;

    /// @p seconds from now, replacing any earlier deadline; more than 0.
    virtual void setTimeout(const QString &id, qint64 seconds, const Done &done) = 0;

Q_SIGNALS:
    void removed(const QString &id);
};

} // namespace sandglass::engine
