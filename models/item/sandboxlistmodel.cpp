// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxlistmodel.h"

#include "domain/sandboxstatus.h"
#include "item/formatting.h"
#include "item/searchquery.h"
#include "store/actionrules.h"
#include "store/expiryradar.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Column = SandboxListModel::Column;

namespace {

const QString kDash = u"–"_s;

template<typename T, typename Format>
QString orDash(const std::optional<T> &value, Format format)
{
    return value ? format(*value) : kDash;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? kDash : text;
}

QString overdueText(LifecycleAction action, const QString &elapsed)
{
    switch (action) {
    case LifecycleAction::Start:
        return SandboxListModel::tr("Starting for %1").arg(elapsed);
    case LifecycleAction::Stop:
        return SandboxListModel::tr("Stopping for %1").arg(elapsed);
    case LifecycleAction::Pause:
        return SandboxListModel::tr("Pausing for %1").arg(elapsed);
    case LifecycleAction::Resume:
        return SandboxListModel::tr("Resuming for %1").arg(elapsed);
    case LifecycleAction::Delete:
        return SandboxListModel::tr("Deleting for %1").arg(elapsed);
    case LifecycleAction::Extend:
        return SandboxListModel::tr("Extending for %1").arg(elapsed);
    }
    return {};
}

/// Amounts stand under each other by their last digit, headings too.
Qt::Alignment alignmentOf(int column)
{
    const bool isAmount = column == Column::TimeLeft || column == Column::Age || column == Column::Vcpu ||
                          column == Column::Memory || column == Column::Disk;
    return Qt::AlignVCenter | (isAmount ? Qt::AlignRight : Qt::AlignLeft);
}

QString creationText(CreationMark::Phase phase)
{
    switch (phase) {
    case CreationMark::Phase::Queued:
        return SandboxListModel::tr("Waits to be created");
    case CreationMark::Phase::Sending:
        return SandboxListModel::tr("Creating…");
    case CreationMark::Phase::Looking:
        return SandboxListModel::tr("Looking for it…");
    case CreationMark::Phase::Asking:
        return SandboxListModel::tr("Is it there?");
    }
    return {};
}

QString creationToolTip(CreationMark::Phase phase)
{
    switch (phase) {
    case CreationMark::Phase::Queued:
        return SandboxListModel::tr("Its turn comes after another one, or when the request budget allows it");
    case CreationMark::Phase::Sending:
        return SandboxListModel::tr("The server was asked to create it and has not answered yet");
    case CreationMark::Phase::Looking:
        return SandboxListModel::tr(
            "There was no clear answer; the list is read to see whether it was created");
    case CreationMark::Phase::Asking:
        return SandboxListModel::tr(
            "A sandbox appeared that may be it: the question is in a window of its own");
    }
    return {};
}

bool isOverdue(const SandboxRow &row)
{
    return row.pending && row.pending->phase == PendingOp::Phase::Overdue;
}

bool isScheduled(const SandboxRow &row)
{
    return row.pending && row.pending->phase == PendingOp::Phase::Scheduled;
}

/// Whether it will leave only when the rate limit lets it.
bool waitsForRate(const SandboxRow &row)
{
    return row.pending && row.pending->phase == PendingOp::Phase::Queued && row.pending->due;
}

QString nameOfEnd(Ending::Cause cause)
{
    switch (cause) {
    case Ending::Cause::DeletedHere:
        return SandboxListModel::tr("Deleted");
    case Ending::Cause::Expired:
        return SandboxListModel::tr("Expired");
    case Ending::Cause::NeverShown:
        return SandboxListModel::tr("Never shown");
    case Ending::Cause::Elsewhere:
        break;
    }
    return nameOfStatus(SandboxStatus::Gone);
}

QString notReported(const SandboxRow &row)
{
    return row.detailed ? SandboxListModel::tr("The server does not report this for the sandbox")
                        : SandboxListModel::tr("Not reported in the list of sandboxes");
}

} // namespace

SandboxListModel::SandboxListModel(SandboxStore &store, const ServerClock &clock, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_clock(clock)
{
    connect(&m_store, &SandboxStore::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&m_store, &SandboxStore::rowsInserted, this, [this] { endInsertRows(); });
    connect(&m_store, &SandboxStore::rowsAboutToBeRemoved, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&m_store, &SandboxStore::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&m_store, &SandboxStore::sandboxRead, this, [this](const QString &id) {
        const int row = m_store.rowOf(id);
        onReadAgain(row, row);
    });
    connect(&m_store, &SandboxStore::listRead, this, [this] { onReadAgain(0, m_store.size() - 1); });
    connect(&m_store, &SandboxStore::rowsChanged, this, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    });
    connect(&m_store, &SandboxStore::rowsAboutToBeSwapped, this, [this] { Q_EMIT layoutAboutToBeChanged(); });
    connect(&m_store, &SandboxStore::rowsSwapped, this, &SandboxListModel::onRowsSwapped);
    const Tombstones *ended = &m_store.tombstones();
    connect(ended, &Tombstones::rowsAboutToBeInserted, this, [this](int first, int last) {
        beginInsertRows({}, m_store.size() + first, m_store.size() + last);
    });
    connect(ended, &Tombstones::rowsInserted, this, [this] { endInsertRows(); });
    connect(ended, &Tombstones::rowsAboutToBeRemoved, this, [this](int first, int last) {
        beginRemoveRows({}, m_store.size() + first, m_store.size() + last);
    });
    connect(ended, &Tombstones::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(ended, &Tombstones::rowsChanged, this, [this](int first, int last) {
        Q_EMIT dataChanged(index(m_store.size() + first, 0), index(m_store.size() + last, ColumnCount - 1));
    });
}

void SandboxListModel::onRowsSwapped(const QVector<RowSwap> &swaps)
{
    const QModelIndexList before = persistentIndexList();
    if (!before.isEmpty()) {
        QHash<int, int> newRows;
        for (const auto &[one, other] : swaps) {
            newRows.insert(one, other);
            newRows.insert(other, one);
        }
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &was : before)
            after += index(newRows.value(was.row(), was.row()), was.column());
        changePersistentIndexList(before, after);
    }
    Q_EMIT layoutChanged();
}

int SandboxListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_store.size() + tombstones().size();
}

int SandboxListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

const SandboxRow &SandboxListModel::row(int row) const
{
    return row < m_store.size() ? m_store.at(row) : tombstones().at(row - m_store.size());
}

bool SandboxListModel::isFoundBy(const SearchQuery &query, int row, UtcTime now) const
{
    if (row < m_store.size() && !m_store.isOverlaid(row)) {
        // Mostly the facts decide, and they lie side by side.
        const SandboxFacts &facts = m_store.factsAt(row);
        const std::optional<bool> isFound = query.matchesByFacts(facts, now);
        return isFound ? *isFound : query.matches(m_store.sandboxAt(row), facts, now, {});
    }
    const SandboxRow &known = this->row(row);
    return query.matches(known.sandbox, now, traitsOf(known));
}

int SandboxListModel::rowOf(const QString &id) const
{
    if (const int row = m_store.rowOf(id); row >= 0)
        return row;
    const int ended = tombstones().rowOf(id);
    return ended < 0 ? -1 : m_store.size() + ended;
}

const Tombstones &SandboxListModel::tombstones() const
{
    return std::as_const(m_store).tombstones();
}

UtcTime SandboxListModel::serverNow() const
{
    return m_clock.now();
}

QVariant SandboxListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SandboxRow &row = this->row(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return text(row, column);
    case Qt::AccessibleDescriptionRole:
        return sentence(row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(column));
    case IdRole:
        return row.sandbox->id;
    case StatusRole:
        return QVariant::fromValue(row.sandbox->status);
    case PendingRole:
        return row.pending ? static_cast<int>(row.pending->action) : -1;
    case FaultRole:
        return row.fault ? row.fault->text : QString();
    case FreshnessRole:
        return isOld(row);
    case TickingRole:
        if (row.ending)
            return column == TimeLeft;
        return (column == State && (isOverdue(row) || isScheduled(row) || waitsForRate(row))) ||
               (column == Age && row.sandbox->createdAt.isKnown()) ||
               (column == TimeLeft && row.sandbox->expiry.kind == Expiry::Kind::At);
    case ExpiryTierRole:
        return QVariant::fromValue(tierOf(row, m_clock.now()));
    default:
        return {};
    }
}

QString SandboxListModel::text(const SandboxRow &row, Column column) const
{
    const Sandbox &sandbox = row.sandbox;
    switch (column) {
    case State:
        return stateText(row);
    case Id:
        return row.creation ? tr("new") : sandbox.id;
    case Template:
        return orDash(sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName);
    case Region:
        return orDash(sandbox.region);
    case Vcpu:
        return orDash(sandbox.vcpu, [](int count) { return QString::number(count); });
    case Memory:
        return orDash(sandbox.memoryMb, sizeText);
    case Disk:
        return orDash(sandbox.diskMb, sizeText);
    case Age:
        return ageText(row);
    case TimeLeft:
        return timeLeftText(row);
    case ColumnCount:
        break;
    }
    return {};
}

QString SandboxListModel::stateText(const SandboxRow &row, Wording wording) const
{
    if (row.ending)
        return nameOfEnd(row.ending->cause);
    if (row.creation)
        return creationText(row.creation->phase);
    if (!row.pending)
        return nameOfStatus(row.sandbox->status, row.sandbox->statusWord);
    if (isScheduled(row)) {
        if (!row.pending->due)
            return tr("To be deleted");
        const auto left = std::max<std::chrono::milliseconds>(*row.pending->due - m_clock.monoNow(), 0ms);
        return tr("Deleting in %1").arg(durationText(std::chrono::ceil<std::chrono::seconds>(left)));
    }
    if (waitsForRate(row)) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(*row.pending->due - m_clock.monoNow());
        if (left > 0s) {
            return (wording == Wording::Brief ? tr("%1 in %2", "Pause in 12 s")
                                              : tr("%1 in %2 (rate limit)", "Pause in 12 s"))
                .arg(nameOfAction(row.pending->action), durationText(left));
        }
    }
    if (!isOverdue(row))
        return progressWord(row.pending->action);
    const QString text =
        overdueText(row.pending->action, durationText(m_clock.monoNow() - row.pending->since));
    return row.pending->usual && wording == Wording::Full
               ? tr("%1, usually %2").arg(text, durationText(*row.pending->usual))
               : text;
}

QString SandboxListModel::ageText(const SandboxRow &row) const
{
    if (!row.sandbox->createdAt.isKnown())
        return kDash;
    // What went does not grow older.
    return durationText((row.ending ? row.ending->at : m_clock.now()) - row.sandbox->createdAt.at);
}

QString SandboxListModel::timeLeftText(const SandboxRow &row) const
{
    if (row.ending)
        return tr("%1 ago").arg(durationText(m_clock.now() - row.ending->at));
    const Expiry &expiry = row.sandbox->expiry;
    switch (expiry.kind) {
    case Expiry::Kind::NotReported:
    case Expiry::Kind::Unreadable:
        return kDash;
    case Expiry::Kind::Never:
        return tr("no limit");
    case Expiry::Kind::At: {
        const auto left = expiry.at - m_clock.now();
        const QString text = left > 0ms ? durationText(left) : tr("expired");
        return mayTimeStandStill(row.sandbox->status) ? tr("%1?", "time left that may stand still").arg(text)
                                                      : text;
    }
    }
    return {};
}

QString SandboxListModel::toolTip(const SandboxRow &row, Column column) const
{
    const Sandbox &sandbox = row.sandbox;
    switch (column) {
    case State:
        return stateToolTip(row);
    case Id:
        return row.creation ? tr("The server gives it an id when it is created") : sandbox.id;
    case Template:
        if (sandbox.templateName.isEmpty() && sandbox.templateId.isEmpty())
            return notReported(row);
        return sandbox.templateId.isEmpty() || sandbox.templateName.isEmpty()
                   ? text(row, column)
                   : tr("%1 (template %2)").arg(sandbox.templateName, sandbox.templateId);
    case Region:
        return sandbox.region.isEmpty() ? notReported(row) : sandbox.region;
    case Vcpu:
        return sandbox.vcpu ? tr("Virtual CPUs: %1").arg(*sandbox.vcpu) : notReported(row);
    case Memory:
        return sandbox.memoryMb ? tr("%1 MB of memory").arg(*sandbox.memoryMb) : notReported(row);
    case Disk:
        return sandbox.diskMb ? tr("%1 MB of disk").arg(*sandbox.diskMb) : notReported(row);
    case Age:
        switch (sandbox.createdAt.kind) {
        case ReportedTime::Kind::Absent:
            return notReported(row);
        case ReportedTime::Kind::Unreadable:
            return tr("The server sent a time of creation that cannot be read");
        case ReportedTime::Kind::Known:
            if (row.creation)
                return tr("Asked for %1").arg(momentText(sandbox.createdAt.at));
            return row.ending
                       ? tr("Created %1; it lived for %2").arg(momentText(sandbox.createdAt.at), ageText(row))
                       : tr("Created %1").arg(momentText(sandbox.createdAt.at));
        }
        return {};
    case TimeLeft:
        if (row.ending)
            return endToolTip(row);
        switch (sandbox.expiry.kind) {
        case Expiry::Kind::NotReported:
            return tr("%1: it may well have a time limit").arg(notReported(row));
        case Expiry::Kind::Unreadable:
            return tr(
                "The server sent an expiry time that cannot be read: the sandbox may well have a time limit");
        case Expiry::Kind::Never:
            return tr("This sandbox has no time limit: it costs until somebody deletes it");
        case Expiry::Kind::At:
            return mayTimeStandStill(sandbox.status)
                       ? tr("The server deletes it, with all its files, at %1, unless its time stands still "
                            "while it is paused or stopped: that is not known")
                             .arg(momentText(sandbox.expiry.at))
                       : tr("The server deletes it, with all its files, at %1")
                             .arg(momentText(sandbox.expiry.at));
        }
        return {};
    case ColumnCount:
        break;
    }
    return {};
}

QString SandboxListModel::endToolTip(const SandboxRow &row) const
{
    const QString when = momentText(row.ending->at);
    switch (row.ending->cause) {
    case Ending::Cause::DeletedHere:
        return tr("Deleted here at %1").arg(when);
    case Ending::Cause::Expired:
        return tr("Deleted by the server when its time was over; noticed %1").arg(when);
    case Ending::Cause::NeverShown:
        return tr("The server said that it had created it, but neither listed it nor knew it by its id; "
                  "given "
                  "up %1")
            .arg(when);
    case Ending::Cause::Elsewhere:
        break;
    }
    return tr("Deleted or expired elsewhere; noticed %1").arg(when);
}

QString SandboxListModel::stateToolTip(const SandboxRow &row) const
{
    if (row.ending) {
        return tr("%1\nIts last state was: %2")
            .arg(endToolTip(row), nameOfStatus(row.ending->last, row.sandbox->statusWord));
    }
    QStringList lines;
    if (row.creation)
        return creationToolTip(row.creation->phase);
    if (isScheduled(row)) {
        lines += tr("%1, unless you undo it. The server last reported: %2")
                     .arg(stateText(row), nameOfStatus(row.sandbox->status, row.sandbox->statusWord));
    } else if (waitsForRate(row)) {
        lines += tr("Waiting for the rate limit: %1. The server last reported: %2")
                     .arg(stateText(row, Wording::Brief),
                          nameOfStatus(row.sandbox->status, row.sandbox->statusWord));
    } else if (row.pending) {
        lines += isOverdue(row)
                     ? tr("%1. This is unusually long, so the sandbox can be acted on again. The server last "
                          "reported: %2")
                           .arg(stateText(row), nameOfStatus(row.sandbox->status, row.sandbox->statusWord))
                     : tr("%1 The server last reported: %2")
                           .arg(progressWord(row.pending->action),
                                nameOfStatus(row.sandbox->status, row.sandbox->statusWord));
    } else if (row.sandbox->status == SandboxStatus::Unknown) {
        lines += row.sandbox->statusWord.isEmpty()
                     ? tr("The server did not report a state")
                     : tr("The server reports “%1”, a state this version does not know")
                           .arg(row.sandbox->statusWord);
    } else {
        lines += nameOfStatus(row.sandbox->status);
    }
    if (row.fault)
        lines += tr("%1 (%2)").arg(row.fault->text, momentText(row.fault->at));
    lines += tr("Read %1").arg(momentText(row.readAtUtc));
    return lines.join(u'\n');
}

QString SandboxListModel::sentence(const SandboxRow &row) const
{
    const Sandbox &sandbox = row.sandbox;
    QStringList parts{row.creation ? tr("New sandbox, %1").arg(stateText(row))
                                   : tr("Sandbox %1, %2").arg(sandbox.id, stateText(row))};
    if (!sandbox.templateName.isEmpty())
        parts += tr("template %1").arg(sandbox.templateName);
    if (!sandbox.region.isEmpty())
        parts += tr("in %1").arg(sandbox.region);
    if (row.ending) {
        parts += tr("gone %1", "gone 3 min ago").arg(timeLeftText(row));
        return parts.join(u", "_s);
    }
    if (sandbox.createdAt.isKnown())
        parts += tr("created %1 ago").arg(text(row, Age));
    if (sandbox.expiry.kind == Expiry::Kind::At) {
        const auto left = sandbox.expiry.at - m_clock.now();
        if (left <= 0ms)
            parts += tr("expired");
        else
            parts += (mayTimeStandStill(sandbox.status) ? tr("%1 left unless its time stands still")
                                                        : tr("%1 left"))
                         .arg(durationText(left));
    }
    if (sandbox.liveMode == false)
        parts += tr("test mode");
    if (row.fault)
        parts += row.fault->text;
    if (isOld(row))
        parts += tr("old data, read %1").arg(momentText(row.readAtUtc));
    return parts.join(u", "_s);
}

QVariant SandboxListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // No row header is shown; it is how assistive technology hears of a row as a whole.
    if (orientation == Qt::Vertical && role == Qt::AccessibleTextRole && section >= 0 && section < rowCount())
        return sentence(row(section));
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role == Qt::ToolTipRole) {
        switch (static_cast<Column>(section)) {
        case Age:
            return tr("Time since the sandbox was created");
        case TimeLeft:
            return tr("Time until the server deletes the sandbox with all its files");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Id:
        return tr("ID");
    case Template:
        return tr("Template");
    case Region:
        return tr("Region");
    case Vcpu:
        return tr("vCPU");
    case Memory:
        return tr("Memory");
    case Disk:
        return tr("Disk");
    case Age:
        return tr("Age");
    case TimeLeft:
        return tr("Time left");
    case ColumnCount:
        break;
    }
    return {};
}

bool SandboxListModel::isOld(const SandboxRow &row) const
{
    return !row.ending && (m_stale || row.readAt < m_freshSince);
}

void SandboxListModel::announceTiers(const QStringList &ids)
{
    int first = -1;
    int last = -1;
    for (const QString &id : ids) {
        const int row = m_store.rowOf(id);
        if (row < 0)
            continue;
        first = first < 0 ? row : std::min(first, row);
        last = std::max(last, row);
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1), {ExpiryTierRole});
}

void SandboxListModel::announceTimes()
{
    if (m_store.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_store.size() - 1, ColumnCount - 1), {ExpiryTierRole});
}

void SandboxListModel::setFreshness(bool stale, MonoTime freshSince)
{
    if (m_stale == stale && m_freshSince == freshSince)
        return;
    m_stale = stale;
    m_freshSince = freshSince;
    if (m_store.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_store.size() - 1, ColumnCount - 1), {FreshnessRole});
}

void SandboxListModel::onReadAgain(int first, int last)
{
    if (m_freshSince != MonoTime{} && first >= 0 && first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1), {FreshnessRole});
}

} // namespace sandglass
