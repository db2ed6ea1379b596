// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/watchcommand.h"

#include "api/transport.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/actionrules.h"
#include "store/errorreport.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "textmode/console.h"
#include "textmode/failuretext.h"
#include "textmode/statuspaint.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonValue statusJson(const Sandbox &sandbox)
{
    if (sandbox.id.isEmpty())
        return {};
    const QString word = wordOfStatus(sandbox.status);
    return word.isEmpty() ? u"unknown"_s : word;
}

} // namespace

WatchCommand::WatchCommand(const TextCommandLine &line, const Workbench &bench)
    : TextCommand(bench)
    , m_line(line)
    , m_query(SearchQuery::parse(line.search))
    , m_worker(bench.clock, bench.api)
    , m_poller(bench.clock, bench.store, bench.budget, QRandomGenerator::global()->generate())
{
    if (line.interval)
        m_poller.setBaseInterval(*line.interval);
    m_polling.joinAsker(m_poller, bench.store);
    m_polling.joinReader(m_worker, bench.transport);
    // The session, which made the transport, has looked at the server's clock by then.
    connect(&bench.transport, &Transport::exchanged, this,
            [this] { Q_EMIT m_polling.serverOffsetKnown(m_bench.serverClock.offset()); });
    connect(&m_poller, &Poller::statusChanged, this, &WatchCommand::onPollStatus);
}

void WatchCommand::start()
{
    m_bench.console.progress(tr("Reading the sandboxes…"));
    m_poller.start();
}

void WatchCommand::onPollStatus()
{
    if (m_ended)
        return;
    const PollStatus &status = m_poller.status();
    if (status.error && m_trouble != status.error->kind) {
        m_trouble = status.error->kind;
        m_bench.console.err(failureText(reportOf(*status.error, m_bench.server)));
        // Without a first answer the call itself may be wrong; afterwards it is worth waiting.
        m_ended = !status.hasData() || status.phase == PollStatus::Phase::Refused;
        if (m_ended) {
            m_poller.stop();
            if (m_line.json)
                m_bench.console.out(jsonLine({{u"error"_s, errorJson(*status.error)}}));
            const ExitCode code = exitCodeOf(status.error->kind);
            QMetaObject::invokeMethod(
                this, [this, code] { Q_EMIT finished(code); }, Qt::QueuedConnection);
            return;
        }
        m_bench.console.err(tr("sandglass: Trying again until it works; Ctrl-C ends it."));
    }
    if (status.lastReadUtc && status.lastReadUtc != m_seenRead) {
        if (!status.error && std::exchange(m_trouble, std::nullopt))
            m_bench.console.err(tr("sandglass: The server answers again."));
        compare();
        m_seenRead = status.lastReadUtc;
        m_bench.console.progress(tr("Watching; Ctrl-C ends it"));
    }
}

void WatchCommand::compare()
{
    const bool first = !m_seenRead;
    const UtcTime now = m_bench.model.list().serverNow();
    for (int row = 0; row < m_bench.store.size(); ++row) {
        const Sandbox &sandbox = m_bench.store.at(row).sandbox;
        const bool matches = m_query.matches(sandbox, now);
        const auto known = m_known.find(sandbox.id);
        if (known == m_known.end()) {
            if (matches)
                tell(first ? Event::Present : Event::Appeared, {}, sandbox);
            m_known.insert(sandbox.id, {sandbox, matches});
            continue;
        }
        // What leaves the search is told of once more: it is why it leaves.
        if ((matches || known->matched) && known->sandbox != sandbox)
            tell(Event::Changed, known->sandbox, sandbox);
        *known = {sandbox, matches};
    }
    QStringList gone;
    for (auto known = m_known.constBegin(); known != m_known.constEnd(); ++known) {
        if (!m_bench.store.find(known.key()))
            gone += known.key();
    }
    gone.sort();
    for (const QString &id : std::as_const(gone)) {
        const Known known = m_known.take(id);
        if (known.matched)
            tell(Event::Gone, known.sandbox, {});
    }
}

void WatchCommand::tell(Event event, const Sandbox &before, const Sandbox &now)
{
    if (m_line.json) {
        m_bench.console.out(jsonLine(inJson(event, before, now)));
        return;
    }
    const QString words = inWords(event, before, now);
    if (words.isEmpty())
        return;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(m_bench.clock.utcNow().time_since_epoch().count());
    m_bench.console.out(
        tr("%1  %2  %3")
            .arg(local.time().toString(u"HH:mm:ss"_s), event == Event::Gone ? before.id : now.id, words));
}

QString WatchCommand::inWords(Event event, const Sandbox &before, const Sandbox &now) const
{
    QStringList about;
    for (const QString &part : {now.templateName, now.region}) {
        if (!part.isEmpty())
            about += part;
    }
    switch (event) {
    case Event::Present:
        return about.isEmpty() ? stateOf(now) : tr("%1  %2").arg(stateOf(now), about.join(u", "_s));
    case Event::Appeared:
        return about.isEmpty() ? tr("new: %1").arg(stateOf(now))
                               : tr("new: %1  %2").arg(stateOf(now), about.join(u", "_s));
    case Event::Gone:
        return tr("gone, was %1").arg(stateOf(before));
    case Event::Changed:
        break;
    }
    if (before.status != now.status || before.statusWord != now.statusWord)
        return tr("%1 → %2").arg(stateOf(before), stateOf(now));
    if (before.expiry != now.expiry && now.expiry.kind == Expiry::Kind::At)
        return tr("time left: %1").arg(durationText(now.expiry.at - m_bench.model.list().serverNow()));
    return {}; // a detail; --json tells
}

QJsonObject WatchCommand::inJson(Event event, const Sandbox &before, const Sandbox &now) const
{
    const auto wordOf = [](Event what) {
        switch (what) {
        case Event::Present:
            return u"present"_s;
        case Event::Appeared:
            return u"appeared"_s;
        case Event::Changed:
            return u"changed"_s;
        case Event::Gone:
            break;
        }
        return u"gone"_s;
    };
    return {
        {u"time"_s, isoText(m_bench.clock.utcNow())},
        {u"event"_s, wordOf(event)},
        {u"id"_s, event == Event::Gone ? before.id : now.id},
        {u"from"_s, statusJson(before)},
        {u"to"_s, statusJson(now)},
        {u"sandbox"_s, sandboxJson(event == Event::Gone ? before : now)},
    };
}

QString WatchCommand::stateOf(const Sandbox &sandbox) const
{
    const QString state = nameOfStatus(sandbox.status, sandbox.statusWord);
    return m_bench.console.hasColours() ? painted(state, sandbox.status) : state;
}

} // namespace sandglass
