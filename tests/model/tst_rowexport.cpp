// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/rowexport.h"
#include "item/sandboxfiltermodel.h"
#include "settings/wholefile.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Column = SandboxListModel::Column;

/// The shown rows as files for other programs.
class RowExportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void csvOfWhatIsShown();
    void quotingAndFormulas_data();
    void quotingAndFormulas();
    void whatIsNotKnownIsEmpty();
    void jsonOfWhatIsShown();
    void formats();
    void writesAllOrNothing();

private:
    void show(const QVector<Sandbox> &sandboxes)
    {
        m_store->applySnapshot(deltaOf(m_clock, sandboxes));
        m_model->sort(Column::Id);
    }
    [[nodiscard]] QList<QByteArray> csv(const QVector<Column> &columns) const
    {
        return exportedRows(ExportFormat::Csv, *m_model, columns, QUrl()).split('\n');
    }

    ManualClock m_clock;
    ServerClock m_serverClock{m_clock};
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<SandboxListModel> m_list;
    std::unique_ptr<SandboxFilterModel> m_model;
};

void RowExportTest::init()
{
    m_model.reset();
    m_list.reset();
    m_store = std::make_unique<SandboxStore>(m_clock, m_serverClock);
    m_list = std::make_unique<SandboxListModel>(*m_store, m_serverClock);
    m_model = std::make_unique<SandboxFilterModel>(*m_list);
}

void RowExportTest::csvOfWhatIsShown()
{
    Sandbox full = sandbox(u"a"_s);
    full.templateName = u"base"_s;
    full.region = u"eu"_s;
    full.vcpu = 2;
    full.memoryMb = 2048;
    full.diskMb = 10240;
    full.createdAt = ReportedTime::known(ManualClock::kStartUtc - 1h);
    full.expiry = Expiry::atTime(ManualClock::kStartUtc + 2h + 5ms);
    Sandbox never = sandbox(u"c"_s, Paused);
    never.expiry = Expiry::never();
    show({never, full, sandbox(u"b"_s, Stopped)});
    m_model->setText(u"-state:stopped"_s);
    QCOMPARE(
        csv({Column::Id, Column::State, Column::Template, Column::Region, Column::Vcpu, Column::Memory,
             Column::Disk, Column::Age, Column::TimeLeft}),
        QList<QByteArray>({"id,status,template,region,vcpu,memory_mb,disk_mb,created_at,expires_at\r",
                           "a,running,base,eu,2,2048,10240,2026-01-02T02:04:05Z,2026-01-02T05:04:05.005Z\r",
                           "c,paused,,,,,,,never\r", ""}));
    // The order of the window, of its columns too.
    m_model->sort(Column::Id, Qt::DescendingOrder);
    QCOMPARE(csv({Column::State, Column::Id}),
             QList<QByteArray>({"status,id\r", "paused,c\r", "running,a\r", ""}));
}

void RowExportTest::quotingAndFormulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain") << u"base"_s << QByteArray("base");
    QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"");
    QTest::newRow("quote") << u"say \"hi\""_s << QByteArray("\"say \"\"hi\"\"\"");
    QTest::newRow("line end") << u"a\nb"_s << QByteArray("\"a\nb\"");
    QTest::newRow("formula") << u"=HYPERLINK(\"x\")"_s << QByteArray("\"'=HYPERLINK(\"\"x\"\")\"");
    QTest::newRow("plus") << u"+1"_s << QByteArray("'+1");
    QTest::newRow("minus") << u"-1"_s << QByteArray("'-1");
    QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
    QTest::newRow("not ASCII") << u"größe"_s << u"größe"_s.toUtf8();
}

void RowExportTest::quotingAndFormulas()
{
    QFETCH(QString, text);
    Sandbox one = sandbox(u"a"_s);
    one.templateName = text;
    show({one});
    QTEST(exportedRows(ExportFormat::Csv, *m_model, {Column::Template}, QUrl())
              .mid(sizeof("template\r\n") - 1)
              .chopped(2),
          "field");
}

void RowExportTest::whatIsNotKnownIsEmpty()
{
    Sandbox one = sandbox(u"a"_s, Unknown);
    one.statusWord = u"hibernating"_s;
    one.expiry.kind = Expiry::Kind::Unreadable;
    show({one});
    QCOMPARE(csv({Column::State, Column::Vcpu, Column::TimeLeft}).at(1), QByteArray("hibernating,,\r"));
}

void RowExportTest::jsonOfWhatIsShown()
{
    Sandbox one = sandbox(u"b"_s);
    one.memoryMb = 2048;
    show({one, sandbox(u"a"_s, Stopped)});
    const QJsonObject document =
        QJsonDocument::fromJson(exportedRows(ExportFormat::Json, *m_model,
                                             {Column::State, Column::Memory, Column::TimeLeft},
                                             QUrl(u"https://user:pw@api.example"_s)))
            .object();
    QCOMPARE(document.value(u"server"_s), u"https://api.example"_s);
    QCOMPARE(document.value(u"total"_s), 2);
    const QJsonArray sandboxes = document.value(u"sandboxes"_s).toArray();
    QCOMPARE(sandboxes.size(), 2);
    QCOMPARE(sandboxes.at(1).toObject().keys(), QStringList({u"expires_at"_s, u"expiry"_s, u"id"_s,
                                                             u"memory_mb"_s, u"status"_s, u"status_word"_s}));
    QCOMPARE(sandboxes.at(1).toObject().value(u"memory_mb"_s), 2048);
    QVERIFY(sandboxes.at(0).toObject().value(u"memory_mb"_s).isNull());
    QCOMPARE(sandboxes.at(0).toObject().value(u"expiry"_s), u"not_reported"_s);
}

void RowExportTest::formats()
{
    QCOMPARE(formatOfFile(u"/a/b.json"_s), ExportFormat::Json);
    QCOMPARE(formatOfFile(u"b.JSON"_s), ExportFormat::Json);
    QCOMPARE(formatOfFile(u"b.csv"_s), ExportFormat::Csv);
    QCOMPARE(formatOfFile(u"json"_s), ExportFormat::Csv);
}

void RowExportTest::writesAllOrNothing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"rows.csv"_s);
    QCOMPARE(writeWhole(file, "first"), QString());
    QCOMPARE(writeWhole(file, "second"), QString());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), QByteArray("second"));
    // A folder that is not there, and a folder in the place of the file.
    QVERIFY(!writeWhole(folder.filePath(u"nowhere/rows.csv"_s), "x").isEmpty());
    QVERIFY(!writeWhole(folder.path(), "x").isEmpty());
    QCOMPARE(writeWhole(file, "mine", FileReaders::OwnerAlone), QString());
    constexpr auto kMine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(file), kMine);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(u"rows.csv"_s));
}

} // namespace

SANDGLASS_REGISTER_TEST(RowExportTest)

#include "tst_rowexport.moc"
