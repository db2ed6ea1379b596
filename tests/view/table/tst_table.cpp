// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../tooltiptext.h"
#include "support/testregistry.h"
#include "table/sandboxdelegate.h"
#include "table/sandboxtable.h"
#include "tablefixture.h"
#include "theme/expirylook.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TableTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TableFixture> m_fixture;
    std::unique_ptr<SandboxTable> m_table;

    [[nodiscard]] QModelIndex cell(const QString &id, int column) const
    {
        return m_fixture->filter.index(m_fixture->filter.rowOf(id), column);
    }
    [[nodiscard]] QPoint copyButton(const QString &id) const
    {
        const auto *delegate = qobject_cast<SandboxDelegate *>(m_table->itemDelegate());
        const QRect rect = m_table->visualRect(cell(id, SandboxListModel::Id));
        return delegate->copyButtonRect(rect, m_table->layoutDirection()).center();
    }
    void askForToolTip(const QPoint &position)
    {
        QHelpEvent event(QEvent::ToolTip, position, m_table->viewport()->mapToGlobal(position));
        QCoreApplication::sendEvent(m_table->viewport(), &event);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TableFixture>();
        m_table = std::make_unique<SandboxTable>(m_fixture->filter, m_fixture->clock, m_fixture->serverClock,
                                                 m_fixture->settings);
        QVector<Sandbox> sandboxes;
        for (int i = 0; i < 100; ++i)
            sandboxes += m_fixture->sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1), SandboxStatus::Running,
                                            std::chrono::minutes(i + 1));
        m_fixture->poll(sandboxes);
        m_table->resize(1'000, 300);
        m_table->show();
        m_table->activateWindow();
        m_table->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    }

    void cleanup()
    {
        m_table.reset();
        m_fixture.reset();
    }

    void isNamedForScreenReaders()
    {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(m_table.get());
        QVERIFY(face);
        QCOMPARE(face->text(QAccessible::Name), u"Sandboxes"_s);
        QCOMPARE(face->role(), QAccessible::Table);
    }

    void aScatteredSelectionIsToldOnce()
    {
        m_table->sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
        QStringList even;
        QStringList third;
        for (int i = 0; i < 100; ++i) {
            const QString id = u"s%1"_s.arg(i, 3, 10, '0'_L1);
            if (i % 2 == 0)
                even += id;
            if (i % 3 == 0)
                third += id;
        }
        const QModelIndex current = cell(u"s010"_s, SandboxListModel::Id);
        m_table->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        QVector<QStringList> heard;
        connect(m_table.get(), &SandboxTable::selectedIdsChanged, m_table.get(),
                [&] { heard += m_table->selectedIds(); });
        m_table->selectIds(even);
        m_table->selectIds(third);
        m_table->selectIds(third); // nothing new
        m_table->selectIds({});
        QCOMPARE(heard, (QVector<QStringList>{even, third, {}}));
        QCOMPARE(m_table->currentIndex(), current);
        // Rows are selected as a whole, as by hand.
        m_table->selectIds(even);
        QCOMPARE(m_table->selectionModel()->selectedRows().size(), even.size());
        for (int column = 0; column < SandboxListModel::ColumnCount; ++column)
            QVERIFY(m_table->selectionModel()->isSelected(cell(u"s004"_s, column)));
        QVERIFY(!m_table->selectionModel()->isRowSelected(cell(u"s003"_s, 0).row(), {}));
    }

    void sortingShowsWhatComesFirst()
    {
        m_table->sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
        QScrollBar &bar = *m_table->verticalScrollBar();
        bar.setValue(bar.maximum() / 2);
        m_table->sortByColumn(SandboxListModel::Age, Qt::AscendingOrder);
        QTRY_COMPARE(bar.value(), 0);
        // A selected row far from what is on the screen is no reason to stay.
        m_table->selectIds({u"s099"_s});
        m_table->selectionModel()->setCurrentIndex(cell(u"s099"_s, 0), QItemSelectionModel::NoUpdate);
        bar.setValue(bar.maximum() / 4);
        m_table->sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        QTRY_COMPARE(bar.value(), 0);
    }

    void sortingKeepsASelectedRowInSight()
    {
        m_table->sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
        m_table->setCurrentId(u"s060"_s);
        m_table->selectIds({u"s060"_s});
        QCoreApplication::processEvents();
        const int top = m_table->visualRect(cell(u"s060"_s, 0)).top();
        QVERIFY(m_table->verticalScrollBar()->value() > 0);
        m_table->sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        QTRY_COMPARE(m_table->visualRect(cell(u"s060"_s, 0)).top(), top);
        // At the very end it cannot stay where it was, but it stays in sight.
        m_table->setCurrentId(u"s000"_s);
        m_table->selectIds({u"s000"_s});
        QCoreApplication::processEvents();
        m_table->sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
        QTRY_VERIFY(m_table->viewport()->rect().contains(m_table->visualRect(cell(u"s000"_s, 0)).center()));
        QCOMPARE(m_table->verticalScrollBar()->value(), 0);
    }

    void copyKeyCopiesSelectedIdsInOrder()
    {
        QSignalSpy copied(m_table.get(), &SandboxTable::idCopied);
        m_table->selectIds({u"s007"_s, u"s002"_s, u"s003"_s});
        QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"s002\ns003\ns007"_s);
        QCOMPARE(copied.count(), 1);
    }

    void copyingAsJsonGivesTheRowsInOrder()
    {
        QSignalSpy copied(m_table.get(), &SandboxTable::jsonCopied);
        m_table->selectIds({u"s007"_s, u"s002"_s});
        m_table->copySelectedJson();
        const QJsonArray rows =
            QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0)["id"_L1].toString(), u"s002"_s);
        QCOMPARE(rows.at(1)["id"_L1].toString(), u"s007"_s);
        QCOMPARE(rows.at(0)["status"_L1].toString(), u"running"_s);
        QCOMPARE(copied.count(), 1);
        QCOMPARE(copied.first().constFirst().toInt(), 2);
    }

    void copyButtonCopiesOneIdAndNothingElse()
    {
        m_table->selectIds({u"s000"_s});
        QSignalSpy copied(m_table.get(), &SandboxTable::idCopied);
        QSignalSpy activated(m_table.get(), &QAbstractItemView::doubleClicked);
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, copyButton(u"s004"_s));
        QCOMPARE(copied.count(), 1);
        QCOMPARE(copied.first().constFirst().toString(), u"s004"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"s004"_s);
        QCOMPARE(m_table->selectedIds(), QStringList{u"s000"_s});

        // Pressed on it, released elsewhere: not a click.
        QTest::mousePress(m_table->viewport(), Qt::LeftButton, {}, copyButton(u"s005"_s));
        QTest::mouseRelease(m_table->viewport(), Qt::LeftButton, {}, copyButton(u"s006"_s));
        QCOMPARE(copied.count(), 1);
        QCOMPARE(activated.count(), 0);
    }

    void copyFeedbackEnds()
    {
        const int before = m_fixture->clock.timerCount();
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, copyButton(u"s004"_s));
        QCOMPARE(m_fixture->clock.timerCount(), before + 1);
        const QImage during = m_table->viewport()->grab().toImage();
        m_fixture->clock.advance(3s);
        QVERIFY(m_table->viewport()->grab().toImage() != during);
        QCOMPARE(m_fixture->clock.timerCount(), before);
    }

    void rowUnderThePointerIsLit()
    {
        const QRect row = m_table->visualRect(cell(u"s004"_s, SandboxListModel::Id));
        const auto colorAtEnd = [&] {
            return m_table->viewport()->grab().toImage().pixelColor(row.right() - 1, row.top() + 2);
        };
        const QColor before = colorAtEnd();
        QHoverEvent enter(QEvent::HoverMove, row.center(), QPointF(), QPointF());
        QCoreApplication::sendEvent(m_table->viewport(), &enter);
        QVERIFY(m_table->viewport()->testAttribute(Qt::WA_Hover));
        QVERIFY(colorAtEnd() != before);
        QHoverEvent leave(QEvent::HoverLeave, QPointF(), QPointF(), row.center());
        QCoreApplication::sendEvent(m_table->viewport(), &leave);
        QCOMPARE(colorAtEnd(), before);
    }

    void menuKeyAndMouseAskForTheMenu_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Shift+F10") << 0;
        QTest::newRow("Menu key") << 1;
        QTest::newRow("right button") << 2;
    }

    void menuKeyAndMouseAskForTheMenu()
    {
        QFETCH(int, way);
        QSignalSpy wanted(m_table.get(), &SandboxTable::menuWanted);
        m_table->selectIds({});
        m_table->setCurrentId(u"s003"_s);
        const QRect row = m_table->visualRect(cell(u"s003"_s, 0));
        if (way == 0) {
            QTest::keyClick(m_table.get(), Qt::Key_F10, Qt::ShiftModifier);
        } else if (way == 1) {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
            QCoreApplication::sendEvent(m_table.get(), &event);
        } else {
            QTest::mousePress(m_table->viewport(), Qt::RightButton, {}, row.center());
            QContextMenuEvent event(QContextMenuEvent::Mouse, row.center(),
                                    m_table->viewport()->mapToGlobal(row.center()));
            QCoreApplication::sendEvent(m_table->viewport(), &event);
        }
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(m_table->selectedIds(), QStringList{u"s003"_s});
        const QPoint at = m_table->viewport()->mapFromGlobal(wanted.first().constFirst().toPoint());
        QVERIFY(row.adjusted(0, 0, 0, 1).contains(at));
    }

    void keysMoveAmongRows()
    {
        m_table->setCurrentId(u"s010"_s);
        QTest::keyClick(m_table.get(), Qt::Key_Down);
        QCOMPARE(m_table->currentId(), u"s011"_s);
        QTest::keyClick(m_table.get(), Qt::Key_End);
        QCOMPARE(m_table->currentId(), u"s099"_s);
        QTest::keyClick(m_table.get(), Qt::Key_Home);
        QCOMPARE(m_table->currentId(), u"s000"_s);
        QTest::keyClick(m_table.get(), Qt::Key_PageDown);
        QVERIFY(m_fixture->filter.rowOf(m_table->currentId()) > 3);
        QTest::keyClick(m_table.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_table->selectedIds().size(), 100);
    }

    void enterChangesNothing()
    {
        m_table->selectIds({u"s001"_s});
        m_table->setCurrentId(u"s001"_s);
        QSignalSpy changed(&m_fixture->store, &SandboxStore::rowsChanged);
        QTest::keyClick(m_table.get(), Qt::Key_Return);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(m_table->selectedIds(), QStringList{u"s001"_s});
    }

    void typingIsPassedOn()
    {
        m_table->setCurrentId(u"s001"_s);
        QSignalSpy typed(m_table.get(), &SandboxTable::textTyped);
        QTest::keyClick(m_table.get(), Qt::Key_S, Qt::NoModifier);
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed.first().constFirst().toString(), u"s"_s);
        QCOMPARE(m_table->currentId(), u"s001"_s);
    }

    void spaceChoosesAndIsNotTyped()
    {
        m_table->setCurrentId(u"s001"_s);
        m_table->selectIds({u"s001"_s});
        QSignalSpy typed(m_table.get(), &SandboxTable::textTyped);
        const auto pressSpace = [this](Qt::KeyboardModifiers modifiers, const QString &text) {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_Space, modifiers, text);
            QCoreApplication::sendEvent(m_table.get(), &press);
        };
        // As X11 and Wayland tell it.
        pressSpace(Qt::ControlModifier, QString(QChar(u'\0')));
        QCOMPARE(m_table->selectedIds(), QStringList());
        pressSpace(Qt::ControlModifier, QString(QChar(u'\0')));
        QCOMPARE(m_table->selectedIds(), QStringList{u"s001"_s});
        QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ControlModifier);
        pressSpace(Qt::ControlModifier, QString(QChar(u'\0')));
        QCOMPARE(m_table->selectedIds().size(), 2);
        pressSpace({}, u" "_s);
        QCOMPARE(m_table->selectedIds().size(), 2);
        pressSpace(Qt::ShiftModifier, u" "_s);
        QCOMPARE(typed.count(), 0);
        // What has more than one unit is typed all the same.
        m_table->keyboardSearch(u"\U0001F600"_s);
        QCOMPARE(typed.count(), 1);
    }

    void tabLeavesTheTable()
    {
        QVERIFY(!m_table->tabKeyNavigation());
        QCOMPARE(m_table->editTriggers(), QAbstractItemView::NoEditTriggers);
    }

    void toolTipTellsOfTheFailure()
    {
        m_fixture->store.setFault(u"s002"_s,
                                  {LifecycleAction::Pause, u"Pause failed: the <b>server</b> is busy"_s,
                                   m_fixture->clock.utcNow()});
        const auto *delegate = qobject_cast<SandboxDelegate *>(m_table->itemDelegate());
        const QRect state = m_table->visualRect(cell(u"s002"_s, SandboxListModel::State));
        askForToolTip(delegate->markRect(state, Qt::LeftToRight).center());
        QVERIFY(textOfToolTip(QToolTip::text()).contains(u"Pause failed"_s));
        QVERIFY(textOfToolTip(QToolTip::text()).contains(u"<b>server"_s)); // never markup
        QToolTip::hideText();
    }

    void openToolTipStaysWhileItIsTrue()
    {
        const QRect state = m_table->visualRect(cell(u"s002"_s, SandboxListModel::State));
        askForToolTip(state.center());
        QTRY_VERIFY(QToolTip::isVisible());
        const QString text = QToolTip::text();
        // Rows below change, come and go: nothing under the pointer moved.
        m_fixture->poll({m_fixture->sandbox(u"s050"_s, SandboxStatus::Paused, 51min)}, {u"s060"_s});
        QCoreApplication::sendPostedEvents();
        QVERIFY(QToolTip::isVisible());
        QCOMPARE(QToolTip::text(), text);
        // Its own row goes.
        m_fixture->poll({}, {u"s002"_s});
        QCoreApplication::sendPostedEvents();
        QTRY_VERIFY(!QToolTip::isVisible());
    }

    void longIdsAreElidedInTheMiddleAndStillCopied()
    {
        const QString longId = u"first-"_s + QString(80, u'x') + u"-last"_s;
        m_fixture->poll({m_fixture->sandbox(longId, SandboxStatus::Running, 1s)});
        QCoreApplication::sendPostedEvents();
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, copyButton(longId));
        QCOMPARE(QGuiApplication::clipboard()->text(), longId);
    }

    void idsAreSetInFixedWidth()
    {
        // The first table of a program once painted them in its own font.
        m_fixture->poll({m_fixture->sandbox(u"llllllllllll-"_s, SandboxStatus::Running, 1s),
                         m_fixture->sandbox(u"wwwwwwwwwwww-"_s, SandboxStatus::Running, 2s)});
        QCoreApplication::sendPostedEvents();
        const auto inkEnds = [this](const QString &id) {
            const QImage image =
                m_table->viewport()->grab(m_table->visualRect(cell(id, SandboxListModel::Id))).toImage();
            const QRgb background = image.pixel(0, image.height() / 2);
            for (int x = image.width() - 1; x > 0; --x) {
                for (int y = image.height() / 3; y < image.height() * 2 / 3; ++y) {
                    if (image.pixel(x, y) != background)
                        return x;
                }
            }
            return 0;
        };
        QVERIFY(inkEnds(u"llllllllllll-"_s) > 40);
        QCOMPARE(inkEnds(u"llllllllllll-"_s), inkEnds(u"wwwwwwwwwwww-"_s));
    }

    void widthsDoNotDependOnContents()
    {
        const QHeaderView &header = *m_table->horizontalHeader();
        const int before = header.sectionSize(SandboxListModel::Id);
        m_fixture->poll({m_fixture->sandbox(QString(500, u'x'))});
        QCoreApplication::sendPostedEvents();
        QCOMPARE(header.sectionSize(SandboxListModel::Id), before);
        for (int row = 0; row < m_fixture->filter.rowCount(); ++row)
            QCOMPARE(m_table->rowHeight(row), m_table->rowHeight(0));
    }

    /// What scrolls is as long as what there is, whatever made it longer or shorter.
    void scrollingReachesTheEnds()
    {
        const QScrollBar &down = *m_table->verticalScrollBar();
        const QScrollBar &across = *m_table->horizontalScrollBar();
        const auto isRight = [&] {
            QCoreApplication::processEvents();
            const QSize room = m_table->viewport()->size();
            const int rows = m_fixture->filter.rowCount() * m_table->rowHeight(0);
            return down.maximum() == std::max(0, rows - room.height()) &&
                   across.maximum() == std::max(0, m_table->horizontalHeader()->length() - room.width());
        };
        QVERIFY(isRight());
        const int rowHeight = m_table->rowHeight(0);
        const int headerHeight = m_table->horizontalHeader()->height();
        QFont large = m_table->font();
        large.setPointSizeF(large.pointSizeF() * 2);
        m_table->setFont(large);
        QVERIFY(isRight());
        QVERIFY(m_table->rowHeight(0) > rowHeight);
        QVERIFY(m_table->horizontalHeader()->height() > headerHeight);
        m_table->setStyleSheet(u"QScrollBar { width: 40px; height: 40px }"_s);
        QVERIFY(isRight());
        QCOMPARE(down.width(), 40);
        m_table->resize(500, 200);
        QVERIFY(isRight() && across.maximum() > 0);
        m_table->setColumnHidden(SandboxListModel::Template, true);
        QVERIFY(isRight());
        QStringList going;
        for (int i = 0; i < 100; i += 3)
            going += u"s%1"_s.arg(i, 3, 10, '0'_L1);
        m_fixture->poll({}, going);
        QVERIFY(isRight());
        m_fixture->filter.setText(u"s05"_s);
        QVERIFY(isRight());
        m_table->sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        QVERIFY(isRight());
        m_fixture->filter.clearFilter();
        QVERIFY(isRight() && down.maximum() > 0);
    }

    void everyLookIsPainted()
    {
        // All statuses, pending, fault, old, near the end, selected, both directions: must paint,
        // differently.
        QVector<Sandbox> sandboxes;
        for (const SandboxStatus status : kAllStatuses) {
            Sandbox sandbox = m_fixture->sandbox(u"a%1"_s.arg(static_cast<int>(status)), status, 1s);
            sandbox.expiry = Expiry::atTime(m_fixture->clock.utcNow() +
                                            std::chrono::seconds(30 + 200 * static_cast<int>(status)));
            sandboxes += sandbox;
        }
        m_fixture->poll(sandboxes);
        m_fixture->setPending(u"a1"_s, LifecycleAction::Pause, SandboxStatus::Paused);
        m_fixture->store.setFault(u"a2"_s, {LifecycleAction::Stop, u"failed"_s, m_fixture->clock.utcNow()});
        const QImage fresh = m_table->viewport()->grab().toImage();
        m_fixture->list.setFreshness(true, {});
        const QImage old = m_table->viewport()->grab().toImage();
        QVERIFY(fresh != old);
        m_table->selectAll();
        QVERIFY(m_table->viewport()->grab().toImage() != old);
        m_table->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(m_table->viewport()->grab().toImage() != old);
    }

    void rowsNearTheirEndAreTinted()
    {
        using enum ExpiryTier;
        const std::array<std::pair<ExpiryTier, std::chrono::milliseconds>, 4> ends{
            {{None, 20min}, {Soon, 10min}, {VerySoon, 3min}, {Last, 30s}}};
        QVector<Sandbox> sandboxes;
        for (const auto &[tier, left] : ends) {
            Sandbox sandbox = m_fixture->sandbox(u"t%1"_s.arg(static_cast<int>(tier)));
            sandbox.expiry = Expiry::atTime(m_fixture->clock.utcNow() + left);
            sandboxes += sandbox;
        }
        m_fixture->poll(sandboxes);
        m_table->clearSelection();
        const QPalette palette = m_table->palette();
        const auto background = [this](ExpiryTier tier, int column) {
            const QModelIndex index = m_fixture->filter.index(
                m_fixture->filter.rowOf(u"t%1"_s.arg(static_cast<int>(tier))), column);
            m_table->scrollTo(index);
            const QRect cell = m_table->visualRect(index);
            return m_table->viewport()->grab().toImage().pixelColor(cell.left() + 2, cell.top() + 2);
        };
        for (const auto &[tier, left] : ends) {
            const int row = m_fixture->filter.rowOf(u"t%1"_s.arg(static_cast<int>(tier)));
            QCOMPARE(
                m_fixture->filter.index(row, 0).data(SandboxListModel::ExpiryTierRole).value<ExpiryTier>(),
                tier);
            for (const int column : {int{SandboxListModel::State}, int{SandboxListModel::Region}}) {
                if (const auto look = lookOf(tier))
                    QCOMPARE(background(tier, column).rgb(), semanticColor(look->tint, palette).rgb());
            }
        }
        // A selected row keeps the colour of the selection; the glyph tells.
        m_table->selectIds({u"t3"_s});
        QVERIFY(background(Last, SandboxListModel::Region).rgb() !=
                semanticColor(SemanticColor::DangerTint, palette).rgb());
    }

    void everyTierHasAShapeOfItsOwn()
    {
        QSet<QString> icons;
        for (const ExpiryTier tier : {ExpiryTier::Soon, ExpiryTier::VerySoon, ExpiryTier::Last})
            icons << lookOf(tier)->icon;
        QCOMPARE(icons.size(), 3);
        QVERIFY(!lookOf(ExpiryTier::None));
        QVERIFY(lookOf(ExpiryTier::Over));
    }
};

SANDGLASS_REGISTER_TEST(TableTest)

} // namespace sandglass::test

#include "tst_table.moc"
