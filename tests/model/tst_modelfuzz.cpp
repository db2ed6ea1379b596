// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/orderahead.h"
#include "item/querycounter.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/actionrules.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/snapshotdiff.h"
#include "support/manualclock.h"
#include "support/randomdata.h"
#include "support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <map>
#include <set>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = SandboxListModel;

struct Scale
{
    int steps;
    int ids;
    int changes; ///< less than so many at a step
    bool isRead; ///< single sandboxes are read, and deleted by us
};
/// Few change at a time: exact runs of rows.
constexpr Scale kSmall{3'000, 24, 6, true};
/// Too many for that: all in one change of the order.
constexpr Scale kLarge{80, 120, 80, true};
/// The same, and nothing but polls tells of it: what was worked out while they were read holds.
constexpr Scale kCalm{80, 120, 80, false};

/// What a view that believes every signal and asks for nothing else would show.
class Mirror final : public QObject
{
public:
    explicit Mirror(QAbstractItemModel &model) : m_model(model)
    {
        connect(&model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        m_rows.insert(row, read(row));
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { m_rows.remove(first, last - first + 1); });
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &from, const QModelIndex &to) {
                    for (int row = from.row(); row <= to.row(); ++row)
                        m_rows[row] = read(row);
                });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
            for (int row = 0; row < m_model.rowCount(); ++row)
                m_rows[row] = read(row);
        });
        connect(&model, &QAbstractItemModel::modelReset, this, [] { QFAIL("a reset loses the selection"); });
    }

    [[nodiscard]] QStringList rows() const { return m_rows; }
    [[nodiscard]] QStringList truth() const
    {
        QStringList rows;
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows.append(read(row));
        return rows;
    }

private:
    [[nodiscard]] QString read(int row) const
    {
        QStringList cells;
        for (int column = 0; column < Model::ColumnCount; ++column) {
            const QModelIndex index = m_model.index(row, column);
            // Times tick without signals.
            cells.append(index.data(Model::TickingRole).toBool() ? u"…"_s : index.data().toString());
        }
        const QModelIndex first = m_model.index(row, 0);
        cells.append(first.data(Model::FaultRole).toString());
        cells.append(first.data(Model::FreshnessRole).toBool() ? u"old"_s : u"fresh"_s);
        cells.append(QString::number(first.data(Model::PendingRole).toInt()));
        return cells.join(u'|');
    }

    QAbstractItemModel &m_model;
    QStringList m_rows;
};

/// The order of the table once more, as plainly as possible: negative, zero or positive.
int compare(const Sandbox &a, const Sandbox &b, int column)
{
    const auto numbers = [](auto left, auto right) { return left < right ? -1 : right < left ? 1 : 0; };
    const auto texts = [](const QString &left, const QString &right) {
        return QString::compare(left, right, Qt::CaseInsensitive);
    };
    const auto shownTemplate = [](const Sandbox &s) {
        return s.templateName.isEmpty() ? s.templateId : s.templateName;
    };
    const auto createdRank = [](const Sandbox &s) {
        return s.createdAt.kind == ReportedTime::Kind::Known ? -s.createdAt.at.time_since_epoch().count()
                                                             : std::numeric_limits<qint64>::max();
    };
    const auto expiryRank = [](const Sandbox &s) {
        if (s.expiry.kind == Expiry::Kind::At)
            return static_cast<qint64>(s.expiry.at.time_since_epoch().count());
        return std::numeric_limits<qint64>::max() - (s.expiry.kind == Expiry::Kind::Never ? 1 : 0);
    };
    switch (column) {
    case Model::State:
        return a.status != b.status ? numbers(static_cast<int>(a.status), static_cast<int>(b.status))
                                    : texts(a.statusWord, b.statusWord);
    case Model::Id:
        return numbers(a.id, b.id);
    case Model::Template:
        return texts(shownTemplate(a), shownTemplate(b));
    case Model::Region:
        return texts(a.region, b.region);
    case Model::Vcpu:
        return numbers(a.vcpu.value_or(-1), b.vcpu.value_or(-1));
    case Model::Memory:
        return numbers(a.memoryMb.value_or(-1), b.memoryMb.value_or(-1));
    case Model::Disk:
        return numbers(a.diskMb.value_or(-1), b.diskMb.value_or(-1));
    case Model::Age:
        return numbers(createdRank(a), createdRank(b));
    case Model::TimeLeft:
        return numbers(expiryRank(a), expiryRank(b));
    default:
        return 0;
    }
}

class RandomLife final : public QObject
{
public:
    explicit RandomLife(const Scale &scale) : m_scale(scale) {}

    void live();

private:
    [[nodiscard]] QString anyId() { return u"s%1"_s.arg(m_random.below(m_scale.ids)); }
    void changeTheServer();
    void poll();
    void checkAfterAList(MonoTime began);
    void touchOverlays();
    void answerReads();
    void changeTheView();
    void check();
    void checkCounts();
    [[nodiscard]] QStringList expectedIds() const;

    const Scale m_scale;
    ManualClock m_clock;
    Random m_random{testSeed()};
    ServerClock m_serverClock{m_clock};
    SandboxStore m_store{m_clock, m_serverClock};
    Model m_list{m_store, m_serverClock};
    SandboxFilterModel m_filter{m_list};
    QueryCounter m_counter{m_list, m_clock};
    QVector<SearchQuery> m_counted;
    SnapshotDiff m_diff;
    std::map<QString, Sandbox> m_server;
    QHash<QString, QPersistentModelIndex> m_selected;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QStringList m_words;
    QSet<SandboxStatus> m_statuses;
    std::set<QString> m_asked;   ///< ids which the store wants to have read
    std::set<QString> m_doubted; ///< ids of which the store did not believe the last list
    bool m_wantsEnded = false;
    int m_shownAsForeseen = 0;
    int m_foreseenInVain = 0;
};

void RandomLife::changeTheServer()
{
    for (int changes = m_random.below(m_scale.changes); changes > 0; --changes) {
        const QString id = anyId();
        if (m_random.chance(30))
            m_server.erase(id);
        else
            m_server[id] = m_random.sandbox(id, m_clock.utcNow());
    }
    // Now and then everything at once.
    if (m_random.chance(1))
        m_server.clear();
    if (m_random.chance(1)) {
        for (int i = 0; i < m_scale.ids; ++i)
            m_server[u"s%1"_s.arg(i)] = m_random.sandbox(u"s%1"_s.arg(i), m_clock.utcNow());
    }
}

void RandomLife::poll()
{
    const MonoTime began = m_clock.monoNow();
    const bool isComplete = !m_random.chance(15);
    ListOutcome outcome;
    outcome.incompleteness = isComplete ? Incompleteness::None : Incompleteness::NoCursor;
    for (const auto &[id, sandbox] : m_server) {
        if (isComplete || m_random.chance(70))
            outcome.sandboxes.append(sandbox);
    }
    const Foresight foresight = m_filter.foresight();
    m_clock.advance(1s * m_random.below(3));
    // Reads of single sandboxes that overtake the list.
    for (int reads = m_scale.isRead ? m_random.below(3) : 0; reads > 0; --reads) {
        const QString id = anyId();
        const auto found = m_server.find(id);
        const MonoTime asked = m_clock.monoNow() - 1s * m_random.below(2);
        if (found != m_server.end())
            m_store.applyDetails(found->second, asked);
        else
            m_store.applyGone(id, asked);
    }
    SnapshotDelta delta = m_diff.take(std::move(outcome));
    delta.began = began;
    delta.readAt = m_clock.utcNow();
    if (foresight)
        delta.foreseen = foresight(delta);
    m_doubted.clear();
    m_store.applySnapshot(delta);
    if (delta.isComplete())
        checkAfterAList(began);
    if (const auto *ahead = dynamic_cast<const OrderAhead *>(delta.foreseen.get()))
        ++(ahead->takeOrder() ? m_foreseenInVain : m_shownAsForeseen);
    const bool stale = m_random.chance(5);
    m_list.setFreshness(stale, isComplete ? MonoTime{} : m_clock.monoNow() - 10s);
}

/// After a complete list that was asked for at @p began all is shown that the server has, and nothing else,
/// beside what was read meanwhile, is waited for, or was left aside and is asked for again.
void RandomLife::checkAfterAList(MonoTime began)
{
    for (int row = 0; row < m_store.size(); ++row) {
        const SandboxRow &shown = m_store.at(row);
        QVERIFY2(m_server.contains(shown.sandbox->id) || shown.readAt > began || shown.pending,
                 qPrintable(shown.sandbox->id));
    }
    for (const auto &[id, sandbox] : m_server)
        QVERIFY2(m_store.find(id) || m_doubted.contains(id), qPrintable(id));
}

void RandomLife::touchOverlays()
{
    const SandboxStore::Batch batch(m_store);
    for (int touched = m_random.below(8); touched > 0; --touched) {
        const QString id = anyId();
        PendingOp op;
        op.action = m_random.pick(kAllActions);
        switch (m_random.below(4)) {
        case 0:
            m_store.setPending(id, op);
            break;
        case 1:
            m_store.clearPending(id);
            break;
        case 2:
            m_store.setFault(id, {op.action, u"failed %1"_s.arg(m_random.below(3)), m_clock.utcNow()});
            break;
        default:
            m_store.clearFault(id);
        }
    }
}

/// What one of our own deletions and the reads that follow it do.
void RandomLife::answerReads()
{
    if (m_scale.isRead && m_random.chance(5)) {
        const QString id = anyId();
        m_server.erase(id);
        m_store.applyDeleted(id);
    }
    for (const QString &id : std::exchange(m_asked, {})) {
        if (const auto found = m_server.find(id); found != m_server.end())
            m_store.applyDetails(found->second, m_clock.monoNow());
        else
            m_store.applyGone(id, m_clock.monoNow());
    }
    // What comes back takes a tombstone away, which no poll foresees.
    if (!m_scale.isRead || m_random.chance(1))
        m_store.tombstones().clear();
}

void RandomLife::changeTheView()
{
    static const QStringList texts{QString(),      u"running"_s, u"eu"_s, u"base"_s, u"s1"_s,
                                   u"us paused"_s, u"ÄPF"_s,     u"  "_s, u"zzz"_s};
    switch (m_random.below(7)) {
    case 0:
    case 1:
        m_column = m_random.below(Model::ColumnCount);
        m_order = m_random.chance(50) ? Qt::AscendingOrder : Qt::DescendingOrder;
        m_filter.sort(m_column, m_order);
        break;
    case 2:
        m_words = m_random.pick(texts).split(u' ', Qt::SkipEmptyParts);
        m_statuses.clear();
        m_wantsEnded = false;
        m_filter.setText(m_words.join(u' '));
        break;
    case 3:
        m_statuses.clear();
        for (int count = m_random.below(4); count > 0; --count)
            m_statuses.insert(m_random.pick(kAllStatuses));
        m_filter.setStatuses(m_statuses);
        break;
    case 4:
        m_words.clear();
        m_statuses.clear();
        m_wantsEnded = false;
        m_filter.clearFilter();
        break;
    case 5:
        m_words.clear();
        m_statuses.clear();
        m_wantsEnded = true;
        m_filter.setText(u"is:deleted"_s);
        break;
    default:
        break;
    }
}

QStringList RandomLife::expectedIds() const
{
    std::vector<Sandbox> rows;
    for (int row = 0; row < m_store.size(); ++row) {
        const Sandbox &sandbox = m_store.at(row).sandbox;
        if (m_wantsEnded && sandbox.status != SandboxStatus::Gone)
            continue;
        const QStringList texts{sandbox.id, sandbox.templateName, sandbox.templateId, sandbox.region,
                                nameOfStatus(sandbox.status, sandbox.statusWord)};
        const bool wordsFit = std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
            return !texts.filter(word, Qt::CaseInsensitive).isEmpty();
        });
        if (wordsFit && (m_statuses.isEmpty() || m_statuses.contains(sandbox.status)))
            rows.push_back(sandbox);
    }
    // By their end rather than by their limit, before all that has time left.
    std::map<QString, UtcTime> ends;
    for (int row = 0; m_wantsEnded && row < m_store.tombstones().size(); ++row) {
        const SandboxRow &ended = m_store.tombstones().at(row);
        ends.emplace(ended.sandbox->id, ended.ending->at);
        if (m_statuses.isEmpty() || m_statuses.contains(SandboxStatus::Gone))
            rows.push_back(ended.sandbox);
    }
    if (m_column >= 0) {
        std::sort(rows.begin(), rows.end(), [](const Sandbox &a, const Sandbox &b) { return a.id < b.id; });
        std::stable_sort(rows.begin(), rows.end(), [&](const Sandbox &a, const Sandbox &b) {
            const auto endOf = [&ends](const Sandbox &sandbox) {
                const auto end = ends.find(sandbox.id);
                return end == ends.end() ? UtcTime::max() : end->second;
            };
            int order = compare(a, b, m_column);
            if (m_column == Model::TimeLeft && endOf(a) != endOf(b))
                order = endOf(a) < endOf(b) ? -1 : 1;
            return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    }
    QStringList ids;
    for (const Sandbox &row : rows)
        ids.append(row.id);
    return ids;
}

void RandomLife::check()
{
    const QStringList expected = expectedIds();
    QStringList shown;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        shown.append(m_filter.idAt(row));
        QCOMPARE(m_filter.rowOf(shown.last()), row);
    }
    QCOMPARE(shown, expected);

    // A selection by persistent index follows its sandbox and nothing else.
    m_selected.removeIf(
        [&expected](const auto &one) { return !expected.contains(one.key()) && !one.value().isValid(); });
    for (auto it = m_selected.cbegin(); it != m_selected.cend(); ++it) {
        QVERIFY(expected.contains(it.key()));
        // A row that left and came back in one step is a new one.
        if (it->isValid())
            QCOMPARE(it->data(Model::IdRole).toString(), it.key());
    }
    if (!expected.isEmpty()) {
        const QString id = m_random.pick(expected);
        m_selected.insert(id, m_filter.index(m_filter.rowOf(id), m_random.below(Model::ColumnCount)));
    }

    StatusCounts counts{};
    for (int row = 0; row < m_store.size(); ++row)
        ++counts.at(static_cast<std::size_t>(m_store.at(row).sandbox->status));
    QCOMPARE(m_store.counts(), counts);
}

void RandomLife::checkCounts()
{
    // What depends on time alone may be late.
    m_clock.advance(QueryCounter::restFor(m_scale.ids));
    m_counter.followTime();
    m_clock.advance(0ms);
    QVector<int> counts;
    for (const SearchQuery &query : std::as_const(m_counted)) {
        int count = 0;
        for (int row = 0; row < m_list.rowCount(); ++row) {
            const SandboxRow &known = m_list.row(row);
            count += query.matches(known.sandbox, m_list.serverNow(), traitsOf(known)) ? 1 : 0;
        }
        counts.append(count);
    }
    QCOMPARE(m_counter.counts(), counts);
}

void RandomLife::live()
{
    for (const QString &text : {QString(), u"state:running"_s, u"is:problem"_s, u"is:deleted"_s, u"s1"_s,
                                u"left:<1h"_s, u"-template:base age:>1h"_s})
        m_counted.append(SearchQuery::parse(text));
    m_counter.setQueries(m_counted);
    const QAbstractItemModelTester listTester(&m_list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QAbstractItemModelTester filterTester(&m_filter,
                                                QAbstractItemModelTester::FailureReportingMode::Fatal);
    const Mirror listMirror(m_list);
    const Mirror filterMirror(m_filter);
    connect(&m_store, &SandboxStore::resendNeeded, this,
            [this](const QStringList &ids) { m_diff.resend(ids); });
    connect(&m_store, &SandboxStore::rereadWanted, this, [this](const QString &id) { m_asked.insert(id); });
    connect(&m_store, &SandboxStore::doubted, this,
            [this](Doubt, const QStringList &ids) { m_doubted.insert(ids.begin(), ids.end()); });

    for (int step = 0; step < m_scale.steps; ++step) {
        changeTheServer();
        poll();
        touchOverlays();
        answerReads();
        changeTheView();
        check();
        if (m_random.chance(20))
            checkCounts();
        if (QTest::currentTestFailed())
            qFatal("step %d, sorted by column %d, order %d", step, m_column, static_cast<int>(m_order));
        QCOMPARE(listMirror.rows(), listMirror.truth());
        QCOMPARE(filterMirror.rows(), filterMirror.truth());
        m_clock.advance(5s);
    }

    // In the end the dashboard agrees with the server, whatever was skipped on the way.
    m_filter.clearFilter();
    for (int i = 0; i < 3; ++i) {
        m_clock.advance(30s);
        answerReads();
        ListOutcome outcome;
        for (const auto &[id, sandbox] : m_server)
            outcome.sandboxes.append(sandbox);
        SnapshotDelta delta = m_diff.take(std::move(outcome));
        delta.began = m_clock.monoNow();
        m_store.applySnapshot(delta);
    }
    int listedAsGone = 0;
    for (const auto &[id, sandbox] : m_server) {
        // What went and is still listed, as gone, is not brought back.
        if (sandbox.status == SandboxStatus::Gone && !m_store.find(id)) {
            ++listedAsGone;
            continue;
        }
        QVERIFY(m_store.find(id));
        QCOMPARE(m_store.find(id)->sandbox->status, sandbox.status);
    }
    QCOMPARE(m_store.size(), static_cast<int>(m_server.size()) - listedAsGone);
    qInfo("%d polls shown as foreseen, %d foreseen in vain", m_shownAsForeseen, m_foreseenInVain);
    if (!m_scale.isRead)
        QVERIFY(m_shownAsForeseen > 0);
}

class ModelFuzzTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewChangesAtATime() { RandomLife(kSmall).live(); }
    void manyChangesAtATime() { RandomLife(kLarge).live(); }
    void manyChangesByPollsAlone() { RandomLife(kCalm).live(); }
};

SANDGLASS_REGISTER_TEST(ModelFuzzTest)

} // namespace

#include "tst_modelfuzz.moc"
