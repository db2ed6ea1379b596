// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablefixture.h"

#include "settings/settings.h"
#include "support/snapshots.h"

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TableFixture::TableFixture() : settings(folder.filePath(u"settings.ini"_s)) {}

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
    SnapshotDelta delta = deltaOf(clock, changed, missing);
    delta.poll = ++polls;
    delta.total = store.size();
    clock.advance(1ms);
    store.applySnapshot(delta);
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
