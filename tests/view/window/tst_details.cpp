// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../turnwheel.h"
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "details/copytool.h"
#include "details/detailspane.h"
#include "details/jsonview.h"
#include "details/valuetext.h"
#include "domain/previewurl.h"
#include "sidebar/finding.h"
#include "sidebar/viewlistview.h"
#include "status/statustexts.h"
#include "store/actionrules.h"
#include "support/testregistry.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/bodysplitter.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const QString kId = u"1763382095i648uu1o"_s;

Sandbox full()
{
    Sandbox one = sandbox(kId);
    one.region = u"eu-1001"_s;
    one.vcpu = 2;
    one.memoryMb = 2048;
    one.createdAt = ReportedTime::known(ManualClock::kStartUtc - 65s);
    one.expiry = Expiry::atTime(ManualClock::kStartUtc + 3h);
    one.publicHost = u"https://7777-%1.eu-1001.vms.hopx.dev"_s.arg(kId);
    return one;
}

class DetailsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void closedItReadsNothing();
    void showsAndReadsTheSelectedOne();
    void readsNothingWhileNobodyLooks();
    void absentIsADashWithTheReason();
    void readingThatFailsIsSaid();
    void timePassesWithoutTakingTheSelection();
    void aHeldSelectionEndsWithTheFocus();
    void aHeldSelectionIsOfOneSandboxAndField();
    void readingLeavesTheFocusOnItsButton();
    void copies();
    void theErrorCanBeCopied();
    void actionsSayTheSameAsTheirButtons_data();
    void actionsSayTheSameAsTheirButtons();
    void pressingAnActionHereActs();
    void previewFollowsThePort();
    void theWheelLeavesThePortAlone();
    void previewSaysWhyNot();
    void previewAsksBeforeStrangeHosts();
    void jsonKeepsPlaceAndSelection();
    void otherSandboxOtherJson();
    void sumsOfSeveral();
    void theSumOfVeryManyFollowsSoon();
    void aVanishedSandboxLeavesTheHint();
    void oneThatWentShowsWhatWasKnown();
    void severalThatWentAreCounted();
    void theTableKeepsTheFocus();
    void enterAndDoubleClickOpen();
    void tabGoesDownThePane();
    void sameReasonIsSaidOnce();
    void f6GoesRound();
    void f6GoesToWhatStandsInTheTablesPlace();
    void closingGivesTheFocusBack();
    void openAndWidthAreRemembered();
    void leavesTheTableWhatItNeeds();
    void aChosenWidthStaysInASmallWindow();
    void anotherHandleLeavesTheWidthAlone();
    void theWidthFollowsTheSidebar();
    void fitsASmallWindow();

private:
    void open() { m_page->actionSet().details()->setChecked(true); }
    void select(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        QCoreApplication::processEvents();
    }
    /// As a person's hand does at the handle.
    void dragDetailsTo(int width)
    {
        BodySplitter &body = m_page->body();
        const int index = body.indexOf(&m_page->details());
        QList<int> sizes = body.sizes();
        sizes[index - 1] -= width - sizes.at(index);
        sizes[index] = width;
        body.setSizes(sizes);
        Q_EMIT body.splitterMoved(0, index);
    }
    /// Selects the full one and answers the first read of it.
    void lookAtOne(const Inspection &answer = {full(), u"{\n}\n"_s, {}})
    {
        open();
        select({kId});
        m_fixture->clock.advance(SelectedReader::kSettle);
        m_fixture->api.answer(m_fixture->api.find("GET "_L1 + kId), answer);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] ValueText *value(const QString &name) const
    {
        for (ValueText *text : m_page->details().findChildren<ValueText *>()) {
            if (text->accessibleName() == name && text->isVisible())
                return text;
        }
        return nullptr;
    }
    [[nodiscard]] CopyTool *copyTool(const QString &name) const
    {
        for (CopyTool *tool : m_page->details().findChildren<CopyTool *>()) {
            if (tool->accessibleName() == name && tool->isVisible())
                return tool;
        }
        return nullptr;
    }
    template<typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_page->details().findChild<T *>(QLatin1StringView(name));
    }
    /// Everything that can be read in labels now.
    [[nodiscard]] QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *label : m_page->details().findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts;
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        const QStringList all = labels();
        return std::any_of(all.begin(), all.end(),
                           [&text](const QString &one) { return one.contains(text); });
    }
    [[nodiscard]] int reads() const { return m_fixture->api.count(FakeApi::Verb::Get); }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void DetailsTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({full(), sandbox(u"other"_s, SandboxStatus::Paused), sandbox(u"third"_s)});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void DetailsTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void DetailsTest::closedItReadsNothing()
{
    QVERIFY(!m_page->details().isVisible());
    select({kId});
    m_fixture->clock.advance(1min);
    QCOMPARE(reads(), 0);
}

void DetailsTest::showsAndReadsTheSelectedOne()
{
    open();
    select({kId});
    QCOMPARE(part<QLabel>("state")->text(), u"Running"_s);
    QCOMPARE(part<QLabel>("readAge")->text(), u"Reading…"_s);
    QCOMPARE(value(u"ID"_s)->toPlainText(), kId);
    QCOMPARE(value(u"Template"_s)->toPlainText(), u"– not read yet"_s);

    Sandbox more = full();
    more.templateName = u"base"_s;
    m_fixture->clock.advance(SelectedReader::kSettle);
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 + kId),
                          Inspection{more, u"{}"_s, {{u"boot_ms"_s, u"1200"_s, {}}}});
    QCoreApplication::processEvents();
    QCOMPARE(value(u"Template"_s)->toPlainText(), u"base"_s);
    QCOMPARE(value(u"boot_ms"_s)->toPlainText(), u"1200"_s);
    QCOMPARE(part<QLabel>("readAge")->text(), u"Read just now"_s);
    m_fixture->clock.advance(3s);
    QCoreApplication::processEvents();
    QCOMPARE(part<QLabel>("readAge")->text(), u"Read 3 s ago"_s);
    m_fixture->clock.advance(2s);
    QCOMPARE(reads(), 2);
    for (const QString &text : m_fixture->api.texts())
        QVERIFY2(text.startsWith(u"GET "_s), qPrintable(text));
}

void DetailsTest::readsNothingWhileNobodyLooks()
{
    lookAtOne();
    m_page->setOnScreen(false);
    m_fixture->clock.advance(10min);
    QCOMPARE(reads(), 1);
    m_page->setOnScreen(true);
    m_fixture->clock.advance(SelectedReader::kSettle);
    QCOMPARE(reads(), 2);
    m_page->actionSet().details()->setChecked(false);
    m_fixture->clock.advance(10min);
    QCOMPARE(reads(), 2);
}

void DetailsTest::absentIsADashWithTheReason()
{
    lookAtOne();
    for (const QString &name : {u"Template"_s, u"Disk"_s, u"Node"_s}) {
        QCOMPARE(value(name)->toPlainText(), u"– not reported"_s);
        QVERIFY2(value(name)->accessibleDescription().contains(u"not reported"_s), qPrintable(name));
        QVERIFY(!copyTool(u"Copy "_s + name));
    }
}

void DetailsTest::readingThatFailsIsSaid()
{
    lookAtOne();
    m_fixture->clock.advance(SelectedReader::kInterval);
    m_fixture->api.fail(m_fixture->api.find("GET "_L1 + kId), apiError(ApiErrorKind::ServerError));
    QCoreApplication::processEvents();
    QVERIFY2(part<QLabel>("readProblem")->isVisible(), "the reason");
    QVERIFY(part<QLabel>("readProblem")->text().contains(u"api.example.org"_s));
    QCOMPARE(part<QLabel>("readAge")->text(), u"Read 5 s ago, again in 5 s"_s);
    QCOMPARE(value(u"Region"_s)->toPlainText(), u"eu-1001"_s); // what is known stays
    m_fixture->clock.advance(SelectedReader::kInterval);
    m_fixture->api.fail(m_fixture->api.find("GET "_L1 + kId), apiError(ApiErrorKind::Unauthorized));
    QCoreApplication::processEvents();
    QVERIFY(part<QLabel>("readAge")->text().contains(u"not read any more"_s));
}

void DetailsTest::timePassesWithoutTakingTheSelection()
{
    lookAtOne();
    QVERIFY(says(u"1 min ago"_s));
    ValueText *created = value(u"Created"_s);
    ValueText *region = value(u"Region"_s);
    region->setFocus();
    region->selectAll();
    Sandbox moved = full();
    moved.region = u"us-east"_s;
    m_fixture->answerPoll({moved});
    m_fixture->clock.advance(1min);
    QCoreApplication::processEvents();
    QVERIFY(says(u"2 min ago"_s));
    QVERIFY(says(u"in 2 h 58 min"_s));
    QCOMPARE(created->toPlainText(), u"Fri 2 Jan 2026 03:03:00 UTC"_s);
    QCOMPARE(region->textCursor().selectedText(), u"eu-1001"_s);
    QCOMPARE(QApplication::focusWidget(), region);
}

void DetailsTest::aHeldSelectionEndsWithTheFocus()
{
    lookAtOne();
    ValueText *region = value(u"Region"_s);
    region->setFocus();
    region->selectAll();
    Sandbox moved = full();
    moved.region = u"us-east"_s;
    m_fixture->answerPoll({moved});
    QCOMPARE(region->toPlainText(), u"eu-1001"_s);
    m_page->tablePane().table().setFocus();
    m_fixture->clock.advance(1s);
    QCoreApplication::processEvents();
    QCOMPARE(region->toPlainText(), u"us-east"_s);
}

void DetailsTest::aHeldSelectionIsOfOneSandboxAndField()
{
    const auto read = [](const QVector<ExtraField> &extras) { return Inspection{full(), u"{}"_s, extras}; };
    lookAtOne(read({{u"boot_ms"_s, u"1200"_s, {}}, {u"kernel"_s, u"6.1"_s, {}}}));
    ValueText *extra = value(u"boot_ms"_s);
    extra->setFocus();
    extra->selectAll();
    m_fixture->clock.advance(SelectedReader::kInterval);
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 + kId), read({{u"kernel"_s, u"6.1"_s, {}}}));
    QCoreApplication::processEvents();
    QCOMPARE(value(u"kernel"_s)->toPlainText(), u"6.1"_s);

    ValueText *id = value(u"ID"_s);
    id->setFocus();
    id->selectAll();
    // A dialog comes, and the row of what it made is selected.
    QFocusEvent left(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(id, &left);
    QCOMPARE(id->textCursor().selectedText(), kId);
    select({u"other"_s});
    QCOMPARE(value(u"ID"_s)->toPlainText(), u"other"_s);
    QVERIFY(!value(u"ID"_s)->textCursor().hasSelection());
}

void DetailsTest::readingLeavesTheFocusOnItsButton()
{
    lookAtOne();
    QToolButton *again = nullptr;
    for (QToolButton *button : m_page->details().findChildren<QToolButton *>()) {
        if (button->accessibleName() == "Read now"_L1)
            again = button;
    }
    QVERIFY(again);
    again->setFocus();
    QTest::keyClick(again, Qt::Key_Space);
    QCoreApplication::processEvents();
    QCOMPARE(reads(), 2);
    QCOMPARE(QApplication::focusWidget(), again);
    QTest::keyClick(again, Qt::Key_Space); // one at a time
    QCOMPARE(reads(), 2);
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 + kId), Inspection{full(), u"{}"_s, {}});
    m_fixture->clock.advance(SelectedReader::kInterval); // and once more by itself
    QCoreApplication::processEvents();
    QCOMPARE(reads(), 3);
    QCOMPARE(QApplication::focusWidget(), again);
}

void DetailsTest::copies()
{
    lookAtOne({full(), u"{ \"id\" }"_s, {}});
    copyTool(u"Copy ID"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), kId);
    copyTool(u"Copy Created"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"2026-01-02T03:03:00Z"_s);
    copyTool(u"Copy preview address"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"https://3000-%1.eu-1001.vms.hopx.dev/"_s.arg(kId));
    part<QTabWidget>("details.tabs")->setCurrentIndex(1);
    part<QPushButton>("json.copy")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{ \"id\" }"_s);
}

/// Ctrl+C is the window's key for ids, but not where text is selected.
void DetailsTest::theErrorCanBeCopied()
{
    m_fixture->store.setFault(kId, {LifecycleAction::Pause, u"Could not pause it: no credit"_s, {}});
    lookAtOne();
    auto *text = part<ValueText>("lastError.text");
    QVERIFY(text && text->isVisible());
    text->setFocus();
    text->selectAll();
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Could not pause it: no credit"_s);
}

void DetailsTest::actionsSayTheSameAsTheirButtons_data()
{
    QTest::addColumn<SandboxStatus>("status");
    for (const SandboxStatus status : kAllStatuses)
        QTest::addRow("%d", static_cast<int>(status)) << status;
}

void DetailsTest::actionsSayTheSameAsTheirButtons()
{
    QFETCH(const SandboxStatus, status);
    Sandbox one = sandbox(u"one"_s, status);
    m_fixture->answerPoll({one});
    open();
    select({u"one"_s});
    for (const LifecycleAction action : kAllActions) {
        const Verdict verdict = m_fixture->controller.verdict(action, u"one"_s);
        const auto *text = m_page->details().findChild<QLabel *>("action.text."_L1 + wordOfAction(action));
        QVERIFY(text);
        const auto *common = part<QLabel>("action.text");
        QCOMPARE(!common->isHidden() ? common->text() : text->text(),
                 verdict.allowed ? consequenceText(action) : verdict.reason);
    }
}

void DetailsTest::pressingAnActionHereActs()
{
    lookAtOne();
    for (QToolButton *pause : m_page->details().findChildren<QToolButton *>(u"button.pause"_s)) {
        if (pause->isVisible())
            pause->click();
    }
    QCOMPARE(m_fixture->api.last().text(), u"POST %1/pause"_s.arg(kId));
    QCoreApplication::processEvents();
    QCOMPARE(part<QLabel>("state")->text(), u"Pausing…"_s);
    QVERIFY(says(u"The server last reported: Running."_s));
}

void DetailsTest::previewFollowsThePort()
{
    QList<QUrl> opened;
    m_page->details().setUrlOpener([&opened](const QUrl &url) {
        opened += url;
        return true;
    });
    lookAtOne();
    auto *port = part<QSpinBox>("preview.port");
    port->setValue(8080);
    const QString wanted = u"https://8080-%1.eu-1001.vms.hopx.dev/"_s.arg(kId);
    QCOMPARE(part<ValueText>("preview.address")->toPlainText(), wanted);
    QVERIFY(says(u"public"_s));
    part<QPushButton>("preview.open")->click();
    QCOMPARE(opened, QList<QUrl>{QUrl(wanted)});
    QCOMPARE(m_fixture->settings.value(u"details/port"_s).toInt(), 8080);
    port->setValue(kAgentPort);
    QVERIFY(says(u"agent"_s));
}

void DetailsTest::theWheelLeavesThePortAlone()
{
    lookAtOne();
    auto *port = part<QSpinBox>("preview.port");
    const int before = port->value();
    SandboxTable &table = m_page->tablePane().table();
    table.setFocus();
    turnWheelOver(*port);
    QCOMPARE(port->value(), before);
    QCOMPARE(QApplication::focusWidget(), &table);
    port->setFocus();
    turnWheelOver(*port);
    QCOMPARE(port->value(), before - 1);
}

void DetailsTest::previewSaysWhyNot()
{
    open();
    select({u"other"_s});
    auto *button = part<QPushButton>("preview.open");
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->accessibleDescription().contains(u"no host"_s),
             qPrintable(button->accessibleDescription()));
    QVERIFY(part<ValueText>("preview.address")->toPlainText().contains(u"no host"_s));

    Sandbox paused = full();
    paused.status = SandboxStatus::Paused;
    m_fixture->answerPoll({paused});
    select({kId});
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->accessibleDescription().contains(u"Resume it first"_s),
             qPrintable(button->accessibleDescription()));
    QVERIFY(copyTool(u"Copy preview address"_s)); // the address itself can be had
}

void DetailsTest::previewAsksBeforeStrangeHosts()
{
    QList<QUrl> opened;
    bool works = true;
    m_page->details().setUrlOpener([&](const QUrl &url) {
        opened += url;
        return works;
    });
    Sandbox strange = full();
    strange.publicHost = u"https://box.example"_s;
    strange.previewUrl = u"https://p.example/x?b=1"_s;
    m_fixture->answerPoll({strange});
    open();
    select({kId});
    auto *button = part<QPushButton>("preview.open");
    const auto question = [this] { return part<QMessageBox>("preview.question"); };
    button->click();
    QVERIFY(question() && question()->isVisible());
    QVERIFY(question()->text().contains(u"p.example"_s));
    QCOMPARE(question()->textFormat(), Qt::PlainText);
    QTest::keyClick(question(), Qt::Key_Return); // Cancel has the focus
    QVERIFY(opened.isEmpty());
    QTRY_VERIFY(!question());

    works = false;
    button->click();
    QVERIFY(question());
    for (QAbstractButton *choice : question()->buttons()) {
        if (question()->buttonRole(choice) == QMessageBox::AcceptRole) {
            choice->click();
            break;
        }
    }
    QCOMPARE(opened.size(), 1);
    QTRY_VERIFY(!question());

    // Another selection takes the question back.
    button->click();
    QVERIFY(question());
    select({u"other"_s});
    QTRY_VERIFY(!question());
    QCOMPARE(opened.size(), 1);
}

void DetailsTest::jsonKeepsPlaceAndSelection()
{
    const auto json = [](int request) {
        QString text = u"{\n"_s;
        for (int i = 0; i < 200; ++i)
            text += u"    \"field%1\": %1,\n"_s.arg(i);
        return QString(text % u"    \"request_id\": \"r"_s % QString::number(request) % u"\"\n}\n"_s);
    };
    lookAtOne({full(), json(1), {}});
    part<QTabWidget>("details.tabs")->setCurrentIndex(1);
    auto *view = part<QPlainTextEdit>("json.text");
    QVERIFY(view->isReadOnly());
    QTextCursor cursor = view->document()->find(u"field100"_s);
    view->setTextCursor(cursor);
    view->verticalScrollBar()->setValue(80);
    const int top = view->verticalScrollBar()->value();
    m_fixture->clock.advance(SelectedReader::kInterval);
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 + kId), Inspection{full(), json(22), {}});
    QCoreApplication::processEvents();
    QCOMPARE(view->toPlainText(), json(22));
    QCOMPARE(view->textCursor().selectedText(), u"field100"_s);
    QCOMPARE(view->verticalScrollBar()->value(), top);

    // Whatever the texts are, the view reads as the newest.
    JsonView any;
    const QStringList texts{u""_s, u"aaa"_s, u"aa"_s, u"aba"_s, u"ba"_s, u"xbay"_s, u"y"_s, u""_s, u"aaaa"_s};
    for (const QString &text : texts) {
        any.setJson(text);
        QCOMPARE(any.findChild<QPlainTextEdit *>()->toPlainText(), text);
    }
}

void DetailsTest::otherSandboxOtherJson()
{
    lookAtOne({full(), u"{ one }"_s, {}});
    auto *view = part<QPlainTextEdit>("json.text");
    QCOMPARE(view->toPlainText(), u"{ one }"_s);
    select({u"other"_s});
    QCOMPARE(view->toPlainText(), QString());
    QVERIFY(!part<QPushButton>("json.copy")->isEnabled());
}

void DetailsTest::sumsOfSeveral()
{
    Sandbox third = sandbox(u"third"_s);
    third.vcpu = 4;
    m_fixture->answerPoll({third});
    open();
    select({kId, u"other"_s, u"third"_s});
    QCOMPARE(part<QLabel>("summary.title")->text(), u"3 sandboxes selected"_s);
    QCOMPARE(value(u"vCPU"_s)->toPlainText(), u"6, not reported for 1 of 3"_s);
    QVERIFY(labels().contains(u"Running"_s));
    QVERIFY(labels().contains(u"Paused"_s));
    QVERIFY(!labels().contains(u"Stopped"_s));
    QVERIFY2(says(u"Pause 2 of 3 sandboxes"_s), qPrintable(labels().join(u'\n')));
    // Nothing is read one by one for a sum.
    m_fixture->clock.advance(1s);
    QCOMPARE(reads(), 0);
    third.vcpu = 5;
    m_fixture->answerPoll({third});
    QCOMPARE(value(u"vCPU"_s)->toPlainText(), u"7, not reported for 1 of 3"_s);
}

void DetailsTest::theSumOfVeryManyFollowsSoon()
{
    // They expire late, so that time alone changes nothing for an hour.
    QVector<Sandbox> all;
    QStringList ids;
    for (int i = 0; i < 1'500; ++i) {
        all += sandbox(u"m%1"_s.arg(i, 4, 10, QChar(u'0')));
        all.last().expiry = Expiry::atTime(ManualClock::kStartUtc + 48h);
        ids += all.last().id;
    }
    m_fixture->answerPoll(all);
    open();
    select(ids.first(1'200));
    m_fixture->clock.advance(1s);
    QCOMPARE(part<QLabel>("summary.title")->text(), u"1200 sandboxes selected"_s);
    select(ids);
    m_fixture->clock.advance(1s);
    QCOMPARE(part<QLabel>("summary.title")->text(), u"1500 sandboxes selected"_s);
}

void DetailsTest::aVanishedSandboxLeavesTheHint()
{
    open();
    QVERIFY(part<QLabel>("details.none")->isVisible());
    lookAtOne();
    QVERIFY(!part<QLabel>("details.none")->isVisible());
    m_fixture->clock.advance(SelectedReader::kInterval);
    m_fixture->api.fail(m_fixture->api.find("GET "_L1 + kId), apiError(ApiErrorKind::NotFound));
    QCoreApplication::processEvents();
    QVERIFY(m_page->tablePane().table().selectedIds().isEmpty());
    QVERIFY(part<QLabel>("details.none")->isVisible());
    m_fixture->clock.advance(1min);
    QCOMPARE(m_fixture->selected.state().id, QString());
}

/// Selected in the view of deleted sandboxes, it was as if nothing were.
void DetailsTest::oneThatWentShowsWhatWasKnown()
{
    lookAtOne();
    m_fixture->answerPoll({}, {kId});
    m_fixture->filter.setText(u"is:deleted"_s);
    select({kId});
    QVERIFY(!part<QLabel>("details.none")->isVisible());
    QCOMPARE(value(u"ID"_s)->toPlainText(), kId);
    QCOMPARE(part<QLabel>("state")->text(), u"Gone"_s);
    QVERIFY2(says(u"Deleted or expired elsewhere"_s), qPrintable(labels().join(u'\n')));
    QCOMPARE(part<QLabel>("readAge")->text(), u"Last known values"_s);
    QVERIFY(value(u"Gone since"_s));
    QVERIFY(!value(u"Expires"_s));
    // Nobody asks the server for it again and again.
    const int before = reads();
    m_fixture->clock.advance(1min);
    QCOMPARE(reads(), before);

    m_page->actionSet().copyJson()->trigger();
    const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
    const QJsonArray all = QJsonDocument::fromJson(copied).array();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().toObject().value("id"_L1).toString(), kId);
    QCOMPARE(all.first().toObject().value("status"_L1).toString(), u"deleted"_s);
}

void DetailsTest::severalThatWentAreCounted()
{
    open();
    m_fixture->answerPoll({}, {kId, u"other"_s});
    m_fixture->filter.setText(u"is:deleted"_s);
    select({kId, u"other"_s});
    QCOMPARE(part<QLabel>("summary.title")->text(), u"2 sandboxes selected"_s);
    QVERIFY(labels().contains(u"Gone"_s));
    QVERIFY(!labels().contains(u"Running"_s));
    QVERIFY(!labels().contains(u"In total"_s)); // there is nothing to add up
    QCOMPARE(statusMessage(*m_page), u"2 gone sandboxes selected"_s);
    select({kId});
    QCOMPARE(statusMessage(*m_page), u"1 gone sandbox selected"_s);

    // Beside those that are there.
    QCOMPARE(selectionText(3, 2, 24, false), u"3 of 24 selected, and 2 that are gone"_s);
    QCOMPARE(selectionText(3, 0, 24, false), u"3 of 24 selected"_s);
}

void DetailsTest::theTableKeepsTheFocus()
{
    open();
    SandboxTable &table = m_page->tablePane().table();
    table.setFocus();
    for (const QStringList &ids :
         {QStringList{kId}, QStringList{kId, u"other"_s}, QStringList{}, QStringList{u"other"_s}}) {
        select(ids);
        m_fixture->clock.advance(1s);
        QCOMPARE(QApplication::focusWidget(), &table);
    }
    m_page->actionSet().details()->setChecked(false);
    QCOMPARE(QApplication::focusWidget(), &table);
}

void DetailsTest::enterAndDoubleClickOpen()
{
    SandboxTable &table = m_page->tablePane().table();
    table.setFocus();
    table.setCurrentId(kId);
    select({kId});
    QTest::keyClick(&table, Qt::Key_Return);
    QVERIFY(m_page->details().isVisible());
    QCOMPARE(QApplication::focusWidget(), &table);
    QTest::keyClick(m_window.get(), Qt::Key_F4);
    QVERIFY(!m_page->details().isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::AltModifier);
    QVERIFY(m_page->details().isVisible());
}

/// What was made later came later, whatever stood above it, and had the focus where nobody saw it.
void DetailsTest::tabGoesDownThePane()
{
    m_window->resize(1100, 520);
    lookAtOne();
    QWidget *close = m_page->details().findChild<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(close);
    close->setFocus(Qt::TabFocusReason);
    const QWidget *content = m_page->details().findChild<QScrollArea *>(u"details.overview"_s)->widget();
    QStringList order;
    int lowest = 0;
    while (m_page->details().isAncestorOf(QApplication::focusWidget())) {
        const QWidget *focused = QApplication::focusWidget();
        const QString name = focused->accessibleName();
        order += name;
        QVERIFY2(!focused->visibleRegion().isEmpty(), qPrintable(name));
        if (content->isAncestorOf(focused)) {
            const int top = focused->mapTo(content, QPoint()).y();
            QVERIFY2(top + 8 >= lowest, qPrintable(order.join(u", "_s)));
            lowest = top;
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(order.size() < 60);
    }
    QCOMPARE(order.at(1), u"Read now"_s);
    QVERIFY2(order.contains(u"Copy ID"_s) && order.contains(u"Port"_s), qPrintable(order.join(u", "_s)));
    // Backwards it comes to the end of what is scrolled.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), order.constLast());
    QVERIFY(!QApplication::focusWidget()->visibleRegion().isEmpty());
    close->setFocus(Qt::TabFocusReason);
    copyTool(u"Copy ID"_s)->setFocus(Qt::TabFocusReason);
    QVERIFY(!QApplication::focusWidget()->visibleRegion().isEmpty());
}

void DetailsTest::sameReasonIsSaidOnce()
{
    lookAtOne();
    m_fixture->answerPoll({}, {kId});
    m_fixture->filter.setText(u"is:deleted"_s);
    select({kId});
    const QString why = m_page->actionSet().help(LifecycleAction::Pause).text;
    QCOMPARE(labels().count(why), 1);
    // And what the reason proposes can be done.
    QVERIFY(why.contains(u"create another like it"_s));
    QVERIFY(m_page->actionSet().createLike()->isEnabled());
}

void DetailsTest::f6GoesRound()
{
    m_window->resize(1'400, 700); // room for the sidebar too
    lookAtOne();
    QVERIFY(m_page->finding().sidebar()->isVisible());
    SandboxTable &table = m_page->tablePane().table();
    auto *search = m_page->tablePane().filterBar().findChild<QLineEdit *>();
    const auto inDetails = [this] { return m_page->details().isAncestorOf(QApplication::focusWidget()); };
    table.setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(inDetails());
    CopyTool *copy = copyTool(u"Copy Region"_s);
    copy->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), &m_page->finding().sidebar()->list());
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), search);
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), &table);
    // Back to where one was in it.
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), copy);
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), &table);
    // What is closed is passed over.
    m_page->actionSet().details()->setChecked(false);
    m_page->finding().actions().showSidebar()->trigger();
    QVERIFY(!m_page->finding().sidebar()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), search);
}

void DetailsTest::f6GoesToWhatStandsInTheTablesPlace()
{
    auto *search = m_page->tablePane().filterBar().findChild<QLineEdit *>();
    m_page->tablePane().table().setFocus();
    m_fixture->filter.setText(u"id:nobody"_s);
    EmptyState &empty = m_page->tablePane().emptyState();
    QVERIFY(empty.isVisible());
    search->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(QApplication::focusWidget() == &empty || empty.isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), search);
}

void DetailsTest::closingGivesTheFocusBack()
{
    lookAtOne();
    copyTool(u"Copy ID"_s)->setFocus();
    m_page->actionSet().details()->trigger();
    QCOMPARE(QApplication::focusWidget(), &m_page->tablePane().table());
}

void DetailsTest::openAndWidthAreRemembered()
{
    m_window->resize(1'280, 700); // room for the usual width
    open();
    QCoreApplication::processEvents();
    BodySplitter &body = m_page->body();
    const int index = body.indexOf(&m_page->details());
    QVERIFY2(index > body.indexOf(&m_page->tablePane()), "behind the table");
    QCOMPARE(m_page->details().width(), DetailsPane::kUsualWidth);
    dragDetailsTo(DetailsPane::kUsualWidth + 10);
    QCOMPARE(m_page->details().width(), DetailsPane::kUsualWidth + 10);

    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(m_page->details().isVisible());
    QVERIFY(m_page->actionSet().details()->isChecked());
    m_window->resize(1'280, 700);
    QCoreApplication::processEvents();
    QCOMPARE(m_page->details().width(), DetailsPane::kUsualWidth + 10);
    // A wider window widens the table.
    m_window->resize(m_window->width() + 200, m_window->height());
    QCoreApplication::processEvents();
    QCOMPARE(m_page->details().width(), DetailsPane::kUsualWidth + 10);
}

void DetailsTest::leavesTheTableWhatItNeeds()
{
    m_window->resize(900, 600);
    lookAtOne();
    const SandboxTable &table = m_page->tablePane().table();
    const auto sees = [&table](SandboxListModel::Column column) {
        const QHeaderView &header = *table.horizontalHeader();
        return header.sectionViewportPosition(column) + header.sectionSize(column) <=
               table.viewport()->width();
    };
    QTRY_VERIFY(sees(SandboxListModel::TimeLeft));
    QVERIFY(m_page->details().width() >= DetailsPane::kNarrowest);
    m_window->resize(1'280, 800);
    QTRY_COMPARE(m_page->details().width(), DetailsPane::kUsualWidth);
    QVERIFY(sees(SandboxListModel::TimeLeft));
    m_window->resize(900, 600);
    QTRY_VERIFY(m_page->details().width() < DetailsPane::kUsualWidth);
    QVERIFY(sees(SandboxListModel::TimeLeft));
}

void DetailsTest::aChosenWidthStaysInASmallWindow()
{
    m_window->resize(900, 600);
    lookAtOne();
    QTRY_VERIFY(m_page->details().width() < DetailsPane::kUsualWidth);
    dragDetailsTo(400);
    QCOMPARE(m_page->details().width(), 400);
    // Something comes above or below: the body is as wide as before.
    m_page->actionSet().events()->trigger();
    QCoreApplication::processEvents();
    QCOMPARE(m_page->details().width(), 400);
    m_page->actionSet().details()->trigger();
    m_page->actionSet().details()->trigger();
    QCoreApplication::processEvents();
    QCOMPARE(m_page->details().width(), 400);
    m_window->resize(1'280, 600);
    QCoreApplication::processEvents();
    m_window->resize(900, 600);
    QCoreApplication::processEvents();
    QCOMPARE(m_page->details().width(), 400);
}

void DetailsTest::anotherHandleLeavesTheWidthAlone()
{
    m_window->resize(900, 600);
    lookAtOne();
    QTRY_VERIFY(m_page->details().width() < DetailsPane::kUsualWidth);
    BodySplitter &body = m_page->body();
    Q_EMIT body.splitterMoved(0, body.indexOf(&m_page->tablePane())); // that of the sidebar
    m_window->resize(1'280, 600);
    QTRY_COMPARE(m_page->details().width(), DetailsPane::kUsualWidth);
}

void DetailsTest::theWidthFollowsTheSidebar()
{
    m_window->resize(900, 600);
    lookAtOne();
    QVERIFY(m_page->finding().sidebar()->isVisible());
    QTRY_VERIFY(m_page->details().width() < DetailsPane::kUsualWidth);
    m_page->finding().actions().showSidebar()->trigger();
    QVERIFY(!m_page->finding().sidebar()->isVisible());
    QTRY_COMPARE(m_page->details().width(), DetailsPane::kUsualWidth);
    m_page->finding().actions().showSidebar()->trigger();
    QTRY_VERIFY(m_page->details().width() < DetailsPane::kUsualWidth);
}

void DetailsTest::fitsASmallWindow()
{
    lookAtOne();
    QVERIFY2(m_page->minimumSizeHint().width() <= 640,
             qPrintable(QString::number(m_page->minimumSizeHint().width())));
    m_window->resize(640, 400);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(640, 400));
    QVERIFY(m_page->details().width() >= DetailsPane::kNarrowest);
    QVERIFY(m_page->tablePane().table().width() >= 200);
    const QRect inWindow(m_page->details().mapTo(m_window.get(), QPoint()), m_page->details().size());
    QVERIFY(m_window->rect().contains(inWindow));
    // Nothing is cut off at the side.
    const auto *overview = part<QScrollArea>("details.overview");
    QString wide;
    for (const QWidget *part : overview->widget()->findChildren<QWidget *>())
        wide += u"%1 %2: %3\n"_s.arg(QLatin1StringView(part->metaObject()->className()), part->objectName())
                    .arg(part->minimumSizeHint().width());
    QVERIFY2(overview->widget()->width() <= overview->viewport()->width(), qPrintable(wide));
}

SANDGLASS_REGISTER_TEST(DetailsTest)

} // namespace

#include "tst_details.moc"
