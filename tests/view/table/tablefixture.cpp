// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablefixture.h"

#include "settings/settings.h"
#include "support/foreseen.h"

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TableFixture::TableFixture() : settings(folder.filePath(u"settings.ini"_s))
{
    QObject::connect(&store, &SandboxStore::resendNeeded, &list,
                     [this](const QStringList &ids) { diff.resend(ids); });
}

Sandbox TableFixture::sandbox(const QString &id, SandboxStatus status, std::chrono::milliseconds age) const
{
    Sandbox sandbox;
    sandbox.id = id;
    sandbox.status = status;
    sandbox.statusWord = wordOfStatus(status);
    sandbox.templateName = u"base"_s;
    sandbox.createdAt = ReportedTime::known(clock.utcNow() - age);
    sandbox.expiry = Expiry::never();
    return sandbox;
}

void TableFixture::poll(const QVector<Sandbox> &changed, const QStringList &missing)
{
    const Foresight foresight = filter.foresight(fewestForeseen);
    const MonoTime began = clock.monoNow();
    server.removeIf([&missing](const SandboxRef &one) { return missing.contains(one->id); });
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < server.size(); ++i)
        places.insert(server.at(i)->id, i);
    for (const Sandbox &sandbox : changed) {
        if (const auto known = places.constFind(sandbox.id); known != places.cend())
            server[*known] = sandbox;
        else
            server.append(sandbox);
    }
    diff.expectGone(missing);
    ListOutcome outcome;
    outcome.sandboxes = server;
    SnapshotDelta delta = diff.take(std::move(outcome), serverClock.now());
    delta.began = began;
    delta.readAt = clock.utcNow();
    if (foresight)
        delta.foreseen = foresight(delta);
    clock.advance(1ms);
    store.applySnapshot(delta);
    shownAsForeseen += wasShownAsForeseen(delta) ? 1 : 0;
}

void TableFixture::setPending(const QString &id, LifecycleAction action, SandboxStatus expected)
{
    PendingOp op;
    op.action = action;
    op.expected = expected;
    op.phase = PendingOp::Phase::Accepted;
    op.since = clock.monoNow();
    store.setPending(id, op);
}

QStringList TableFixture::shownIds() const
{
    QStringList ids;
    for (int row = 0; row < filter.rowCount(); ++row)
        ids += filter.idAt(row);
    return ids;
}

} // namespace sandglass::test
