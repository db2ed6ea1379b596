// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "textmode/texttable.h"

#include <QTest>

#include <clocale>

using namespace sandglass;
using namespace Qt::StringLiterals;

class TextTableTest : public QObject
{
    Q_OBJECT

private:
    const QVector<TextColumn> m_columns{
        {u"ID"_s, false, 0}, {u"STATE"_s, false, 0}, {u"DISK"_s, true, 2}, {u"AGE"_s, true, 1}};
    const QVector<QStringList> m_rows{{u"abc"_s, u"Running"_s, u"10 GB"_s, u"2 h"_s},
                                      {u"abcdef"_s, u"Paused"_s, u"–"_s, u"12 min"_s}};

private Q_SLOTS:
    void initTestCase() { std::setlocale(LC_CTYPE, "C.UTF-8"); }

    void columnsAreAligned()
    {
        const QStringList lines = layOutTable(m_columns, m_rows, 0);
        QCOMPARE(lines, QStringList({u"ID      STATE     DISK     AGE"_s, u"abc     Running  10 GB     2 h"_s,
                                     u"abcdef  Paused       –  12 min"_s}));
    }

    void whatDoesNotFitIsLeftOutWhole()
    {
        // 30 columns hold everything, 29 do not: the disk goes first, then the age; id and state stay.
        QCOMPARE(layOutTable(m_columns, m_rows, 30).constFirst(), u"ID      STATE     DISK     AGE"_s);
        QCOMPARE(layOutTable(m_columns, m_rows, 29).constFirst(), u"ID      STATE       AGE"_s);
        QCOMPARE(layOutTable(m_columns, m_rows, 20).constFirst(), u"ID      STATE"_s);
        QCOMPARE(layOutTable(m_columns, m_rows, 5).at(1), u"abc     Running"_s);
    }

    void theLastColumnIsNotPadded()
    {
        const QStringList lines = layOutTable(m_columns.first(2), {{u"a"_s, u"b"_s}}, 0);
        QCOMPARE(lines, QStringList({u"ID  STATE"_s, u"a   b"_s}));
    }

    void paintKnowsItsCell()
    {
        const QStringList lines = layOutTable(m_columns.first(2), {{u"a"_s, u"b"_s}}, 0,
                                              [](int row, int column, const QString &cell) {
                                                  return column == 1 ? u"<%1:%2>"_s.arg(row).arg(cell) : cell;
                                              });
        QCOMPARE(lines, QStringList({u"ID  STATE"_s, u"a   <0:b>"_s}));
    }

    void wideAndCombiningCharacters()
    {
        QCOMPARE(displayWidth(u"abc"_s), 3);
        QCOMPARE(displayWidth(u"日本"_s), 4);
        QCOMPARE(displayWidth(u"e\u0301"_s), 1);
        QCOMPARE(displayWidth(QString()), 0);
        const QStringList lines =
            layOutTable(m_columns.first(2), {{u"日本"_s, u"x"_s}, {u"abcd"_s, u"y"_s}}, 0);
        QCOMPARE(lines.at(1), u"日本  x"_s);
        QCOMPARE(lines.at(2), u"abcd  y"_s);
    }

    void cuttingCountsColumns()
    {
        QCOMPARE(cutToWidth(u"abcdef"_s, 6), u"abcdef"_s);
        QCOMPARE(cutToWidth(u"abcdef"_s, 5), u"abcd…"_s);
        QCOMPARE(cutToWidth(u"日本語"_s, 5), u"日本…"_s);
        QCOMPARE(cutToWidth(u"日本語"_s, 4), u"日…"_s);
    }
};

SANDGLASS_REGISTER_TEST(TextTableTest)

#include "tst_texttable.moc"
