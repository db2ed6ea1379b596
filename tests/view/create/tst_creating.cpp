// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../tooltiptext.h"
#include "../turnwheel.h"
#include "../window/dashboardfixture.h"
#include "../window/widgetsearch.h"
#include "actions/actionset.h"
#include "create/createdialog.h"
#include "create/creationpresenter.h"
#include "create/environmenteditor.h"
#include "create/lifetimefield.h"
#include "create/outcomepanel.h"
#include "create/templatepicker.h"
#include "failures/errordialog.h"
#include "support/testregistry.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiErrorKind;

/// From "New Sandbox…" to the new row, with the test as the server.
class CreatingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void opensByKeyAndButton();
    void listsWhatCanBeUsed();
    void searches();
    void readingTheTemplates();
    void showsTheDescription();
    void saysInFullWhatIsCut();
    void lifetimes();
    void problemsBlock();

    void createsOnceAndShowsTheRow();
    void aHiddenRowLeavesTheSelectionAlone();
    void theSelectionMovesToTheRealRow();
    void remembersTheLastChoicesButNoSecret();
    void whatAHandWroteIntoTheSettings();
    void aFailureFindsEverythingAsTyped();
    void aBillingPageThatDoesNotOpenIsNamed();
    void noCapacity();
    void afterAFailureTheStatusLineSaysSo();
    void leavingMeanwhileAsks();
    void rateLimitCountsDown();
    void asksBeforeRetryIsOffered();
    void noIsAnAnswerToo();
    void severalCandidates();
    void looksAgainWhenTheListFailed();
    void closingWithoutKnowingAsks();
    void closingTheQuestionForgetsIt();
    void neverTakesTheFocusFromTyping();
    void variablesThatDoNotArrive();
    void oneThatNeverShowsIsTold();

    void anotherLikeThis();
    void anotherLikeThisOfAGoneTemplate();
    void anotherLikeADeletedOne();
    void anotherLikeOneThatALeanListTold();
    void whatWasBegunIsNotFilledAgain();
    void anotherLikeAnother();
    void theEmptyTableOffersIt();
    void aRefusedKeySaysSo();
    void enterPressesTheButtonWithTheFocus();
    void droppingVariablesAsks();
    void aVariableBeingTypedIsNotLost();
    void fitsASmallScreen();
    void aNarrowFormIsOneColumn();
    void theColumnsStayWhereTheyAre();
    void theWheelChangesNothingInPassing();

private:
    [[nodiscard]] CreateDialog *form() const
    {
        for (CreateDialog *one : m_window->findChildren<CreateDialog *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    template<typename T>
    [[nodiscard]] T *part(const QString &name) const
    {
        return form() ? form()->findChild<T *>(name) : nullptr;
    }
    [[nodiscard]] QString text(const QString &name) const { return part<QLabel>(name)->text(); }
    [[nodiscard]] QPushButton *create() const { return part<QPushButton>(u"create.create"_s); }
    [[nodiscard]] QListView *list() const { return part<QListView>(u"create.templates"_s); }
    [[nodiscard]] QStringList listed() const
    {
        QStringList titles;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            titles += list()->model()->index(row, 0).data().toString();
        return titles;
    }
    [[nodiscard]] QMessageBox *dropQuestion() const
    {
        return m_window->findChild<QMessageBox *>(u"create.dropQuestion"_s);
    }
    static bool isShown(const QWidget *widget) { return widget && widget->isVisible(); }

    static QVector<Template> templates();
    /// The form, open and with the templates read.
    void open()
    {
        m_page->actionSet().create()->trigger();
        QVERIFY(form());
        if (const int number = m_fixture->api.find(u"TEMPLATES"_s)) {
            TemplatePage page;
            page.templates = templates();
            m_fixture->api.answer(number, page);
        }
    }
    void choose(const QString &title)
    {
        const int row = static_cast<int>(listed().indexOf(title));
        QVERIFY2(row >= 0, qPrintable(listed().join(u", "_s)));
        list()->setCurrentIndex(list()->model()->index(row, 0));
    }
    void press(const QString &name)
    {
        auto *button = part<QAbstractButton>(name);
        QVERIFY2(isShown(button), qPrintable(name));
        QVERIFY2(button->isEnabled(), qPrintable(name));
        button->click();
        QCoreApplication::processEvents();
    }
    /// Everything filled in, and pressed.
    void submitAll()
    {
        open();
        choose(u"Base"_s);
        part<QComboBox>(u"create.region"_s)->setCurrentText(u"eu-west"_s);
        form()->findChild<LifetimeField *>()->setSeconds(900);
        part<QCheckBox>(u"create.internet"_s)->setChecked(false);
        form()->findChild<EnvironmentEditor *>()->paste(u"API_KEY=topsecret\nPORT=80"_s);
        press(u"create.create"_s);
    }
    [[nodiscard]] int newestCreate() const
    {
        for (int number = m_fixture->api.count(); number > 0; --number) {
            if (m_fixture->api.request(number).verb == FakeApi::Verb::Create)
                return number;
        }
        return 0;
    }
    [[nodiscard]] int creates() const { return m_fixture->api.count(FakeApi::Verb::Create); }
    void failCreate(Kind kind, int httpStatus = -1, const QString &message = {},
                    std::optional<std::chrono::milliseconds> retryAfter = {})
    {
        ApiError error = apiError(kind);
        error.method = u"POST"_s;
        error.path = u"/v1/sandboxes"_s;
        error.requestId = u"req_77"_s;
        error.serverMessage = message;
        error.retryAfter = retryAfter;
        if (httpStatus >= 0)
            error.httpStatus = httpStatus;
        m_fixture->api.fail(newestCreate(), error);
        m_fixture->clock.advance(0ms);
        QCoreApplication::processEvents();
    }
    void answerList(const QVector<Sandbox> &rows)
    {
        QVERIFY(m_fixture->api.answer(m_fixture->api.find(u"LIST"_s), page(rows)));
        QCoreApplication::processEvents();
    }
    [[nodiscard]] Sandbox made(const QString &id) const
    {
        Sandbox one = sandbox(id);
        one.templateId = u"71"_s;
        one.templateName = u"base"_s;
        one.region = u"eu-west"_s;
        one.createdAt = ReportedTime::known(m_fixture->clock.utcNow());
        return one;
    }
    [[nodiscard]] QString stateOf(int row) const
    {
        return m_fixture->filter.index(row, SandboxListModel::State).data().toString();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

QVector<Template> CreatingTest::templates()
{
    const auto one = [](const QString &id, const QString &name, const QString &title, bool isPublic,
                        const QString &word) {
        Template made;
        made.id = id;
        made.name = name;
        made.displayName = title;
        made.isPublic = isPublic;
        made.statusWord = word;
        made.vcpu = 2;
        made.memoryMb = 2048;
        made.diskMb = 10'240;
        return made;
    };
    return {one(u"73"_s, u"code-interpreter"_s, u"Code Interpreter"_s, true, u"active"_s),
            one(u"71"_s, u"base"_s, u"Base"_s, true, u"active"_s),
            one(u"502"_s, u"base"_s, u"Base (ours)"_s, false, u"active"_s),
            one(u"489"_s, u"next"_s, u"Next"_s, false, u"building"_s),
            one(u"497"_s, u"vision"_s, u"Vision"_s, false, u"failed"_s)};
}

void CreatingTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    Sandbox first = sandbox(u"r1"_s);
    first.region = u"us-east"_s;
    Sandbox second = sandbox(u"r2"_s);
    second.region = u"eu-west"_s;
    m_fixture->load({first, second});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void CreatingTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void CreatingTest::opensByKeyAndButton()
{
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_N, Qt::ControlModifier);
    QVERIFY(form());
    QVERIFY(!form()->isModal());
    const CreateDialog *first = form();
    // What is open already comes to the front instead of a second one.
    m_page->actionSet().create()->trigger();
    QCOMPARE(m_window->findChildren<CreateDialog *>().size(), 1);
    QCOMPARE(form(), first);
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(!form());
    QCOMPARE(creates(), 0);

    auto *button = m_window->findChild<QToolButton *>(u"toolBar.create"_s);
    QVERIFY(isShown(button));
    QCOMPARE(button->accessibleName(), u"New Sandbox…"_s);
    button->click();
    QVERIFY(form());
}

void CreatingTest::listsWhatCanBeUsed()
{
    open();
    QCOMPARE(listed(), (QStringList{u"Base"_s, u"Base (ours)"_s, u"Code Interpreter"_s}));
    const QModelIndex base = list()->model()->index(0, 0);
    QCOMPARE(base.data(TemplateListModel::SubtitleRole).toString(),
             u"base · public · 2 vCPU, 2 GB memory, 10 GB disk"_s);
    QCOMPARE(list()->model()->index(1, 0).data(TemplateListModel::SubtitleRole).toString(),
             u"base · own · 2 vCPU, 2 GB memory, 10 GB disk"_s);
    // One is chosen, so that Create can be pressed at once.
    QVERIFY(list()->selectionModel()->isSelected(base));
    QVERIFY(create()->isEnabled());
    QCOMPARE(text(u"create.summary"_s), u"On api.example.org: Base with 2 vCPU, 2 GB memory, 10 GB disk"_s);

    auto *rest = part<QCheckBox>(u"create.showUnusable"_s);
    QCOMPARE(rest->text(), u"Show 2 that cannot be used"_s);
    rest->setChecked(true);
    QCOMPARE(listed().mid(3), (QStringList{u"Next"_s, u"Vision"_s}));
    const QModelIndex next = list()->model()->index(3, 0);
    QVERIFY(!next.flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(next.data(TemplateListModel::SubtitleRole).toString().contains(u"being built"_s));
}

void CreatingTest::searches()
{
    open();
    auto *search = part<QLineEdit>(u"create.search"_s);
    QTest::keyClicks(search, u"inter"_s);
    QCOMPARE(listed(), QStringList{u"Code Interpreter"_s});
    // What was chosen stays chosen, although it is not found.
    QVERIFY(text(u"create.summary"_s).contains(u"Base"_s));
    search->clear();
    QVERIFY(list()->selectionModel()->isSelected(list()->model()->index(0, 0)));
    QTest::keyClicks(search, u"502"_s);
    QCOMPARE(listed(), QStringList{u"Base (ours)"_s});
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(text(u"create.summary"_s).contains(u"Base (ours)"_s));
    QTest::keyClicks(search, u"nothing like it"_s);
    QCOMPARE(listed(), QStringList());
}

void CreatingTest::readingTheTemplates()
{
    m_page->actionSet().create()->trigger();
    QVERIFY(!create()->isEnabled());
    QVERIFY(!isShown(part<QPushButton>(u"create.readTemplates"_s)));
    m_fixture->api.fail(m_fixture->api.find(u"TEMPLATES"_s), apiError(Kind::Unreachable));
    press(u"create.readTemplates"_s);
    TemplatePage page;
    page.templates = templates();
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), page);
    QVERIFY(create()->isEnabled());
    QVERIFY(!isShown(part<QPushButton>(u"create.readTemplates"_s)));
    // The next form has them at once, and reads them again only when they are old.
    QTest::keyClick(form(), Qt::Key_Escape);
    open();
    QCOMPARE(m_fixture->api.find(u"TEMPLATES"_s), 0);
    QCOMPARE(listed().size(), 3);
    QTest::keyClick(form(), Qt::Key_Escape);
    m_fixture->clock.advance(2min);
    m_page->actionSet().create()->trigger();
    QVERIFY(m_fixture->api.find(u"TEMPLATES"_s) > 0);
    QCOMPARE(listed().size(), 3);
    m_fixture->api.fail(m_fixture->api.find(u"TEMPLATES"_s), apiError(Kind::ServerError));
    QCOMPARE(listed().size(), 3);
    QVERIFY(create()->isEnabled());
}

void CreatingTest::showsTheDescription()
{
    open();
    Template details = templates().at(1);
    details.description = u"A small Debian with nothing added"_s;
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATE 71"_s), details);
    QCOMPARE(text(u"create.description"_s), u"A small Debian with nothing added"_s);
    choose(u"Code Interpreter"_s);
    QVERIFY(m_fixture->api.find(u"TEMPLATE 73"_s) > 0);
    choose(u"Base"_s);
    QCOMPARE(text(u"create.description"_s), u"A small Debian with nothing added"_s);
    QCOMPARE(m_fixture->api.find(u"TEMPLATE 71"_s), 0); // read once
}

void CreatingTest::saysInFullWhatIsCut()
{
    open();
    Template details = templates().at(1);
    details.description = QString(600, u'x') + u" <b>and the end"_s;
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATE 71"_s), details);
    QCOMPARE(textOfToolTip(part<QLabel>(u"create.description"_s)->toolTip()), details.description);

    part<QCheckBox>(u"create.showUnusable"_s)->setChecked(true);
    const auto askAt = [this](int row) {
        const QPoint place = list()->visualRect(list()->model()->index(row, 0)).center();
        QHelpEvent ask(QEvent::ToolTip, place, list()->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(list()->viewport(), &ask);
        return textOfToolTip(QToolTip::text());
    };
    const QModelIndex next = list()->model()->index(3, 0);
    const QString why = next.data(TemplateListModel::SubtitleRole).toString();
    list()->setFixedWidth(2 * list()->fontMetrics().horizontalAdvance(why)); // room for all
    QCoreApplication::processEvents();
    list()->scrollTo(next);
    QCOMPARE(askAt(3), QString());
    list()->setFixedWidth(list()->fontMetrics().horizontalAdvance(why) / 2);
    QCoreApplication::processEvents();
    list()->scrollTo(next);
    QVERIFY2(askAt(3).contains(why), qPrintable(askAt(3)));
    QToolTip::hideText();
}

void CreatingTest::lifetimes()
{
    open();
    auto *field = form()->findChild<LifetimeField *>();
    auto *choice = part<QComboBox>(u"create.lifetime"_s);
    QCOMPARE(choice->currentText(), u"after 1 hour"_s);
    // The manual clock stands at 03:04:05.
    QCOMPARE(text(u"create.expiry"_s), u"It is deleted with all its files at about 04:04."_s);
    QCOMPARE(choice->count(), 5);
    field->setSeconds(std::nullopt);
    QVERIFY2(text(u"create.expiry"_s).contains(u"costs, until somebody deletes it"_s),
             qPrintable(text(u"create.expiry"_s)));
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>());
    QVERIFY(!isShown(part<QSpinBox>(u"create.lifetimeAmount"_s)));
    choice->setCurrentIndex(4);
    auto *amount = part<QSpinBox>(u"create.lifetimeAmount"_s);
    QVERIFY(isShown(amount));
    amount->setValue(36);
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>(36 * 3600));
    QCOMPARE(text(u"create.expiry"_s), u"It is deleted with all its files at about %1, 15:04."_s.arg(
                                           QLocale().toString(QDate(2026, 1, 3), QLocale::ShortFormat)));
    for (const qint64 seconds : {900, 3600, 28'800, 60, 7200, 86'400, 90 * 60, 1209'600, 100'020}) {
        field->setSeconds(seconds);
        QCOMPARE(field->seconds(), std::optional<qint64>(seconds));
    }
    // Odd seconds are rounded up to what can be shown.
    field->setSeconds(61);
    QCOMPARE(field->seconds(), std::optional<qint64>(120));
}

void CreatingTest::problemsBlock()
{
    open();
    auto *region = part<QComboBox>(u"create.region"_s);
    QCOMPARE(region->count(), 3); // none, and those of the sandboxes there are
    region->setCurrentText(u"eu/west"_s);
    QVERIFY(!create()->isEnabled());
    const auto *problem = part<QLabel>(u"create.region.problem"_s);
    QVERIFY(problem->isVisible());
    QCOMPARE(region->accessibleDescription(), problem->text());
    // Another problem does not hide it.
    auto *environment = form()->findChild<EnvironmentEditor *>();
    environment->model().setVariables({{u"1A"_s, u"x"_s}});
    QVERIFY2(problem->isVisible() && problem->text().contains(u"region"_s), qPrintable(problem->text()));
    QVERIFY(part<QLabel>(u"create.environment.problem"_s)->isVisible());
    environment->model().setVariables({});
    region->setCurrentText(u"mars-1"_s);
    QVERIFY(create()->isEnabled());
    QVERIFY(!problem->isVisible());
    environment->model().setVariables({{u"1A"_s, u"x"_s}});
    QVERIFY(!create()->isEnabled());
    QVERIFY2(text(u"create.summary"_s).contains(u"1A"_s), qPrintable(text(u"create.summary"_s)));
    environment->model().setVariables({});
    QVERIFY(create()->isEnabled());
}

void CreatingTest::createsOnceAndShowsTheRow()
{
    submitAll();
    QVERIFY(!form());
    QCOMPARE(creates(), 1);
    SandboxSpec wanted;
    wanted.templateId = u"71"_s;
    wanted.templateName = u"base"_s;
    wanted.region = u"eu-west"_s;
    wanted.timeoutSeconds = 900;
    wanted.internetAccess = false;
    wanted.environment = {{u"API_KEY"_s, u"topsecret"_s}, {u"PORT"_s, u"80"_s}};
    QVERIFY(m_fixture->api.request(newestCreate()).spec == wanted);
    QCOMPARE(m_fixture->filter.rowCount(), 3);
    const QStringList selected = m_page->tablePane().table().selectedIds();
    QCOMPARE(selected.size(), 1);
    QVERIFY(isProvisionalId(selected.first()));
    const int row = m_fixture->filter.rowOf(selected.first());
    QCOMPARE(stateOf(row), u"Creating…"_s);
    QCOMPARE(m_fixture->filter.index(row, SandboxListModel::Id).data().toString(), u"new"_s);
    QCOMPARE(statusMessage(*m_page), u"Creating a sandbox…"_s);
    for (const LifecycleAction action : kAllActions)
        QVERIFY(!m_page->actionSet().lifecycle(action)->isEnabled());
    // There is nothing to copy yet.
    QGuiApplication::clipboard()->setText(u"before"_s);
    m_page->tablePane().table().copySelectedIds();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
}

void CreatingTest::aHiddenRowLeavesTheSelectionAlone()
{
    m_fixture->filter.setText(u"state:running"_s);
    const QString shown = m_fixture->filter.idAt(0);
    QVERIFY(!shown.isEmpty());
    m_page->tablePane().table().selectIds({shown});
    submitAll();
    QCOMPARE(creates(), 1);
    QCOMPARE(statusMessage(*m_page), u"Creating a sandbox, hidden by the filter…"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{shown});
}

void CreatingTest::theSelectionMovesToTheRealRow()
{
    submitAll();
    m_fixture->api.answer(newestCreate(), CreatedSandbox{made(u"fresh"_s), {}});
    QCoreApplication::processEvents();
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"fresh"_s});
    QCOMPARE(m_page->actionSet().selection(), QStringList{u"fresh"_s});
    QVERIFY(m_page->actionSet().lifecycle(LifecycleAction::Pause)->isEnabled());
    QCOMPARE(m_fixture->filter.rowCount(), 3);
    QVERIFY(!form());

    // Also onto a row of its own, when the list had it for long.
    open();
    press(u"create.create"_s);
    m_fixture->clock.advance(30s);
    m_fixture->answerPoll({made(u"second"_s)});
    QCOMPARE(m_fixture->filter.rowCount(), 5);
    m_fixture->api.answer(newestCreate(), CreatedSandbox{made(u"second"_s), {}});
    QCoreApplication::processEvents();
    QCOMPARE(m_fixture->filter.rowCount(), 4);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"second"_s});
    QCOMPARE(m_page->tablePane().table().currentId(), u"second"_s);
}

void CreatingTest::remembersTheLastChoicesButNoSecret()
{
    submitAll();
    m_fixture->api.answer(newestCreate(), CreatedSandbox{made(u"fresh"_s), {}});
    QVERIFY(m_fixture->settings.writeNow());
    QFile file(m_fixture->settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("eu-west"));
    QVERIFY(!written.contains("topsecret"));
    QVERIFY(!written.contains("API_KEY"));

    open();
    SandboxSpec again = form()->spec();
    QCOMPARE(again.templateId, u"71"_s);
    QCOMPARE(again.region, u"eu-west"_s);
    QCOMPARE(again.timeoutSeconds, std::optional<qint64>(900));
    QVERIFY(!again.internetAccess);
    QVERIFY(again.environment.isEmpty());
}

void CreatingTest::whatAHandWroteIntoTheSettings()
{
    m_fixture->settings.setValue(u"profiles/default/view/createTimeoutSeconds"_s, u"soon"_s);
    m_fixture->settings.setValue(u"profiles/default/view/createTemplateId"_s, u"999"_s);
    open();
    // Nonsense must not read as "never", which costs.
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>(3600));
    QCOMPARE(form()->spec().templateId, u"71"_s);
    QVERIFY(create()->isEnabled());
}

void CreatingTest::aFailureFindsEverythingAsTyped()
{
    submitAll();
    const SandboxSpec sent = m_fixture->api.request(newestCreate()).spec;
    failCreate(Kind::PaymentRequired, 402, u"Insufficient credits"_s);
    QVERIFY(form());
    QCOMPARE(m_fixture->filter.rowCount(), 2); // nothing was created
    QVERIFY(form()->spec() == sent);
    QCOMPARE(text(u"create.outcomeHeadline"_s), u"Could not create a sandbox from Base"_s);
    QVERIFY(text(u"create.outcomeText"_s).contains(u"out of credit"_s));
    QVERIFY(isShown(part<QPushButton>(u"create.openPage"_s)));
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::List), 0); // a clear refusal leaves nothing to look for
    press(u"create.copyReport"_s);
    const QString report = QGuiApplication::clipboard()->text();
    QVERIFY(report.contains(u"req_77"_s));
    QVERIFY(!report.contains(u"topsecret"_s));
    QCOMPARE(create()->text(), u"Re&try"_s);
    press(u"create.create"_s);
    QCOMPARE(creates(), 2);
    QVERIFY(!form());
    m_fixture->api.answer(newestCreate(), CreatedSandbox{made(u"fresh"_s), {}});
    QCOMPARE(m_fixture->filter.rowCount(), 3);
}

void CreatingTest::aBillingPageThatDoesNotOpenIsNamed()
{
    submitAll();
    failCreate(Kind::PaymentRequired, 402, u"Insufficient credits"_s);
    QUrl opened;
    bool works = false;
    form()->findChild<OutcomePanel *>()->setUrlOpener([&](const QUrl &url) {
        opened = url;
        return works;
    });
    press(u"create.openPage"_s);
    QVERIFY(opened.isValid());
    QVERIFY2(text(u"create.outcomeText"_s).contains(opened.toString()),
             qPrintable(text(u"create.outcomeText"_s)));
    const QString once = text(u"create.outcomeText"_s);
    press(u"create.openPage"_s);
    QCOMPARE(text(u"create.outcomeText"_s), once);
    works = true;
    press(u"create.create"_s);
    failCreate(Kind::PaymentRequired, 402, u"Insufficient credits"_s);
    press(u"create.openPage"_s);
    QVERIFY(!text(u"create.outcomeText"_s).contains(opened.toString()));
}

void CreatingTest::noCapacity()
{
    submitAll();
    failCreate(Kind::Unavailable, 503, u"No nodes available"_s);
    QVERIFY(!form()); // first the list
    answerList({});
    m_fixture->clock.advance(3s);
    answerList({});
    QVERIFY2(text(u"create.outcomeText"_s).startsWith(u"No capacity:"_s),
             qPrintable(text(u"create.outcomeText"_s)));
    QVERIFY(!isShown(part<QPushButton>(u"create.openPage"_s)));
    QVERIFY(create()->isEnabled());
}

void CreatingTest::afterAFailureTheStatusLineSaysSo()
{
    submitAll();
    const auto *line = m_window->findChild<QLabel *>(u"status.message"_s);
    QVERIFY2(line->text().startsWith(u"Creating a sandbox"_s), qPrintable(line->text()));
    failCreate(Kind::PlanLimit, 403);
    QCOMPARE(line->text(), u"No sandbox was created"_s);
}

void CreatingTest::leavingMeanwhileAsks()
{
    submitAll();
    const auto question = [this]() -> QMessageBox * {
        const auto boxes = m_window->findChildren<QMessageBox *>(u"creationFarewell"_s);
        const auto shown =
            std::find_if(boxes.begin(), boxes.end(), [](auto *box) { return box->isVisible(); });
        return shown == boxes.end() ? nullptr : *shown;
    };
    QVERIFY(!m_window->close());
    QVERIFY(question());
    QTest::keyClick(question(), Qt::Key_Escape);
    QVERIFY(!question());
    QVERIFY(m_window->isVisible());
    // It goes when there is nothing to ask about any more.
    QVERIFY(!m_window->close());
    QVERIFY(question());
    failCreate(Kind::PlanLimit, 403);
    QVERIFY(!question());
    QVERIFY(m_window->isVisible());
    press(u"create.create"_s);
    QVERIFY(!m_window->close());
    QVERIFY(question());
    for (QAbstractButton *button : question()->buttons()) {
        if (button->text() == u"&Leave now"_s)
            button->click();
    }
    QTRY_VERIFY(!m_window->isVisible());
}

void CreatingTest::rateLimitCountsDown()
{
    submitAll();
    failCreate(Kind::RateLimited, 429, {}, 3s);
    QVERIFY(!create()->isEnabled());
    QCOMPARE(create()->text(), u"Retry in 3 s"_s);
    m_fixture->clock.advance(1'500ms);
    QCOMPARE(create()->text(), u"Retry in 2 s"_s);
    m_fixture->clock.advance(1'500ms);
    QVERIFY(create()->isEnabled());
    QCOMPARE(create()->text(), u"Re&try"_s);
}

void CreatingTest::asksBeforeRetryIsOffered()
{
    submitAll();
    const int row = m_fixture->filter.rowOf(m_page->tablePane().table().selectedIds().value(0));
    failCreate(Kind::Timeout);
    QVERIFY(!form());
    QCOMPARE(stateOf(row), u"Looking for it…"_s);
    answerList({made(u"fresh"_s)});
    QVERIFY(form());
    QCOMPARE(text(u"create.outcomeHeadline"_s),
             u"A sandbox of this template appeared at 03:04. Is it yours?"_s);
    QVERIFY(!create()->isEnabled());
    QVERIFY(!form()->findChild<TemplatePicker *>()->isEnabled());
    QCOMPARE(stateOf(row), u"Is it there?"_s);
    QCOMPARE(part<QRadioButton>({})->text(), u"fresh, running, in eu-west, created at 03:04"_s);
    QVERIFY(part<QRadioButton>({})->isChecked());
    QCOMPARE(creates(), 1);
    press(u"create.yes"_s);
    QVERIFY(!form());
    QCOMPARE(creates(), 1);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"fresh"_s});
}

void CreatingTest::noIsAnAnswerToo()
{
    submitAll();
    failCreate(Kind::ServerError);
    answerList({made(u"theirs"_s)});
    press(u"create.no"_s);
    QCOMPARE(creates(), 1);
    QVERIFY(create()->isEnabled());
    QCOMPARE(create()->text(), u"Re&try"_s);
    QCOMPARE(form()->spec().environment.size(), 2);
    press(u"create.create"_s);
    QCOMPARE(creates(), 2);
}

void CreatingTest::severalCandidates()
{
    submitAll();
    failCreate(Kind::ConnectionLost);
    answerList({made(u"one"_s), made(u"two"_s), made(u"three"_s)});
    QCOMPARE(text(u"create.outcomeHeadline"_s),
             u"Sandboxes of this template appeared. Is one of them yours?"_s);
    // Nothing is chosen for the person.
    QVERIFY(!part<QPushButton>(u"create.yes"_s)->isEnabled());
    const auto choices = form()->findChildren<QRadioButton *>();
    QCOMPARE(choices.size(), 3);
    // As assistive technology chooses: without a click.
    QAccessibleActionInterface *way = QAccessible::queryAccessibleInterface(choices.at(1))->actionInterface();
    way->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(part<QPushButton>(u"create.yes"_s)->isEnabled());
    // One of the others goes: the choice and the focus stay.
    choices.at(1)->setFocus();
    const QPointer<QRadioButton> chosen = choices.at(1);
    m_fixture->answerPoll({made(u"one"_s), made(u"two"_s), made(u"three"_s)});
    m_fixture->answerPoll({}, {u"three"_s});
    QCOMPARE(form()->findChildren<QRadioButton *>().size(), 2);
    QVERIFY(chosen && chosen->isChecked());
    QCOMPARE(form()->focusWidget(), chosen.get());
    press(u"create.yes"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"two"_s});
}

void CreatingTest::looksAgainWhenTheListFailed()
{
    submitAll();
    failCreate(Kind::ConnectionLost);
    for (int i = 0; i < 5; ++i) {
        m_fixture->api.fail(m_fixture->api.find(u"LIST"_s), apiError(Kind::Unreachable));
        m_fixture->clock.advance(10s);
    }
    QVERIFY(form());
    QVERIFY2(text(u"create.outcomeText"_s).contains(u"not known"_s),
             qPrintable(text(u"create.outcomeText"_s)));
    QVERIFY(!create()->isEnabled());
    press(u"create.lookAgain"_s);
    m_fixture->clock.advance(0ms);
    QCOMPARE(text(u"create.outcomeHeadline"_s), u"Looking whether it was created"_s);
    answerList({made(u"fresh"_s)});
    press(u"create.yes"_s);
    QCOMPARE(creates(), 1);
}

/// One Escape, and nobody would ever have heard of the sandbox that may run and cost.
void CreatingTest::closingWithoutKnowingAsks()
{
    submitAll();
    failCreate(Kind::ConnectionLost);
    for (int i = 0; i < 5; ++i) {
        m_fixture->api.fail(m_fixture->api.find(u"LIST"_s), apiError(Kind::Unreachable));
        m_fixture->clock.advance(10s);
    }
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(isShown(form()) && isShown(dropQuestion()));
    QVERIFY2(dropQuestion()->text().contains(u"without knowing"_s), qPrintable(dropQuestion()->text()));
    QVERIFY(dropQuestion()->informativeText().contains(u"cost"_s));
    QVERIFY(dropQuestion()->informativeText().contains(u"variables"_s));
    QTest::keyClick(dropQuestion(), Qt::Key_Escape);
    QTRY_VERIFY(!dropQuestion());
    QCOMPARE(form()->spec().environment.size(), 2);
    // Nor by leaving.
    QVERIFY(!m_window->quit());
    QVERIFY(isShown(dropQuestion()));
    QTest::keyClick(dropQuestion(), Qt::Key_Escape);
    QTRY_VERIFY(!dropQuestion());
    // While the list is read, closing it puts nothing at risk: it comes back.
    press(u"create.lookAgain"_s);
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(!form() && !dropQuestion());
    m_fixture->clock.advance(0ms);
    answerList({made(u"fresh"_s)});
    QVERIFY(form());

    // The same where nothing was typed.
    press(u"create.no"_s);
    form()->findChild<EnvironmentEditor *>()->model().setVariables({});
    press(u"create.create"_s);
    failCreate(Kind::ConnectionLost);
    for (int i = 0; i < 5; ++i) {
        m_fixture->api.fail(m_fixture->api.find(u"LIST"_s), apiError(Kind::Unreachable));
        m_fixture->clock.advance(10s);
    }
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(isShown(dropQuestion()));
    QVERIFY(!dropQuestion()->informativeText().contains(u"variables"_s));
    for (QAbstractButton *button : dropQuestion()->buttons()) {
        if (button->text() == u"&Close anyway"_s)
            button->click();
    }
    QVERIFY(!form());
    QCOMPARE(creates(), 2);
}

void CreatingTest::closingTheQuestionForgetsIt()
{
    submitAll();
    failCreate(Kind::Timeout);
    answerList({made(u"fresh"_s)});
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(isShown(form()) && isShown(dropQuestion()));
    QVERIFY(dropQuestion()->text().contains(u"variables"_s));
    dropQuestion()->button(QMessageBox::Discard)->click();
    QVERIFY(!form());
    QCOMPARE(m_fixture->filter.rowCount(), 2);
    m_fixture->clock.advance(1h);
    QCOMPARE(creates(), 1);
}

void CreatingTest::neverTakesTheFocusFromTyping()
{
    submitAll();
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get()); // no longer the form that was submitted
    m_page->tablePane().filterBar().focusSearch();
    QWidget *field = QApplication::focusWidget();
    QVERIFY2(qobject_cast<QLineEdit *>(field), field ? qPrintable(field->objectName()) : "nothing");
    failCreate(Kind::PaymentRequired);
    QVERIFY(form());
    QCoreApplication::processEvents();
    QCOMPARE(QApplication::focusWidget(), field);
}

void CreatingTest::variablesThatDoNotArrive()
{
    submitAll();
    Sandbox fresh = made(u"fresh"_s);
    fresh.publicHost = u"https://fresh"_s;
    m_fixture->api.answer(newestCreate(), CreatedSandbox{fresh, ApiKey("token")});
    m_fixture->clock.advance(0ms);
    m_fixture->agents.answerHealth(true);
    m_fixture->clock.advance(0ms);
    QCOMPARE(m_fixture->agents.texts().constLast(), u"PATCH https://fresh token API_KEY=topsecret PORT=80"_s);
    m_fixture->agents.fail(apiError(Kind::BadRequest));
    QCoreApplication::processEvents();
    auto *report = m_window->findChild<ErrorDialog *>();
    QVERIFY(isShown(report));
    QCOMPARE(report->report().headline, u"Could not set the variables of fresh"_s);
    QVERIFY(report->report().retrySafe);
    QVERIFY(!report->report().asText().contains(u"topsecret"_s));
    Q_EMIT report->retryWanted();
    QCoreApplication::processEvents();
    m_fixture->clock.advance(0ms);
    m_fixture->agents.answerHealth(true);
    m_fixture->clock.advance(0ms);
    m_fixture->agents.answerEnvironment();
    QCoreApplication::processEvents();
    QVERIFY(!isShown(m_window->findChild<ErrorDialog *>()));
    m_fixture->answerPoll({fresh});
    QCOMPARE(statusMessage(*m_page), u"fresh: Running"_s);
    QCOMPARE(creates(), 1);
}

/// The server said that it had created it. The form had gone by then, with everything that was typed.
void CreatingTest::oneThatNeverShowsIsTold()
{
    m_fixture->api.onRequest = [this](const FakeApi::Request &request) {
        if (request.text() == u"GET ghost"_s)
            m_fixture->api.fail(request.number, apiError(Kind::NotFound));
    };
    submitAll();
    Sandbox ghost = made(u"ghost"_s);
    ghost.publicHost = u"https://ghost"_s;
    m_fixture->api.answer(newestCreate(), CreatedSandbox{ghost, ApiKey("token")});
    m_fixture->clock.advance(0ms);
    m_fixture->agents.fail(apiError(Kind::Unreachable));
    for (int i = 0; i < 40; ++i) {
        m_fixture->clock.advance(1s);
        QCoreApplication::processEvents();
    }
    m_fixture->answerPoll({}, {u"ghost"_s});
    m_fixture->clock.advance(1s);
    QCoreApplication::processEvents();
    QVERIFY(form());
    QVERIFY2(text(u"create.outcomeText"_s).contains(u"said that it had created ghost"_s),
             qPrintable(text(u"create.outcomeText"_s)));
    QVERIFY(!text(u"create.outcomeText"_s).contains(u"most likely not created"_s));
    QCOMPARE(form()->spec().environment.size(), 2);
    QVERIFY(create()->isEnabled());
    QCOMPARE(statusMessage(*m_page), u"No sandbox was created"_s);
    // It shows after all, a minute later: nobody is offered a second one.
    m_fixture->api.onRequest = {};
    m_fixture->answerPoll({made(u"ghost"_s)});
    QCoreApplication::processEvents();
    QVERIFY(!form());
    QCOMPARE(creates(), 1);
}

void CreatingTest::anotherLikeThis()
{
    Sandbox model = sandbox(u"model"_s);
    model.templateName = u"code-interpreter"_s;
    model.region = u"us-east"_s;
    model.timeoutSeconds = 5400;
    model.internetAccess = false;
    m_fixture->answerPoll({model});
    QAction *like = m_page->actionSet().createLike();
    m_page->tablePane().table().selectIds({u"model"_s, u"r1"_s});
    QVERIFY(!like->isEnabled());
    QVERIFY(!like->statusTip().isEmpty());
    m_page->tablePane().table().selectIds({u"model"_s});
    QVERIFY(like->isEnabled());
    like->trigger();
    TemplatePage page;
    page.templates = templates();
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), page);
    const SandboxSpec spec = form()->spec();
    QCOMPARE(spec.templateId, u"73"_s);
    QCOMPARE(spec.region, u"us-east"_s);
    QCOMPARE(spec.timeoutSeconds, std::optional<qint64>(5400));
    QVERIFY(!spec.internetAccess);
    QVERIFY(text(u"create.note"_s).contains(u"cannot be read back"_s));
    QVERIFY(create()->isEnabled());
}

void CreatingTest::anotherLikeADeletedOne()
{
    Sandbox model = sandbox(u"model"_s);
    model.templateName = u"code-interpreter"_s;
    model.region = u"us-east"_s;
    m_fixture->answerPoll({model});
    m_fixture->answerPoll({}, {u"model"_s});
    m_fixture->filter.setText(u"is:deleted"_s);
    m_page->tablePane().table().selectIds({u"model"_s});
    QAction *like = m_page->actionSet().createLike();
    QVERIFY2(like->isEnabled(), qPrintable(like->statusTip()));
    like->trigger();
    QVERIFY(form());
    QCOMPARE(form()->spec().region, u"us-east"_s);
    // The server would not know it any more.
    QCOMPARE(m_fixture->api.find(u"GET model"_s), 0);
}

void CreatingTest::anotherLikeThisOfAGoneTemplate()
{
    Sandbox model = sandbox(u"model"_s);
    model.templateId = u"12"_s;
    model.templateName = u"retired"_s;
    m_fixture->answerPoll({model});
    m_page->tablePane().table().selectIds({u"model"_s});
    m_page->actionSet().createLike()->trigger();
    TemplatePage page;
    page.templates = templates();
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), page);
    // No other template is slipped in for it.
    QVERIFY(!create()->isEnabled());
    QVERIFY2(text(u"create.summary"_s).contains(u"retired"_s), qPrintable(text(u"create.summary"_s)));
    choose(u"Base"_s);
    QVERIFY(create()->isEnabled());
}

/// A list may tell neither: that is not "never, and allowed".
void CreatingTest::anotherLikeOneThatALeanListTold()
{
    open();
    part<QCheckBox>(u"create.internet"_s)->setChecked(false);
    press(u"create.create"_s);
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().createLike()->trigger();
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>(3600));
    QVERIFY(!form()->spec().internetAccess); // as it was chosen last
    QVERIFY2(text(u"create.note"_s).contains(u"was not reported"_s), qPrintable(text(u"create.note"_s)));

    // It is read meanwhile, by a request that wakes nothing.
    Sandbox read = sandbox(u"r1"_s);
    read.region = u"us-east"_s;
    read.templateName = u"code-interpreter"_s;
    read.timeoutSeconds = 5400;
    read.internetAccess = true;
    m_fixture->api.answer(m_fixture->api.find(u"GET r1"_s), read);
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>(5400));
    QVERIFY(form()->spec().internetAccess);
    QVERIFY(!text(u"create.note"_s).contains(u"was not reported"_s));
    QTest::keyClick(form(), Qt::Key_Escape);

    // One that lives until it is deleted is known to.
    Sandbox endless = read;
    endless.id = u"endless"_s;
    endless.timeoutSeconds.reset();
    endless.expiry = Expiry::never();
    m_fixture->answerPoll({endless});
    m_page->tablePane().table().selectIds({u"endless"_s});
    m_page->actionSet().createLike()->trigger();
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>());
    QVERIFY(!text(u"create.note"_s).contains(u"was not reported"_s));
}

void CreatingTest::whatWasBegunIsNotFilledAgain()
{
    open();
    QTest::keyClick(form(), Qt::Key_Escape);
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().createLike()->trigger();
    part<QComboBox>(u"create.region"_s)->setCurrentText(u"eu-north"_s);
    Sandbox read = sandbox(u"r1"_s);
    read.timeoutSeconds = 5400;
    m_fixture->api.answer(m_fixture->api.find(u"GET r1"_s), read);
    QCOMPARE(form()->spec().region, u"eu-north"_s);
    QCOMPARE(form()->spec().timeoutSeconds, std::optional<qint64>(3600));
}

/// An open form came to the front, and nothing said that it was not the one asked for.
void CreatingTest::anotherLikeAnother()
{
    open(); // "New": nobody touched it
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().createLike()->trigger();
    QCOMPARE(form()->spec().region, u"us-east"_s);
    QVERIFY(text(u"create.note"_s).startsWith(u"Like r1."_s));
    m_page->tablePane().table().selectIds({u"r2"_s});
    m_page->actionSet().createLike()->trigger();
    QCOMPARE(form()->spec().region, u"eu-west"_s);
    QVERIFY(text(u"create.note"_s).startsWith(u"Like r2."_s));
    QCOMPARE(m_window->findChildren<CreateDialog *>().size(), 1);

    choose(u"Code Interpreter"_s);
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().createLike()->trigger();
    QCOMPARE(form()->spec().region, u"eu-west"_s);
    QCOMPARE(form()->spec().templateId, u"73"_s);
    QVERIFY2(text(u"create.note"_s).contains(u"not like r1"_s), qPrintable(text(u"create.note"_s)));
    m_page->tablePane().table().selectIds({u"r2"_s});
    m_page->actionSet().createLike()->trigger();
    QVERIFY(text(u"create.note"_s).startsWith(u"Like r2."_s));
    // Beside what came of it neither helps.
    press(u"create.create"_s);
    failCreate(Kind::PlanLimit, 403);
    QVERIFY(isShown(form()) && !isShown(part<QLabel>(u"create.note"_s)));
}

void CreatingTest::theEmptyTableOffersIt()
{
    m_fixture->answerPoll({}, {u"r1"_s, u"r2"_s});
    auto *button = m_window->findChild<QPushButton *>(u"emptyState.button"_s);
    QVERIFY(isShown(button));
    QCOMPARE(button->text(), u"New sandbox…"_s);
    button->click();
    QVERIFY(form());
}

void CreatingTest::aRefusedKeySaysSo()
{
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QTRY_VERIFY(!m_page->actionSet().create()->isEnabled());
    QVERIFY2(m_page->actionSet().create()->statusTip().contains(u"key"_s),
             qPrintable(m_page->actionSet().create()->statusTip()));
    m_fixture->answerPoll();
    QTRY_VERIFY(m_page->actionSet().create()->isEnabled());
    // The form says the same while it is open.
    open();
    QVERIFY(create()->isEnabled());
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QVERIFY(!create()->isEnabled());
    QVERIFY2(text(u"create.summary"_s).contains(u"key"_s), qPrintable(text(u"create.summary"_s)));
    m_fixture->answerPoll();
    QVERIFY(create()->isEnabled());
}

/// A sandbox costs: Enter presses the button that has the focus, and no other.
void CreatingTest::enterPressesTheButtonWithTheFocus()
{
    open();
    QVERIFY(create()->isEnabled());
    auto *paste = part<QToolButton>(u"create.pasteEnvironment"_s);
    QVERIFY(paste);
    QGuiApplication::clipboard()->setText(u"A=1"_s);
    paste->setFocus();
    QTest::keyClick(paste, Qt::Key_Return);
    QCOMPARE(creates(), 0);
    QVERIFY(form());
    QCOMPARE(form()->spec().environment.size(), 1);
}

/// Twelve variables are not to be lost by one Escape.
void CreatingTest::droppingVariablesAsks()
{
    open();
    form()->findChild<EnvironmentEditor *>()->paste(u"API_KEY=topsecret"_s);
    const auto question = [this] { return dropQuestion(); };
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(isShown(form()) && isShown(question()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QCOMPARE(form()->spec().environment.size(), 1);
    QTRY_VERIFY(!question());
    QTest::keyClick(form(), Qt::Key_Escape);
    question()->button(QMessageBox::Discard)->click();
    QVERIFY(!form());
    QTRY_VERIFY(!question());

    // Nor by leaving, which asks first and then goes on by itself.
    open();
    form()->findChild<EnvironmentEditor *>()->paste(u"API_KEY=topsecret"_s);
    QSignalSpy closed(m_window.get(), &MainWindow::closed);
    QVERIFY(!m_window->quit());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QVERIFY(m_window->isVisible() && form());
    QVERIFY(!m_window->quit());
    question()->button(QMessageBox::Discard)->click();
    QTRY_COMPARE(closed.count(), 1);
}

void CreatingTest::aVariableBeingTypedIsNotLost()
{
    open();
    QVERIFY(QTest::qWaitForWindowActive(form()));
    auto *table = part<QTableView>(u"create.environment"_s);
    table->setFocus();
    QVERIFY(!form()->wouldLoseSomething()); // with the focus alone nothing is typed
    table->setCurrentIndex(table->model()->index(0, EnvironmentModel::Name));
    table->edit(table->currentIndex());
    auto *cell = part<QLineEdit>(u"create.variableName"_s);
    QVERIFY(cell);
    QTRY_COMPARE(QApplication::focusWidget(), cell);
    QVERIFY(!form()->wouldLoseSomething());
    QTest::keyClicks(cell, u"API_KEY"_s);
    QVERIFY(!m_window->quit());
    QVERIFY(isShown(form()) && isShown(dropQuestion()));
    QTest::keyClick(dropQuestion(), Qt::Key_Escape);
    QTRY_VERIFY(!dropQuestion());
    QVERIFY(form());
}

void CreatingTest::fitsASmallScreen()
{
    submitAll();
    failCreate(Kind::ConnectionLost);
    answerList({made(u"one"_s), made(u"two"_s), made(u"three"_s), made(u"four"_s), made(u"five"_s)});
    QVERIFY2(form()->minimumSizeHint().height() <= 560,
             qPrintable(QString::number(form()->minimumSizeHint().height())));
    QVERIFY2(form()->minimumSizeHint().width() <= 600,
             qPrintable(QString::number(form()->minimumSizeHint().width())));
}

/// Nothing is scrolled to sideways: where there is no room beside each other, the parts stand below.
void CreatingTest::aNarrowFormIsOneColumn()
{
    open();
    const auto *area = part<QScrollArea>(u"create.scroll"_s);
    const auto placeOf = [&](const QWidget *widget) {
        return QRect(widget->mapTo(area->widget(), QPoint()), widget->size());
    };
    const auto picker = [&] { return placeOf(list()); };
    const auto region = [&] { return placeOf(part<QComboBox>(u"create.region"_s)); };
    form()->resize(900, 560);
    QTRY_VERIFY(region().left() > picker().right());
    form()->resize(600, 440);
    QTRY_VERIFY(region().top() > picker().bottom());
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    QVERIFY(area->verticalScrollBar()->maximum() > 0);
    form()->resize(900, 560);
    QTRY_VERIFY(region().left() > picker().right());
}

/// The templates lost their sizes to dots whenever more had to be said beside them.
void CreatingTest::theColumnsStayWhereTheyAre()
{
    open();
    form()->resize(form()->size()); // as it comes
    QCoreApplication::processEvents();
    const int before = list()->width();
    auto *lifetime = part<QComboBox>(u"create.lifetime"_s);
    lifetime->setCurrentIndex(lifetime->count() - 1); // another time
    part<QComboBox>(u"create.region"_s)->setCurrentText(u"no region!"_s);
    form()->findChild<EnvironmentEditor *>()->model().setVariables({{u"1A"_s, u"x"_s}});
    QCoreApplication::processEvents();
    QVERIFY(part<QComboBox>(u"create.lifetimeUnit"_s)->isVisible());
    QCOMPARE(list()->width(), before);
}

void CreatingTest::theWheelChangesNothingInPassing()
{
    open();
    form()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(form()));
    auto *lifetime = part<QComboBox>(u"create.lifetime"_s);
    lifetime->setCurrentIndex(lifetime->count() - 1); // a person's own
    auto *amount = part<QSpinBox>(u"create.lifetimeAmount"_s);
    part<QLineEdit>(u"create.search"_s)->setFocus();
    QTRY_VERIFY(part<QLineEdit>(u"create.search"_s)->hasFocus());
    const SandboxSpec before = form()->spec();
    for (QWidget *field :
         std::initializer_list<QWidget *>{lifetime, amount, part<QComboBox>(u"create.lifetimeUnit"_s),
                                          part<QComboBox>(u"create.region"_s)})
        turnWheelOver(*field);
    QCOMPARE(form()->spec(), before);
    QVERIFY(part<QLineEdit>(u"create.search"_s)->hasFocus());
    amount->setFocus();
    turnWheelOver(*amount);
    QVERIFY(form()->spec() != before);
}

SANDGLASS_REGISTER_TEST(CreatingTest)

} // namespace

#include "tst_creating.moc"
