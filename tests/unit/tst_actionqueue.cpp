// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using Lane = ActionQueue::Lane;

class ActionQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderAndLetsClicksPass();
};

void ActionQueueTest::keepsTheOrderAndLetsClicksPass()
{
    ActionQueue queue;
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.first(Lane::Bulk), std::nullopt);
    for (const quint64 number : {1, 2, 3})
        queue.add(Lane::Bulk, {number, u"b"_s + QString::number(number)});
    queue.add(Lane::Click, {4, u"c4"_s});
    QCOMPARE(queue.size(), 4U);
    QCOMPARE(queue.size(Lane::Bulk), 3U);
    QCOMPARE(queue.first(Lane::Click)->id, u"c4"_s);
    queue.remove(1);
    queue.remove(2);
    queue.remove(99);
    // What was refused goes back to where it was.
    queue.add(Lane::Bulk, {1, u"b1"_s});
    QStringList order;
    for (const ActionQueue::Entry &entry : queue.entries())
        order.append(entry.id);
    QCOMPARE(order, (QStringList{u"c4"_s, u"b1"_s, u"b3"_s}));
    QCOMPARE(ActionQueue::laneFor(2), Lane::Click);
    QCOMPARE(ActionQueue::laneFor(3), Lane::Bulk);
}

SANDGLASS_REGISTER_TEST(ActionQueueTest)

} // namespace

#include "tst_actionqueue.moc"
