// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilewindow.h"

#include "actions/actionset.h"
#include "failures/errordialog.h"
#include "failures/failurepresenter.h"
#include "store/actionrules.h"
#include "table/columnactions.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolTip>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void HostileWindow::openWindow()
{
    m_audit = {};
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_window->resize(1'400, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVector<QJsonObject> rows;
    for (const SandboxStatus status : kAllStatuses) {
        if (status != SandboxStatus::Unknown)
            rows += row(wordOfStatus(status), wordOfStatus(status));
    }
    rows += hostile::sandboxJson(u"unknown"_s, hostile::text(u"state"_s));
    for (const char *one : {"r1", "r2", "r3", "r4"})
        rows += row(QLatin1StringView(one), u"running"_s);
    m_fixture->load(hostile::listed(rows));
    for (QAction *column : m_page->columnActions().all()) {
        if (column->isCheckable() && !column->isChecked())
            column->trigger();
    }
    QCoreApplication::processEvents();
}

void HostileWindow::closeWindow()
{
    QToolTip::hideText();
    m_window.reset();
    m_fixture.reset();
    QGuiApplication::clipboard()->clear();
}

QJsonObject HostileWindow::row(const QString &what, const QString &status, std::chrono::minutes left,
                               bool live) const
{
    QJsonObject more{{"live_mode"_L1, live}};
    if (left > 0min) {
        const auto at = QDateTime::fromMSecsSinceEpoch(
            (m_fixture->clock.utcNow() + left).time_since_epoch().count(), Qt::UTC);
        more.insert("expires_at"_L1, at.toString(Qt::ISODate));
    }
    return hostile::sandboxJson(what, status, more);
}

void HostileWindow::select(const QStringList &whats)
{
    QStringList ids;
    for (const QString &what : whats)
        ids += hostile::id(what);
    m_page->tablePane().table().selectIds(ids);
    QCoreApplication::processEvents();
    QCOMPARE(m_page->actionSet().selection().size(), whats.size());
}

void HostileWindow::trigger(LifecycleAction action, const QStringList &whats)
{
    select(whats);
    QAction *shared = m_page->actionSet().lifecycle(action);
    QVERIFY2(shared->isEnabled(), qPrintable(shared->statusTip()));
    shared->trigger();
    m_audit.lookAround(nameOfAction(action) % u" was pressed"_s);
}

void HostileWindow::agree(const QWidget *question, const QString &start)
{
    QVERIFY(question);
    if (auto *typed = visibleIn<QLineEdit>(*question))
        typed->setText(u"1"_s);
    press(question, start);
    QCoreApplication::processEvents();
}

void HostileWindow::pass(std::chrono::milliseconds time)
{
    m_fixture->clock.advance(time);
    QCoreApplication::processEvents();
}

void HostileWindow::fail(const QString &request, const ApiError &error)
{
    const int sent = m_fixture->api.find(request);
    QVERIFY2(sent > 0, qPrintable(m_fixture->api.texts().join(u'\n')));
    m_fixture->api.fail(sent, error);
    pass(1ms);
    for (const int number : m_fixture->api.open()) {
        const FakeApi::Request asked = m_fixture->api.request(number);
        if (asked.verb == FakeApi::Verb::Get && m_fixture->store.find(asked.id))
            m_fixture->api.answer(number, m_fixture->store.find(asked.id)->sandbox);
    }
    QCoreApplication::processEvents();
}

void HostileWindow::openDetails()
{
    if (!m_page->actionSet().details()->isChecked())
        m_page->actionSet().details()->setChecked(true);
    QCoreApplication::processEvents();
}

void HostileWindow::lookAtClipboard(const QString &moment)
{
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(!text.isEmpty(), qPrintable(moment));
    m_audit.literal("copied "_L1 % moment, text);
    QGuiApplication::clipboard()->clear();
}

void HostileWindow::verify(int atLeast)
{
    m_audit.lookAround(u"at the end"_s);
    QVERIFY2(m_audit.offences().isEmpty(), qPrintable(u'\n' + m_audit.offences().join(u'\n')));
    QVERIFY2(m_audit.seen() >= atLeast, qPrintable(QString::number(m_audit.seen())));
}

QList<ErrorDialog *> HostileWindow::reports() const
{
    return m_page->failures().dialogs();
}

} // namespace sandglass::test
