// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/formatting.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

class FormattingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void shortCounts();
    void sizes_data();
    void sizes();
    void moments();
    void textsChangeExactlyThen_data();
    void textsChangeExactlyThen();
};

void FormattingTest::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    const std::pair<Milliseconds, const char *> rows[] = {
        {-5h, "0 s"},
        {0ms, "0 s"},
        {999ms, "0 s"},
        {1s, "1 s"},
        {59'999ms, "59 s"},
        {1min, "1 min"},
        {119s, "1 min"},
        {59min + 59s, "59 min"},
        {1h, "1 h"},
        {1h + 59s, "1 h"},
        {1h + 1min, "1 h 1 min"},
        {3h + 20min, "3 h 20 min"},
        {23h + 59min + 59s, "23 h 59 min"},
        {24h, "1 d"},
        {24h + 59min, "1 d"},
        {25h, "1 d 1 h"},
        {52h, "2 d 4 h"},
        {24h * 400, "400 d"},
    };
    for (const auto &[duration, text] : rows)
        QTest::addRow("%lld", static_cast<long long>(duration.count()))
            << static_cast<qint64>(duration.count()) << QString::fromLatin1(text);
}

void FormattingTest::durations()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(Milliseconds{milliseconds}), text);
}

void FormattingTest::shortCounts()
{
    QCOMPARE(shortCountText(0), u"0"_s);
    QCOMPARE(shortCountText(999), u"999"_s);
    QCOMPARE(shortCountText(1'000), u"1k"_s);
    QCOMPARE(shortCountText(9'999), u"9k"_s);
    QCOMPARE(shortCountText(999'999), u"999k"_s);
    QCOMPARE(shortCountText(1'000'000), u"1M"_s);
}

void FormattingTest::sizes_data()
{
    QTest::addColumn<int>("megabytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero is a size") << 0 << u"0 MB"_s;
    QTest::newRow("512") << 512 << u"512 MB"_s;
    QTest::newRow("1023") << 1023 << u"1023 MB"_s;
    QTest::newRow("1024") << 1024 << u"1 GB"_s;
    QTest::newRow("1536") << 1536 << u"1.5 GB"_s;
    QTest::newRow("2048") << 2048 << u"2 GB"_s;
    QTest::newRow("10240") << 10'240 << u"10 GB"_s;
    QTest::newRow("largest") << std::numeric_limits<int>::max() << u"2097152.0 GB"_s;
}

void FormattingTest::sizes()
{
    QFETCH(int, megabytes);
    QFETCH(QString, text);
    QLocale plain = QLocale::c();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    QLocale::setDefault(plain);
    QCOMPARE(sizeText(megabytes), text);
    QLocale::setDefault(QLocale::c());
}

void FormattingTest::moments()
{
    const QString text = momentText(test::ManualClock::kStartUtc);
    QVERIFY2(text.endsWith(u"03:04:05 UTC"_s), qPrintable(text));
    QVERIFY2(text.contains(u"2026"_s), qPrintable(text));
}

void FormattingTest::textsChangeExactlyThen_data()
{
    QTest::addColumn<qint64>("distance");
    for (const Milliseconds edge :
         {Milliseconds{0}, Milliseconds{1s}, Milliseconds{30s}, Milliseconds{1min}, Milliseconds{2min},
          Milliseconds{1h}, Milliseconds{2h}, Milliseconds{24h}, Milliseconds{25h}, Milliseconds{48h}}) {
        for (const Milliseconds off : {-1001ms, -500ms, -1ms, 0ms, 1ms, 500ms, 1001ms, 90'000ms}) {
            for (const int sign : {1, -1}) {
                const qint64 distance = sign * (edge + off).count();
                QTest::addRow("%lld%+lld, %s", static_cast<long long>(edge.count()),
                              static_cast<long long>(off.count()), sign > 0 ? "to come" : "past")
                    << distance;
            }
        }
    }
}

void FormattingTest::textsChangeExactlyThen()
{
    QFETCH(qint64, distance);
    // What the cell shows for a moment this far away.
    const auto text = [](Milliseconds away) {
        return away > 0ms ? durationText(away) : u"past "_s + durationText(-away);
    };
    const Milliseconds away{distance};
    const Milliseconds until = untilTextChanges(away);
    QVERIFY(until > 0ms);
    QVERIFY(until <= 1h);
    if (away > 0ms && away < 1s) {
        // Then it is past, whatever that is called.
        QCOMPARE(until, away + 1ms);
        return;
    }
    // The moment comes nearer, or moves further into the past.
    QCOMPARE(text(away - until + 1ms), text(away));
    QVERIFY2(text(away - until) != text(away), qPrintable(text(away)));
}

SANDGLASS_REGISTER_TEST(FormattingTest)

} // namespace

#include "tst_formatting.moc"
