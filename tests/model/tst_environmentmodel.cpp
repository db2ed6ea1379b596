// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/environmentmodel.h"
#include "support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

/// What a pasted file makes of the variables. How they are edited is tested with the editor.
class EnvironmentModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesByName();
    void problemsFollowTheRows();
    void veryManyAreCheckedAtOnce();

private:
    static QString problemOf(const EnvironmentModel &model, int row)
    {
        return model.index(row, EnvironmentModel::Name).data(EnvironmentModel::ProblemRole).toString();
    }
};

void EnvironmentModelTest::mergesByName()
{
    EnvironmentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.merge({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}}), 0);
    QCOMPARE(model.merge({{u"B"_s, u"3"_s}, {u"C"_s, u"4"_s}}), 1);
    QCOMPARE(model.variables(),
             (QVector<EnvironmentVariable>{{u"A"_s, u"1"_s}, {u"B"_s, u"3"_s}, {u"C"_s, u"4"_s}}));
}

void EnvironmentModelTest::problemsFollowTheRows()
{
    EnvironmentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setVariables({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}, {u"C"_s, u"3"_s}});
    QCOMPARE(model.problem(), QString());
    QVERIFY(model.setData(model.index(2, EnvironmentModel::Name), u"A"_s, Qt::EditRole));
    // It is a problem of both.
    QCOMPARE(problemOf(model, 0), u"The name A stands twice."_s);
    QCOMPARE(problemOf(model, 1), QString());
    QCOMPARE(problemOf(model, 2), problemOf(model, 0));
    QCOMPARE(model.problem(), problemOf(model, 0));
    model.remove({1});
    QCOMPARE(problemOf(model, 1), problemOf(model, 0));
    model.remove({0});
    QCOMPARE(problemOf(model, 0), QString());
    QCOMPARE(model.problem(), QString());
    QVERIFY(model.setData(model.index(1, EnvironmentModel::Value), u"of none"_s, Qt::EditRole));
    QCOMPARE(problemOf(model, 1), u"A value needs a name."_s);
    model.setVariables({});
    QCOMPARE(model.problem(), QString());
}

void EnvironmentModelTest::veryManyAreCheckedAtOnce()
{
    // As a view does, and a dialog that asks after each key.
    QVector<EnvironmentVariable> many;
    for (int i = 0; i < 20'000; ++i)
        many += {u"NAME_%1"_s.arg(i), u"x"_s};
    EnvironmentModel model;
    model.setVariables(many);
    QCOMPARE(model.merge(many), many.size());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(problemOf(model, row), QString());
    QVERIFY(model.setData(model.index(19'999, EnvironmentModel::Name), u"NAME_0"_s, Qt::EditRole));
    QCOMPARE(problemOf(model, 0), u"The name NAME_0 stands twice."_s);
    QCOMPARE(problemOf(model, 19'999), problemOf(model, 0));
    QCOMPARE(model.problem(), problemOf(model, 0));
}

} // namespace

SANDGLASS_REGISTER_TEST(EnvironmentModelTest)

#include "tst_environmentmodel.moc"
