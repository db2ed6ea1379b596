// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionconfirmation.h"
#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "bulk/bulkstrip.h"
#include "bulk/plandialog.h"
#include "bulk/rundetails.h"
#include "create/createdialog.h"
#include "expiry/extenddialog.h"
#include "failures/detailspanel.h"
#include "failures/errordialog.h"
#include "hostilewindow.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "widgetsearch.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QRadioButton>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum LifecycleAction;

/// A person who presses everything while every word of the server wants to be more than a word: before, while
/// and after, also when it fails, it is shown and read out as it was sent, and nothing else.
class HostileActionsTest final : public QObject, protected HostileWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void oneAction_data();
    void oneAction();
    void manyAtOnce();
    void deletions();
    void timeLimits();
    void failures_data();
    void failures();
    void creating();
};

void HostileActionsTest::oneAction_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<QString>("what");
    QTest::newRow("start") << static_cast<int>(Start) << u"stopped"_s;
    QTest::newRow("stop") << static_cast<int>(Stop) << u"running"_s;
    QTest::newRow("pause") << static_cast<int>(Pause) << u"running"_s;
    QTest::newRow("resume") << static_cast<int>(Resume) << u"paused"_s;
}

void HostileActionsTest::oneAction()
{
    QFETCH(const int, action);
    QFETCH(const QString, what);
    const auto asked = static_cast<LifecycleAction>(action);
    openDetails();
    trigger(asked, {what});
    if (ActionConfirmation::isWanted(asked, m_fixture->settings, false))
        agree(visibleIn<ActionConfirmation>(*m_page), nameOfAction(asked));
    m_audit.lookAround(u"under way"_s);
    fail("POST "_L1 % hostile::id(what) % u'/' % wordOfAction(asked), hostile::error(402));
    QCOMPARE(reports().size(), 1);
    m_audit.lookAround(u"refused"_s);

    // What takes too long is told, too.
    reports().constFirst()->reject();
    trigger(asked, {what});
    if (ActionConfirmation::isWanted(asked, m_fixture->settings, false))
        agree(visibleIn<ActionConfirmation>(*m_page), nameOfAction(asked));
    m_fixture->api.answer(m_fixture->api.find("POST "_L1 % hostile::id(what) % u'/' % wordOfAction(asked)),
                          ActionAnswer{});
    pass(3min);
    m_audit.lookAround(u"slow"_s);
    verify(300);
}

void HostileActionsTest::manyAtOnce()
{
    m_fixture->answerPoll(hostile::listed({row(u"r4"_s, u"running"_s, 0min, true)}));
    for (const LifecycleAction action : {Pause, Stop, Start, Resume}) {
        // A mix, so that some are left out with a reason.
        const QStringList many{u"r1"_s, u"r2"_s, u"r3"_s, u"r4"_s, u"stopped"_s, u"paused"_s, u"unknown"_s};
        trigger(action, many);
        auto *plan = visibleIn<PlanDialog>(*m_page);
        QVERIFY2(plan, qPrintable(nameOfAction(action)));
        agree(plan, nameOfAction(action));
        m_audit.lookAround(u"a run"_s);
        auto *strip = visibleIn<BulkStrip>(*m_page);
        QVERIFY2(strip, qPrintable(nameOfAction(action)));
        press(strip, u"Details"_s);
        QVERIFY(visibleIn<RunDetails>(*m_page));
        m_audit.lookAround(u"a run, row by row"_s);
        for (bool any = true; any;) {
            any = false;
            for (const int number : m_fixture->api.open()) {
                if (m_fixture->api.request(number).verb == FakeApi::Verb::Act)
                    any = m_fixture->api.fail(number, hostile::error(402)) || any;
            }
            QCoreApplication::processEvents();
        }
        m_audit.lookAround(u"a run that failed"_s);
        press(strip, u"Copy report"_s);
        lookAtClipboard(u"report of a run"_s);
        press(strip, u"Dismiss"_s);
        for (ErrorDialog *report : reports())
            report->reject();
        QCoreApplication::processEvents();
    }
    QVERIFY(m_audit.seenIn(u"cell"_s) > 0);
    verify(500);
}

void HostileActionsTest::deletions()
{
    auto *strip = m_page->findChild<Banner *>(u"deletionStrip"_s);
    // One in production has to be typed; the strip counts down.
    m_fixture->answerPoll(hostile::listed({row(u"r1"_s, u"running"_s, 0min, true)}));
    m_fixture->controller.setSafety(false, true);
    trigger(Delete, {u"r1"_s});
    auto *question = visibleIn<ActionConfirmation>(*m_page);
    QVERIFY(question && visibleIn<QLineEdit>(*question));
    agree(question, u"Delete"_s);
    QVERIFY(strip->content());
    m_audit.lookAround(u"the strip"_s);
    strip->button(BannerButton::Undo)->click();
    m_audit.lookAround(u"undone"_s);

    // Leaving meanwhile asks.
    trigger(Delete, {u"r2"_s});
    agree(visibleIn<ActionConfirmation>(*m_page), u"Delete"_s);
    QVERIFY(!m_window->close());
    m_audit.lookAround(u"leaving"_s);
    press(visibleIn<QMessageBox>(*m_page), u"Cancel"_s);
    pass(10s);
    fail("DELETE "_L1 % hostile::id(u"r2"_s), hostile::error(403));
    m_audit.lookAround(u"a deletion that failed"_s);

    // Many, of all kinds.
    trigger(Delete, {u"r1"_s, u"r3"_s, u"r4"_s, u"error"_s, u"unknown"_s});
    auto *plan = visibleIn<PlanDialog>(*m_page);
    QVERIFY(plan);
    if (auto *typed = visibleIn<QLineEdit>(*plan))
        typed->setText(QString::number(plan->findChild<QAbstractItemView *>()->model()->rowCount()));
    press(plan, u"Delete"_s);
    QVERIFY(strip->content());
    m_audit.lookAround(u"many to be deleted"_s);
    pass(10s);
    QVERIFY(m_fixture->api.find("DELETE "_L1 % hostile::id(u"r1"_s)) > 0);
    verify(300);
}

void HostileActionsTest::timeLimits()
{
    const auto action = [this](const QString &name) {
        return m_page->findChild<QAction *>("action."_L1 % name);
    };
    m_fixture->answerPoll(
        hostile::listed({row(u"r1"_s, u"running"_s, 4min), row(u"r2"_s, u"running"_s, 40min)}));
    pass(0ms);
    auto *strip = m_page->findChild<Banner *>(u"expiryStrip"_s);
    QVERIFY(strip->content());
    m_audit.lookAround(u"the strip"_s);
    strip->button(BannerButton::ShowExpiring)->click();

    for (const QStringList &whats : {QStringList{u"r1"_s}, QStringList{u"r1"_s, u"r2"_s, u"stopped"_s}}) {
        select(whats);
        action(u"extend.toTime"_s)->trigger();
        auto *dialog = visibleIn<ExtendDialog>(*m_page);
        QVERIFY(dialog);
        m_audit.lookAround(u"the dialog"_s);
        dialog->reject();
        QTRY_VERIFY(!visibleIn<ExtendDialog>(*m_page));
    }
    select({u"r1"_s});
    m_page->actionSet().extend().steps().front()->trigger();
    QCoreApplication::processEvents();
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 % hostile::id(u"r1"_s)),
                          m_fixture->store.find(hostile::id(u"r1"_s))->sandbox);
    const FakeApi::Request sent = m_fixture->api.last();
    QCOMPARE(sent.verb, FakeApi::Verb::SetTimeout);
    fail(sent.text(), hostile::error(400, u"PUT"_s));
    QVERIFY(!reports().isEmpty());
    m_audit.lookAround(u"refused"_s);
    verify(200);
}

void HostileActionsTest::failures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPage");
    for (const int status : {302, 400, 401, 402, 403, 404, 405, 409, 410, 429, 500, 503}) {
        QTest::addRow("%d", status) << status << false;
        QTest::addRow("%d, a page", status) << status << true;
    }
}

void HostileActionsTest::failures()
{
    QFETCH(const int, status);
    QFETCH(const bool, isPage);
    ApiError error = isPage ? hostile::page(status) : hostile::error(status);
    error.method = u"POST"_s;
    error.path = "/v1/sandboxes/"_L1 % hostile::id(u"running"_s) % "/pause"_L1;
    trigger(Pause, {u"running"_s});
    for (int tries = 0; tries < 5 && reports().isEmpty(); ++tries) {
        // Some are asked again first, some are decided by reads.
        for (const int number : m_fixture->api.open()) {
            const FakeApi::Verb verb = m_fixture->api.request(number).verb;
            if (verb == FakeApi::Verb::Act)
                m_fixture->api.fail(number, error);
            else if (verb == FakeApi::Verb::Get)
                m_fixture->api.answer(number, m_fixture->store.find(hostile::id(u"running"_s))->sandbox);
        }
        pass(2min);
    }
    m_audit.lookAround(u"failed"_s);
    for (ErrorDialog *report : reports()) {
        report->findChild<DetailsPanel *>()->setOpen(true);
        m_audit.lookAround(u"a report with its details"_s);
        press(report, u"Copy report"_s);
        lookAtClipboard(u"report"_s);
        press(report, u"Copy as curl"_s);
        lookAtClipboard(u"curl"_s);
        report->reject();
    }
    openDetails();
    m_audit.lookAround(u"the fault in the row"_s);
    // A refused key is the business of the strip, a limit that of the queue; all others make a report.
    if (status != 401 && status != 429)
        QVERIFY(m_audit.seenIn(u"copied"_s) > 0);
    verify(50);
}

void HostileActionsTest::creating()
{
    m_page->actionSet().create()->trigger();
    auto *form = visibleIn<CreateDialog>(*m_window);
    QVERIFY(form);
    m_fixture->api.fail(m_fixture->api.find(u"TEMPLATES"_s), hostile::error(500, u"GET"_s));
    m_audit.lookAround(u"no templates"_s);
    press(form, u"Read again"_s);
    TemplatePage page;
    page.templates = hostile::templates();
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), page);
    QCoreApplication::processEvents();
    const int details = m_fixture->api.find("TEMPLATE "_L1 % page.templates.constFirst().key());
    QVERIFY(details > 0);
    m_fixture->api.answer(details, hostile::described(page.templates.constFirst()));
    if (auto *rest = form->findChild<QCheckBox *>(u"create.showUnusable"_s); rest->isVisible())
        rest->setChecked(true);
    m_audit.lookAround(u"the form"_s);
    QVERIFY(form->findChild<QLabel *>(u"create.description"_s)->text().contains(u"description"_s));

    const auto fails = [&](const ApiError &error) {
        press(form, form->findChild<QPushButton *>(u"create.create"_s)->text().remove(u'&'));
        const int create = m_fixture->api.last().number;
        QCOMPARE(m_fixture->api.request(create).verb, FakeApi::Verb::Create);
        m_fixture->api.fail(create, error);
        pass(1ms);
    };
    fails(hostile::error(403));
    m_audit.lookAround(u"refused"_s);
    QVERIFY(form->isVisible());

    // In doubt, a person is asked which of those that appeared is theirs.
    fails(hostile::error(500));
    QJsonObject one = row(u"fresh one"_s, u"running"_s);
    QJsonObject other = row(u"fresh other"_s, u"running"_s);
    for (QJsonObject *fresh : {&one, &other})
        fresh->insert("created_at"_L1, u"2025-01-02T03:04:05Z"_s);
    const int look = m_fixture->api.find(u"LIST"_s);
    QVERIFY2(look > 0, qPrintable(m_fixture->api.texts().join(u'\n')));
    QVector<Sandbox> appeared = hostile::listed({one, other});
    for (Sandbox &fresh : appeared)
        fresh.createdAt = ReportedTime::known(m_fixture->clock.utcNow());
    m_fixture->api.answer(look, test::page(appeared));
    QCoreApplication::processEvents();
    QCOMPARE(form->findChildren<QRadioButton *>().size(), 2);
    m_audit.lookAround(u"is it yours?"_s);
    form->reject();

    select({u"running"_s});
    m_page->actionSet().createLike()->trigger();
    m_audit.lookAround(u"another like this"_s);
    verify(200);
}

SANDGLASS_REGISTER_TEST(HostileActionsTest)

} // namespace

#include "tst_hostileactions.moc"
