// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/firstrunpage.h"
#include "support/testregistry.h"

#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

class FirstRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void offersExactlyTwoWays();
    void asksWithAddressAndKey();
    void needsBoth();
    void checkingCanBeCancelled();
    void problemIsShownLiterallyAndGoesWithTyping();
    void keyIsHiddenUntilAskedFor();
    void clearKeyLeavesNothing();
    void everythingIsNamedAndFits();

private:
    [[nodiscard]] QLineEdit *field(const QString &name) const
    {
        return m_page->findChild<QLineEdit *>("connect."_L1 % name);
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        return m_page->findChild<QPushButton *>("connect."_L1 % name);
    }
    [[nodiscard]] QWidget *problem() const { return m_page->findChild<QWidget *>(u"connect.problem"_s); }

    std::unique_ptr<FirstRunPage> m_page;
};

void FirstRunTest::init()
{
    m_page = std::make_unique<FirstRunPage>();
    m_page->resize(800, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void FirstRunTest::cleanup()
{
    m_page.reset();
}

void FirstRunTest::offersExactlyTwoWays()
{
    QStringList shown;
    for (const QPushButton *one : m_page->findChildren<QPushButton *>()) {
        if (one->isVisible())
            shown << one->text();
    }
    QCOMPARE(shown, (QStringList{u"Connect"_s, u"Try the demo"_s}));
    QCOMPARE(field(u"address"_s)->text(), u"https://api.hopx.dev"_s);
    QSignalSpy demo(m_page.get(), &FirstRunPage::demoWanted);
    button(u"demo"_s)->click();
    QCOMPARE(demo.count(), 1);
}

void FirstRunTest::asksWithAddressAndKey()
{
    QSignalSpy wanted(m_page.get(), &FirstRunPage::connectWanted);
    m_page->setAddress(u"http://127.0.0.1:8080"_s);
    field(u"key"_s)->setText(u"  hopx_live_a.b "_s);
    QTest::keyClick(field(u"key"_s), Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0), (QVariantList{u"http://127.0.0.1:8080"_s, u"hopx_live_a.b"_s}));
}

void FirstRunTest::needsBoth()
{
    QSignalSpy wanted(m_page.get(), &FirstRunPage::connectWanted);
    button(u"connect"_s)->click();
    QCOMPARE(wanted.count(), 0);
    QVERIFY(problem()->isVisible());
    QVERIFY(field(u"key"_s)->hasFocus());
    field(u"key"_s)->setText(u"k"_s);
    m_page->setAddress({});
    button(u"connect"_s)->click();
    QCOMPARE(wanted.count(), 0);
    QVERIFY(field(u"address"_s)->hasFocus());
}

void FirstRunTest::checkingCanBeCancelled()
{
    m_page->showChecking();
    QVERIFY(m_page->findChild<QProgressBar *>()->isVisible());
    QVERIFY(!field(u"key"_s)->isEnabled());
    QVERIFY(!button(u"connect"_s)->isEnabled());
    QVERIFY(!button(u"demo"_s)->isEnabled());
    QSignalSpy cancel(m_page.get(), &FirstRunPage::cancelWanted);
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    button(u"cancel"_s)->click();
    QCOMPARE(cancel.count(), 2);
    m_page->showIdle();
    QVERIFY(field(u"key"_s)->isEnabled());
    QVERIFY(!button(u"cancel"_s)->isVisible());
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QCOMPARE(cancel.count(), 2);
}

void FirstRunTest::problemIsShownLiterallyAndGoesWithTyping()
{
    field(u"key"_s)->setText(u"wrong"_s);
    m_page->showChecking();
    m_page->showProblem(u"<b>No</b>"_s, u"Because"_s);
    QVERIFY(problem()->isVisible());
    QCOMPARE(problem()->accessibleName(), u"<b>No</b>"_s);
    for (const QLabel *label : problem()->findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
    // What was typed is still there, and the next key replaces it.
    QCOMPARE(field(u"key"_s)->text(), u"wrong"_s);
    QVERIFY(field(u"key"_s)->hasFocus());
    QTest::keyClicks(field(u"key"_s), u"x"_s);
    QCOMPARE(field(u"key"_s)->text(), u"x"_s);
    QVERIFY(!problem()->isVisible());
}

void FirstRunTest::keyIsHiddenUntilAskedFor()
{
    QCOMPARE(field(u"key"_s)->echoMode(), QLineEdit::Password);
    auto *show = m_page->findChild<QToolButton *>(u"connect.showKey"_s);
    show->click();
    QCOMPARE(field(u"key"_s)->echoMode(), QLineEdit::Normal);
    m_page->showChecking();
    QCOMPARE(field(u"key"_s)->echoMode(), QLineEdit::Password);
}

void FirstRunTest::clearKeyLeavesNothing()
{
    QTest::keyClicks(field(u"key"_s), u"secret"_s);
    m_page->clearKey();
    QVERIFY(field(u"key"_s)->text().isEmpty());
    field(u"key"_s)->undo();
    QVERIFY(field(u"key"_s)->text().isEmpty());
}

void FirstRunTest::everythingIsNamedAndFits()
{
    m_page->showProblem(u"Headline"_s,
                        u"A long text that takes more than one line of the narrow column here"_s);
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const bool named = !widget->accessibleName().isEmpty() ||
                           (qobject_cast<const QAbstractButton *>(widget) &&
                            !qobject_cast<const QAbstractButton *>(widget)->text().isEmpty());
        QVERIFY2(named, widget->metaObject()->className());
    }
    m_page->resize(640, 360);
    m_page->findChild<QPushButton *>(u"connect.demo"_s)->setFocus();
    QVERIFY(m_page->minimumSizeHint().width() <= 640);
}

SANDGLASS_REGISTER_TEST(FirstRunTest)

} // namespace

#include "tst_firstrun.moc"
