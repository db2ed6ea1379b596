// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventlog.h"

#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/names.h"

#include <QPointer>

namespace sandglass::test {

using namespace Qt::StringLiterals;

EventLog::EventLog(const ManualClock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

EventLog::~EventLog() = default;

void EventLog::add(const QString &line)
{
    m_lines.append(QString::number(m_clock.elapsed().count()) + u' ' + line);
}

QStringList EventLog::take()
{
    return std::exchange(m_lines, {});
}

QString EventLog::nameOf(const QString &id)
{
    return isProvisionalId(id) ? u"new"_s + QString::number(QStringView(id).mid(1).toULongLong()) : id;
}

QString EventLog::describe(const SandboxRow &row)
{
    QString text = nameOfStatus(row.sandbox->status, row.sandbox->statusWord);
    if (row.creation)
        text += u", new "_s + test::nameOf(row.creation->phase);
    if (row.pending)
        text += u", "_s + wordOfAction(row.pending->action) + u' ' + test::nameOf(row.pending->phase);
    if (row.fault)
        text += u" !"_s;
    return text;
}

void EventLog::watch(FakeApi &api)
{
    // The api may outlive the log.
    api.onRequest = [guard = QPointer(this)](const FakeApi::Request &request) {
        if (guard)
            guard->add(u'#' + QString::number(request.number) + u' ' + request.text());
    };
    api.onCancel = [guard = QPointer(this)](const FakeApi::Request &request) {
        if (guard)
            guard->add(u'#' + QString::number(request.number) + u" cancelled"_s);
    };
}

void EventLog::watch(SandboxStore &store)
{
    connect(&store, &SandboxStore::rowsInserted, this,
            [this, &store](int first, int last) { noteRows(store, first, last); });
    connect(&store, &SandboxStore::rowsChanged, this,
            [this, &store](int first, int last) { noteRows(store, first, last); });
    connect(&store, &SandboxStore::rowsAboutToBeRemoved, this, [this, &store](int first, int last) {
        for (int row = first; row <= last; ++row) {
            const QString id = store.at(row).sandbox->id;
            m_shown.remove(id);
            add(nameOf(id) + u": –"_s);
        }
    });
    connect(&store, &SandboxStore::resendNeeded, this,
            [this](const QStringList &ids) { add(u"resend "_s + ids.join(u' ')); });
    connect(&store, &SandboxStore::rereadWanted, this,
            [this](const QString &id) { add(u"reread wanted "_s + id); });
}

void EventLog::watch(LifecycleController &controller)
{
    connect(&controller, &LifecycleController::factsChanged, this, [this, &controller] {
        QString text = u"facts:"_s;
        if (controller.facts().keyRefused)
            text += u" keyRefused"_s;
        if (controller.facts().stopStartMissing)
            text += u" stopStartMissing"_s;
        if (controller.facts().extendMissing)
            text += u" extendMissing"_s;
        add(text);
    });
    connect(&controller, &LifecycleController::actionFailed, this, [this](const ActionFailure &failure) {
        add(u"failed "_s + wordOfAction(failure.action) + u' ' + failure.sandboxId + u": "_s +
            test::nameOf(failure.error.kind) + (failure.gone ? u", gone"_s : QString()));
    });
    connect(&controller, &LifecycleController::actionDone, this,
            [this](const QString &id, LifecycleAction action, std::optional<std::chrono::milliseconds> took) {
                add(u"done "_s + wordOfAction(action) + u' ' + id +
                    (took ? u" in "_s + QString::number(took->count()) : QString()));
            });
    connect(&controller, &LifecycleController::actionDropped, this,
            [this](const QString &id, LifecycleAction action, ActionDrop drop, const QString &reason) {
                add((drop == ActionDrop::Cancelled ? u"cancelled "_s : u"dropped "_s) + wordOfAction(action) +
                    u' ' + id + u": "_s + reason);
            });
    connect(&controller, &LifecycleController::keyRefused, this, [this] { add(u"key refused"_s); });
}

void EventLog::watch(Poller &poller)
{
    connect(&poller, &Poller::pollWanted, this,
            [this](quint64 poll) { add(u"poll "_s + QString::number(poll)); });
    connect(&poller, &Poller::abortWanted, this, [this] { add(u"abort"_s); });
}

void EventLog::noteRows(const SandboxStore &store, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QString id = store.at(row).sandbox->id;
        const QString text = describe(store.at(row));
        if (m_shown.value(id) == text)
            continue;
        m_shown.insert(id, text);
        add(nameOf(id) + u": "_s + text);
    }
}

} // namespace sandglass::test
