// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "details/detailspane.h"
#include "fakenotifier.h"
#include "markupsearch.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"
#include "windowtests.h"

#include <QDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const QString kEvil = QString::fromUtf16(kMarkup);

/// Markup wherever a server may put a text.
Sandbox evil(int number, SandboxStatus status = SandboxStatus::Running)
{
    Sandbox one = sandbox(kEvil % QString::number(number), status);
    if (status == SandboxStatus::Unknown)
        one.statusWord = kEvil;
    one.templateName = kEvil;
    one.templateId = kEvil;
    one.region = kEvil;
    one.organizationId = kEvil;
    one.nodeId = kEvil;
    one.publicHost = kEvil;
    one.previewUrl = u"https://p.example/?a=<b>evil</b>"_s;
    one.expiry = Expiry::atTime(ManualClock::kStartUtc + 4min);
    return one;
}

class HostileTextsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyActionShowsThemLiterally_data();
    void everyActionShowsThemLiterally();
    void detailsShowThemLiterally();
    void failuresShowThemLiterally();
    void templatesShowThemLiterally();
    void theQuestionBeforeAPreviewShowsThemLiterally();

private:
    void select(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        QCoreApplication::processEvents();
    }
    /// Looks at everything that is open.
    void check(const QString &step)
    {
        QCoreApplication::processEvents();
        const MarkupSearch found = MarkupSearch::everywhere();
        QVERIFY2(found.rendered.isEmpty(), qPrintable(step % ":\n"_L1 % found.rendered.join(u'\n')));
        QVERIFY2(found.literal > 0, qPrintable(step % ": shown nowhere"_L1));
    }
    static void closeDialogs()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *dialog = qobject_cast<QDialog *>(window); dialog && dialog->isVisible())
                dialog->reject();
            else if (qobject_cast<QMenu *>(window))
                window->close();
        }
        QCoreApplication::processEvents();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void HostileTextsTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({evil(1), evil(2), evil(3, SandboxStatus::Paused), evil(4, SandboxStatus::Stopped),
                     evil(5, SandboxStatus::Unknown)});
    m_window->resize(1400, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void HostileTextsTest::cleanup()
{
    closeDialogs();
    m_window.reset();
    m_fixture.reset();
}

void HostileTextsTest::everyActionShowsThemLiterally_data()
{
    QTest::addColumn<QStringList>("selection");
    QTest::newRow("one") << QStringList{kEvil + u'1'};
    QTest::newRow("unknown") << QStringList{kEvil + u'5'};
    QTest::newRow("all") << QStringList{kEvil + u'1', kEvil + u'2', kEvil + u'3', kEvil + u'4', kEvil + u'5'};
}

/// Whatever there is to press is pressed, so that a dialog to come is looked at as well.
void HostileTextsTest::everyActionShowsThemLiterally()
{
    QFETCH(const QStringList, selection);
    const QStringList leftOut{u"action.quit"_s, u"action.connect"_s, u"action.demo"_s};
    QStringList pressed;
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    QVector<QPointer<QAction>> all{actions.begin(), actions.end()};
    for (const QPointer<QAction> &action : std::as_const(all)) {
        if (!action || action->menu() || !action->objectName().startsWith("action."_L1) ||
            leftOut.contains(action->objectName()))
            continue;
        select(selection);
        const QString name = action->objectName();
        if (!action->isEnabled())
            continue;
        action->trigger();
        pressed += name;
        if (m_page->tablePane().table().isVisible())
            check(name);
        if (QTest::currentTestFailed())
            return;
        closeDialogs();
    }
    QVERIFY2(pressed.size() > 25, qPrintable(pressed.join(u", ")));
    QVERIFY(pressed.contains(u"action.delete"_s));
}

void HostileTextsTest::detailsShowThemLiterally()
{
    m_page->actionSet().details()->setChecked(true);
    const Sandbox one = evil(1);
    select({one.id});
    m_fixture->clock.advance(SelectedReader::kSettle);
    m_fixture->api.answer(m_fixture->api.find("GET "_L1 + one.id),
                          Inspection{one, "{ \"x\": \""_L1 % kEvil % "\" }"_L1, {{kEvil, kEvil, {}}}});
    check(u"one"_s);
    select({one.id, kEvil + u'2'});
    check(u"two"_s);
}

void HostileTextsTest::failuresShowThemLiterally()
{
    m_page->actionSet().details()->setChecked(true);
    const QString id = kEvil + u'1';
    select({id});
    m_fixture->controller.request(LifecycleAction::Pause, {id});
    check(u"pending"_s);
    ApiError error = apiError(ApiErrorKind::PaymentRequired);
    error.serverMessage = kEvil;
    error.serverCode = kEvil;
    error.requestId = kEvil;
    error.transportText = kEvil;
    error.path = "/v1/sandboxes/"_L1 % id;
    m_fixture->api.fail(m_fixture->api.find("POST "_L1 % id % "/pause"_L1), error);
    m_fixture->clock.advance(1ms);
    if (const int read = m_fixture->api.find("GET "_L1 % id))
        m_fixture->api.answer(read, evil(1));
    check(u"failed"_s);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        for (QPushButton *more : window->findChildren<QPushButton *>()) {
            if (more->isVisible() && more->isCheckable())
                more->click();
        }
    }
    check(u"with details"_s);
    closeDialogs();
    error.kind = ApiErrorKind::ServerError;
    m_fixture->poller.onFailed(0, error);
    check(u"a poll"_s);
}

void HostileTextsTest::templatesShowThemLiterally()
{
    m_page->actionSet().create()->trigger();
    Template one = usableTemplate(u"1"_s);
    one.name = kEvil;
    one.displayName = kEvil;
    one.description = kEvil;
    one.category = kEvil;
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), TemplatePage{{one}, {}, {}});
    check(u"templates"_s);
}

void HostileTextsTest::theQuestionBeforeAPreviewShowsThemLiterally()
{
    m_page->actionSet().details()->setChecked(true);
    select({kEvil + u'1'});
    QPushButton *open = m_page->details().findChild<QPushButton *>(u"preview.open"_s);
    QVERIFY(open && open->isEnabled());
    open->click();
    QVERIFY(m_page->details().findChild<QMessageBox *>(u"preview.question"_s));
    check(u"question"_s);
}

} // namespace

std::unique_ptr<QObject> sandglass::test::makeHostileTextsTest()
{
    return std::make_unique<HostileTextsTest>();
}

#include "tst_hostiletexts.moc"
