// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "table/glyphanimator.h"
#include "table/sandboxtable.h"
#include "tablefixture.h"

#include <QPaintEvent>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Remembers what part of a widget was repainted.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget &widget) : m_widget(widget) { m_widget.installEventFilter(this); }

    [[nodiscard]] QRegion take()
    {
        QCoreApplication::processEvents();
        return std::exchange(m_painted, {});
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted += static_cast<QPaintEvent *>(event)->region();
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget &m_widget;
    QRegion m_painted;
};

} // namespace

/// Times go on without the table being repainted.
class TickingTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TableFixture> m_fixture;
    std::unique_ptr<SandboxTable> m_table;

    void show(const QVector<Sandbox> &sandboxes)
    {
        m_fixture->poll(sandboxes);
        m_table->resize(1'100, 300);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QRect cell(const QString &id, int column) const
    {
        return m_table->visualRect(m_fixture->filter.index(m_fixture->filter.rowOf(id), column));
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TableFixture>();
        m_table = std::make_unique<SandboxTable>(m_fixture->filter, m_fixture->clock, m_fixture->serverClock,
                                                 m_fixture->settings);
    }
    void cleanup()
    {
        m_table.reset();
        m_fixture.reset();
        qputenv("SANDGLASS_NO_ANIMATION", "1"); // as all tests begin, though some turn it on
    }

    void onlyChangedCellsAreRepainted()
    {
        Sandbox young = m_fixture->sandbox(u"young"_s, SandboxStatus::Running, 10s);
        Sandbox old = m_fixture->sandbox(u"old"_s, SandboxStatus::Running, 2h + 30s);
        old.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 10min + 30s);
        show({young, old});
        PaintWatch watch(*m_table->viewport());

        for (int second = 0; second < 10; ++second) {
            m_fixture->clock.advance(1s);
            QCOMPARE(watch.take(), QRegion(cell(u"young"_s, SandboxListModel::Age)));
        }
        // 30 s on, the old one's cells change once.
        m_fixture->clock.advance(19s);
        static_cast<void>(watch.take());
        m_fixture->clock.advance(2s);
        const QRegion painted = watch.take();
        QVERIFY(painted.contains(cell(u"old"_s, SandboxListModel::Age).center()));
        QVERIFY(painted.contains(cell(u"old"_s, SandboxListModel::TimeLeft).center()));
        QVERIFY(!painted.contains(cell(u"old"_s, SandboxListModel::Id).center()));
        QVERIFY(!painted.contains(cell(u"young"_s, SandboxListModel::State).center()));
    }

    void sleepsUntilTheNextChange()
    {
        show({m_fixture->sandbox(u"old"_s, SandboxStatus::Running, 2h + 20s)});
        const auto until = m_fixture->clock.untilNextTimer();
        QVERIFY(until);
        QVERIFY2(*until > 39s && *until <= 40s, qPrintable(QString::number(until->count())));
        // In an hour it wakes up about once a minute, never more often.
        int wakings = 0;
        const MonoTime end = m_fixture->clock.monoNow() + 60min;
        while (m_fixture->clock.monoNow() < end && m_fixture->clock.advanceToNextTimer()) {
            ++wakings;
            QCoreApplication::processEvents();
        }
        QVERIFY2(wakings >= 58 && wakings <= 64, qPrintable(QString::number(wakings)));
    }

    void restsWhenNothingTicks()
    {
        Sandbox timeless = m_fixture->sandbox(u"timeless"_s);
        timeless.createdAt = {};
        show({timeless});
        QCOMPARE(m_fixture->clock.timerCount(), 0);
    }

    void restsWhileHiddenAndIsRightAfterwards()
    {
        show({m_fixture->sandbox(u"young"_s, SandboxStatus::Running, 10s)});
        QVERIFY(m_fixture->clock.timerCount() > 0);
        m_table->hide();
        m_fixture->clock.advance(5s);
        QCOMPARE(m_fixture->clock.timerCount(), 0);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
        QCoreApplication::processEvents();
        QVERIFY(m_fixture->clock.timerCount() > 0);
    }

    void rowsOutOfSightCostNothing()
    {
        QVector<Sandbox> sandboxes;
        for (int i = 0; i < 200; ++i)
            sandboxes += m_fixture->sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1), SandboxStatus::Running,
                                            i < 100 ? 5h + 1s : 6h + i * 100ms);
        sandboxes.last().createdAt =
            ReportedTime::known(m_fixture->clock.utcNow() - 300h); // the very last row, far below
        sandboxes.last().expiry = Expiry::atTime(m_fixture->clock.utcNow() + 50s);
        show(sandboxes);
        const auto until = m_fixture->clock.untilNextTimer();
        QVERIFY(until && *until > 50s); // the minutes of the rows in sight, not the seconds of the last one
    }

    void pendingGlyphTurnsAloneAndRestsWhenDone()
    {
        qunsetenv("SANDGLASS_NO_ANIMATION");
        Sandbox timeless = m_fixture->sandbox(u"a"_s);
        timeless.createdAt = {};
        show({timeless});
        m_fixture->setPending(u"a"_s, LifecycleAction::Pause, SandboxStatus::Paused);
        QCoreApplication::processEvents();
        PaintWatch watch(*m_table->viewport());
        QCOMPARE(m_fixture->clock.timerCount(), 1);
        for (int frame = 0; frame < 5; ++frame) {
            m_fixture->clock.advance(GlyphAnimator::kFrame);
            const QRegion painted = watch.take();
            QVERIFY(!painted.isEmpty());
            QVERIFY(painted.boundingRect().width() <= 16 && painted.boundingRect().height() <= 16);
        }
        m_fixture->store.clearPending(u"a"_s);
        QCoreApplication::processEvents();
        m_fixture->clock.advance(1s);
        static_cast<void>(watch.take());
        QCOMPARE(m_fixture->clock.timerCount(), 0);
    }

    /// A ring that turns paints no words, so those in its cell are not fresh by it.
    void aTurningRingKeepsNoOldTime()
    {
        qunsetenv("SANDGLASS_NO_ANIMATION");
        const auto toChange = 8 * GlyphAnimator::kFrame - 2ms; // the ring turns right after it,
        const Sandbox other =
            m_fixture->sandbox(u"other"_s, SandboxStatus::Running, 10s - toChange - 4ms); // waking after that
        Sandbox slow = m_fixture->sandbox(u"slow"_s);
        slow.createdAt = {};
        show({other, slow});
        PendingOp op;
        op.action = LifecycleAction::Pause;
        op.expected = SandboxStatus::Paused;
        op.phase = PendingOp::Phase::Overdue;
        op.since = m_fixture->clock.monoNow() - (10s - toChange);
        m_fixture->store.setPending(u"slow"_s, op);
        QCoreApplication::processEvents();
        PaintWatch watch(*m_table->viewport());
        const QPoint words = cell(u"slow"_s, SandboxListModel::State).center();
        for (int frame = 0; frame < 8; ++frame) {
            m_fixture->clock.advance(GlyphAnimator::kFrame);
            QVERIFY(!watch.take().contains(words));
        }
        QVERIFY(m_fixture->filter.index(1, SandboxListModel::State).data().toString().contains(u"10 s"_s));
        m_fixture->clock.advance(10ms);
        QVERIFY(watch.take().contains(words));
    }

    void restsWhileMinimised()
    {
        qunsetenv("SANDGLASS_NO_ANIMATION");
        show({m_fixture->sandbox(u"young"_s, SandboxStatus::Creating, 10s)});
        QVERIFY(m_fixture->clock.timerCount() > 0);
        m_table->showMinimized();
        PaintWatch watch(*m_table->viewport());
        m_fixture->clock.advance(5s);
        QCOMPARE(m_fixture->clock.timerCount(), 0);
        QVERIFY(watch.take().isEmpty());
        m_table->showNormal();
        m_table->viewport()->update(); // as the page does for its table
        QCoreApplication::processEvents();
        QVERIFY(m_fixture->clock.timerCount() > 0);
    }

    void noMotionWhenNotWanted()
    {
        Sandbox timeless = m_fixture->sandbox(u"a"_s, SandboxStatus::Creating);
        timeless.createdAt = {};
        show({timeless});
        QCOMPARE(m_fixture->clock.timerCount(), 0);
    }
};

SANDGLASS_REGISTER_TEST(TickingTest)

} // namespace sandglass::test

#include "tst_ticking.moc"
