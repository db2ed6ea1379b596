// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/runninginstances.h"
#include "start/singlewindow.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kKey = "hopx_live_abcdefghijkl.secret-part";

} // namespace

/// How starts find windows that are open already: what they ask, who answers, and what leftovers do.
class InstancesTest : public QObject
{
    Q_OBJECT

private:
    /// As another process would: the answer comes from the event loop of this one.
    static bool ask(const QString &folder, const RaiseWish &wish)
    {
        auto answer =
            std::async(std::launch::async, [folder, wish] { return askRunningWindow(folder, wish); });
        const bool ended =
            QTest::qWaitFor([&answer] { return answer.wait_for(0s) == std::future_status::ready; }, 20'000);
        return ended && answer.get();
    }

private Q_SLOTS:
    void nobodyIsThere()
    {
        const QTemporaryDir folder;
        QVERIFY(!ask(folder.path(), {}));
        QVERIFY(!ask(folder.filePath(u"nowhere"_s), {}));
        QVERIFY(!askRunningWindow({}, {}));
    }

    void aWindowTakesTheWish()
    {
        const QTemporaryDir folder;
        InstanceServer window(folder.path(), [](const QByteArray &) { return false; });
        QVERIFY(window.isListening());
        QSignalSpy raised(&window, &InstanceServer::raiseWanted);
        const RaiseWish wish{u"id \"with\" ünusual\nletters"_s, {}, "token"};
        QVERIFY(ask(folder.path(), wish));
        QCOMPARE(raised.size(), 1);
        QCOMPARE(raised.at(0).at(0).value<RaiseWish>(), wish);
    }

    void onlyForTheSameConnection()
    {
        const QTemporaryDir folder;
        InstanceServer window(folder.path(),
                              [](const QByteArray &connection) { return connection == "mine"; });
        QSignalSpy raised(&window, &InstanceServer::raiseWanted);
        QVERIFY(!ask(folder.path(), {{}, "other", {}}));
        QCOMPARE(raised.size(), 0);
        QVERIFY(ask(folder.path(), {{}, "mine", {}}));
        QCOMPARE(raised.size(), 1);
    }

    void theSocketGoesWithTheWindow()
    {
        const QTemporaryDir folder;
        {
            const InstanceServer window(folder.path(), [](const QByteArray &) { return true; });
            QCOMPARE(QDir(folder.path()).entryList(QDir::System | QDir::Files).size(), 1);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::System | QDir::Files).size(), 0);
        QVERIFY(!ask(folder.path(), {}));
    }

    void leftoversAreRemoved()
    {
        const QTemporaryDir folder;
        // A file in a socket's place, as a crash of the computer may leave it, with nobody behind it.
        QFile leftover(folder.filePath(u"4711.sock"_s));
        QVERIFY(leftover.open(QIODevice::WriteOnly));
        leftover.close();
        QVERIFY(!ask(folder.path(), {}));
        QVERIFY(!leftover.exists());
    }

    void aWindowThatHangsIsPassedBy()
    {
        const QTemporaryDir folder;
        QLocalServer hung; // accepts and says nothing
        QVERIFY(hung.listen(folder.filePath(u"1.sock"_s)));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!ask(folder.path(), {}));
        QVERIFY2(clock.elapsed() < 15'000, "it does not wait for ever");
        QVERIFY(QFile::exists(folder.filePath(u"1.sock"_s)));
        // Others are asked all the same.
        InstanceServer window(folder.path(), [](const QByteArray &) { return true; });
        QVERIFY(ask(folder.path(), {}));
    }

    void nonsenseIsNotTaken()
    {
        const QTemporaryDir folder;
        InstanceServer window(folder.path(), [](const QByteArray &) { return true; });
        QSignalSpy raised(&window, &InstanceServer::raiseWanted);
        for (const QByteArray &request :
             {QByteArray("hello\n"), QByteArray("[1]\n"), QByteArray(100'000, 'x')}) {
            QLocalSocket socket;
            socket.connectToServer(
                QDir(folder.path()).entryInfoList(QDir::System | QDir::Files).at(0).filePath());
            QVERIFY(socket.waitForConnected(5'000));
            socket.write(request);
            QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, 10'000);
            QVERIFY(socket.readAll() != "taken\n");
        }
        QCOMPARE(raised.size(), 0);
    }

    void theFolderIsTheUsersOwn()
    {
        const QTemporaryDir runtime;
        QVERIFY(
            QFile::setPermissions(runtime.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
        const QString folder = instanceFolder();
        qputenv("XDG_RUNTIME_DIR", before);
        QCOMPARE(folder, runtime.filePath(u"sandglass"_s));
        QCOMPARE(QFile::permissions(folder) &
                     (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
    }

    void whichStartsShareAWindow()
    {
        CommandLine plain;
        plain.select = u"a"_s;
        const Environment nothing;
        const auto any = wishOf(plain, nothing);
        QVERIFY(any);
        QCOMPARE(any->select, u"a"_s);
        QCOMPARE(any->connection, QByteArray());

        CommandLine demo;
        demo.demoSandboxes = 3;
        CommandLine picture;
        picture.screenshotFile = u"x.png"_s;
        CommandLine another;
        another.newWindow = true;
        for (const CommandLine &own : {demo, picture, another})
            QVERIFY(!wishOf(own, nothing));
    }

    void aStartWithAKeyWantsThatConnection()
    {
        Environment environment;
        environment.key = ApiKey(kKey);
        const auto official = wishOf({}, environment);
        QVERIFY(official);
        QCOMPARE(official->connection, fingerprintOf(u"https://api.hopx.dev"_s, environment.key));
        environment.baseUrl = u"https://other.example/v1/"_s;
        const auto other = wishOf({}, environment);
        QVERIFY(other->connection != official->connection);
        // The same server, however it is written; the option counts before the variable.
        CommandLine option;
        option.baseUrl = u"other.example"_s;
        environment.baseUrl = u"https://third.example"_s;
        QCOMPARE(wishOf(option, environment)->connection, other->connection);
        // Another key is another account.
        environment.key = ApiKey("hopx_live_abcdefghijkl.another");
        QVERIFY(wishOf(option, environment)->connection != other->connection);
        QVERIFY(!other->connection.contains("secret"));
    }

    void openWindowsAreCounted()
    {
        const QTemporaryDir folder;
        QCOMPARE(openWindows({}), 0);
        QCOMPARE(openWindows(folder.path()), 0);
        QFile leftover(folder.filePath(u"1.sock"_s));
        QVERIFY(leftover.open(QIODevice::WriteOnly));
        QCOMPARE(openWindows(folder.path()), 0);
        const InstanceServer window(folder.path(), [](const QByteArray &) { return true; });
        QCOMPARE(openWindows(folder.path()), 1);
    }

    void turns()
    {
        const QTemporaryDir folder;
        auto first = waitForTurn(folder.path());
        QVERIFY(first);
        // Who has no patience goes without.
        QVERIFY(!waitForTurn(folder.path(), 0ms));
        auto second =
            std::async(std::launch::async, [path = folder.path()] { return waitForTurn(path, 1min); });
        QCOMPARE(second.wait_for(50ms), std::future_status::timeout);
        first.reset();
        QVERIFY(second.get());
        QVERIFY(waitForTurn(folder.path(), 0ms));
        QVERIFY(!waitForTurn({}));
    }
};

QTEST_GUILESS_MAIN(InstancesTest)

#include "tst_instances.moc"
