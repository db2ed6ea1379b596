// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "connect/firstrunpage.h"
#include "details/detailspane.h"
#include "diagnostics/diagnosticsdialog.h"
#include "failures/errordialog.h"
#include "fakenotifier.h"
#include "faketray.h"
#include "hostilewindow.h"
#include "notify/pagenotifications.h"
#include "search/completionpopup.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "takeout/copyasdialog.h"
#include "takeout/copyasmenu.h"
#include "tray/tray.h"
#include "widgetsearch.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum LifecycleAction;

/// The same words in all that only shows something, and what is opened of the addresses among them.
class HostileTextsTest final : public QObject, protected HostileWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void rowsAndDetails();
    void pollsThatFail();
    void panelsAndTakeout();
    void trayAndNotifications();
    void theWayIn();
    void previews_data();
    void previews();
};

void HostileTextsTest::rowsAndDetails()
{
    m_audit.lookAround(u"the table"_s);
    QVERIFY(m_audit.seenIn(u"cell"_s) > 0);
    QVERIFY(m_audit.seenIn(u"hovered"_s) > 0);
    QVERIFY(m_audit.seenIn(u"spoken"_s) > 0);
    openDetails();
    auto *tabs = m_page->details().findChild<QTabWidget *>(u"details.tabs"_s);
    for (const SandboxStatus status : kAllStatuses) {
        const QString what = status == SandboxStatus::Unknown ? u"unknown"_s : wordOfStatus(status);
        tabs->setCurrentIndex(0);
        select({what});
        pass(SelectedReader::kSettle);
        const QString said = status == SandboxStatus::Unknown ? hostile::text(u"state"_s) : what;
        const int read = m_fixture->api.find("GET "_L1 % hostile::id(what));
        QVERIFY2(read > 0, qPrintable(what));
        m_fixture->api.answer(read, hostile::inspected(row(what, said)));
        m_audit.lookAround(what % u", overview"_s);
        for (auto *button : m_page->details().findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName().startsWith(u"Copy"_s))
                button->click();
        }
        lookAtClipboard(u"from the details"_s);
        tabs->setCurrentIndex(1);
        m_audit.lookAround(what % u", JSON"_s);
        press(&m_page->details(), u"Copy JSON"_s);
        lookAtClipboard(u"JSON"_s);
        m_page->actionSet().copyId()->trigger();
        lookAtClipboard(u"id"_s);
    }
    // A read that fails is told in the pane.
    pass(SelectedReader::kInterval);
    m_fixture->api.fail(m_fixture->api.find("GET "_L1 % hostile::id(u"unknown"_s)),
                        hostile::error(500, u"GET"_s));
    m_audit.lookAround(u"a read that failed"_s);
    select({u"running"_s, u"paused"_s, u"unknown"_s});
    m_audit.lookAround(u"several"_s);
    QVERIFY(m_audit.seenIn(u"text"_s) > 0);
    verify(500);
}

void HostileTextsTest::pollsThatFail()
{
    auto *strip = m_page->findChild<Banner *>(u"banner"_s);
    QVERIFY(strip);
    for (const ApiError &error :
         {hostile::error(500, u"GET"_s), hostile::page(503), hostile::error(401, u"GET"_s)}) {
        m_fixture->failPoll(error);
        pass(1s);
        QVERIFY(strip->content());
        m_audit.lookAround(u"the strip"_s);
        if (const auto &content = *strip->content(); content.buttons.contains(BannerButton::Details)) {
            strip->button(BannerButton::Details)->click();
            QCoreApplication::processEvents();
            m_audit.lookAround(u"the report about the list"_s);
        }
        for (ErrorDialog *report : reports())
            report->reject();
    }
    verify(100);
}

void HostileTextsTest::panelsAndTakeout()
{
    m_page->actionSet().events()->setChecked(true);
    trigger(Pause, {u"running"_s});
    fail("POST "_L1 % hostile::id(u"running"_s) % "/pause"_L1, hostile::error(409));
    m_audit.lookAround(u"events"_s);
    for (ErrorDialog *report : reports())
        report->reject();
    m_window->showDiagnostics(m_fixture->logbook, m_fixture->clock);
    auto *diagnostics = visibleIn<DiagnosticsDialog>(*m_window);
    QVERIFY(diagnostics);
    diagnostics->findChild<QCheckBox *>()->setChecked(true);
    m_audit.lookAround(u"diagnostics"_s);
    press(diagnostics, u"Copy"_s);
    lookAtClipboard(u"diagnostics"_s);
    diagnostics->reject();

    m_window->findChild<QAction *>(u"action.palette"_s)->trigger();
    QTest::keyClicks(m_window->findChild<QLineEdit *>(u"paletteField"_s), u"passwd"_s);
    m_audit.lookAround(u"palette"_s);
    QTest::keyClick(m_window->findChild<QLineEdit *>(u"paletteField"_s), Qt::Key_Escape);

    for (const QStringList &whats :
         {QStringList{u"running"_s}, QStringList{u"running"_s, u"r1"_s, u"r2"_s}}) {
        select(whats);
        for (QAction *language : m_page->copyAsMenu().actions()) {
            if (!language->isEnabled() || language->isSeparator())
                continue;
            language->trigger();
            QCoreApplication::processEvents();
            if (auto *dialog = visibleIn<CopyAsDialog>(*m_window)) {
                m_audit.lookAround("copy as "_L1 % language->text());
                dialog->reject();
                QCoreApplication::processEvents();
            }
        }
        m_page->actionSet().copyJson()->trigger();
        lookAtClipboard(u"rows as JSON"_s);
    }

    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_page->actionSet().focusFilter()->trigger();
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(field);
    for (const QString &word : {u"template:"_s, u"region:"_s}) {
        field->clear();
        QTest::keyClicks(field, word);
        QVERIFY(m_window->findChild<CompletionPopup *>()->isVisible());
        m_audit.lookAround("suggestions for "_L1 % word);
    }
    verify(500);
}

void HostileTextsTest::trayAndNotifications()
{
    FakeTray icon;
    Tray tray(*m_window, icon);
    tray.follow(m_page);
    tray.start();
    icon.become(TrayIcon::Presence::There);
    FakeNotifier notifier;
    const PageNotifications told(*m_window, *m_page, notifier, m_fixture->settings, [] { return false; });
    m_fixture->answerPoll(hostile::listed({row(u"r1"_s, u"running"_s, 4min)}));
    trigger(Pause, {u"running"_s});
    fail("POST "_L1 % hostile::id(u"running"_s) % "/pause"_L1, hostile::error(402));
    trigger(Resume, {u"paused"_s});
    m_fixture->api.answer(m_fixture->api.find("POST "_L1 % hostile::id(u"paused"_s) % "/resume"_L1),
                          ActionAnswer{});
    m_fixture->answerPoll(hostile::listed({row(u"paused"_s, u"running"_s)}));
    pass(1min);
    m_audit.lookAround(u"the tray's menu"_s);
    QVERIFY(!icon.toolTip.isEmpty());
    m_audit.literal(u"tray tooltip"_s, icon.toolTip);
    QVERIFY(!notifier.shown.isEmpty());
    for (const Notification &one : notifier.shown) {
        m_audit.literal(u"notification title"_s, one.title);
        m_audit.literal(u"notification text"_s, one.text);
    }
    QVERIFY(m_audit.seenIn(u"notification"_s) > 0);
    verify(100);
}

void HostileTextsTest::theWayIn()
{
    FirstRunPage *way = m_window->showFirstRun();
    const ApiError error = hostile::error(403, u"GET"_s);
    const ErrorReport report = reportOf(error, m_fixture->dashboard().server);
    way->showProblem(report.headline, QString(report.cause % u' ' % error.serverMessage));
    m_audit.lookAround(u"the way in"_s);
    verify(1);
}

void HostileTextsTest::previews_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("opens");
    QTest::addColumn<bool>("asks");
    const auto row = [](const char *name, const QString &given, const QString &opens, bool asks) {
        QTest::newRow(name) << u""_s << given << opens << asks;
    };
    const auto never = [&row](const char *name, const QString &given) { row(name, given, {}, false); };
    QTest::newRow("made from the host")
        << u"https://7777-box.eu-1001.vms.hopx.dev/"_s << u"https://evil.example/"_s
        << u"https://8080-box.eu-1001.vms.hopx.dev/"_s << false;
    QTest::newRow("a host that only looks like it")
        << u"https://7777-box.eu.vms.hopx.dev.evil.example"_s << u""_s << u""_s << false;
    row("HopX's", u"https://p.hopx.dev/x?y=1"_s, u"https://p.hopx.dev/x?y=1"_s, false);
    row("HopX's, without TLS", u"http://p.hopx.dev:8443/"_s, u"http://p.hopx.dev:8443/"_s, false);
    row("the server's", u"https://b.api.example.org/"_s, u"https://b.api.example.org/"_s, false);
    row("beside the server's", u"https://example.org/"_s, u"https://example.org/"_s, true);
    row("elsewhere", u"HTTPS://EVIL.example/a"_s, u"https://evil.example/a"_s, true);
    row("ends like HopX's", u"https://evilhopx.dev/"_s, u"https://evilhopx.dev/"_s, true);
    row("begins like HopX's", u"https://hopx.dev.evil.example/"_s, u"https://hopx.dev.evil.example/"_s, true);
    row("HopX's as a fragment", u"https://evil.example/#https://hopx.dev/"_s,
        u"https://evil.example/#https://hopx.dev/"_s, true);
    row("letters that look the same", u"https://h\u043epx.dev/"_s, u"https://xn--hpx-sed.dev/"_s, true);
    row("marks that turn the direction", u"https://evil.example/\u202egnp.\u2066x"_s,
        u"https://evil.example/gnp.x"_s, true);
    never("HopX's as a user", u"https://hopx.dev@evil.example/"_s);
    never("a password", u"https://me:secret@p.hopx.dev/"_s);
    never("a backslash", u"https://hopx.dev\\@evil.example/"_s);
    never("a line end", u"https://p.hopx.dev/\nhttps://evil.example/"_s);
    never("a script", u"javascript:alert(1)//https://p.hopx.dev/"_s);
    never("a file", u"file:///etc/passwd"_s);
    never("a file of HopX's", u"file://p.hopx.dev/etc/passwd"_s);
    never("a page in itself", u"data:text/html,<script>1</script>"_s);
    never("another service", u"ftp://p.hopx.dev/"_s);
    never("a program's own scheme", u"vscode://p.hopx.dev/open"_s);
    never("no scheme", u"//p.hopx.dev/"_s);
    never("no host", u"https:///etc"_s);
    never("words", hostile::text(u"preview"_s));
}

/// Only web addresses are opened, as they are shown, and other people's only after a question.
void HostileTextsTest::previews()
{
    QFETCH(const QString, host);
    QFETCH(const QString, given);
    QFETCH(const QString, opens);
    QFETCH(const bool, asks);
    QStringList opened;
    m_page->details().setUrlOpener([&opened](const QUrl &url) {
        opened += url.toString(QUrl::FullyEncoded);
        return true;
    });
    m_fixture->answerPoll(hostile::listed({{{"id"_L1, u"box"_s},
                                            {"status"_L1, u"running"_s},
                                            {"public_host"_L1, host},
                                            {"preview_url"_L1, given}}}));
    openDetails();
    m_page->tablePane().table().selectIds({u"box"_s});
    QCoreApplication::processEvents();
    m_page->details().findChild<QSpinBox *>(u"preview.port"_s)->setValue(8080);
    auto *open = m_page->details().findChild<QPushButton *>(u"preview.open"_s);
    const auto question = [this] { return visibleIn<QMessageBox>(m_page->details()); };
    QCOMPARE(open->isEnabled(), !opens.isEmpty());
    open->click();
    m_audit.lookAround(u"a preview"_s);
    if (asks) {
        QVERIFY(question());
        QVERIFY2(opened.isEmpty(), qPrintable(opened.join(u' ')));
        QVERIFY2(question()->text().contains(QUrl(opens).host(QUrl::FullyEncoded)),
                 qPrintable(question()->text()));
        QVERIFY(question()->informativeText().contains(opens));
        press(question(), u"Cancel"_s);
        QVERIFY(opened.isEmpty());
        QTRY_VERIFY(!question());
        open->click();
        press(question(), u"Open"_s);
    }
    QVERIFY(!question());
    QCOMPARE(opened, opens.isEmpty() ? QStringList() : QStringList{opens});
    verify(0);
}

SANDGLASS_REGISTER_TEST(HostileTextsTest)

} // namespace

#include "tst_hostiletexts.moc"
