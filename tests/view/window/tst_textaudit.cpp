// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostileserver.h"
#include "support/testregistry.h"
#include "textaudit.h"
#include "widgets/plaintooltip.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QTest>
#include <QTextEdit>

#include <functional>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

/// A test of the tests that look for a server's text.
class TextAuditTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItIsThereToFind();
};

/// Every kind of place, with the mistake made on purpose.
void TextAuditTest::findsWhatItIsThereToFind()
{
    const QString evil = hostile::id(u"planted"_s);
    const auto finds = [](const std::function<void(QWidget &)> &plant) {
        QWidget window;
        plant(window);
        window.show();
        TextAudit audit;
        audit.look(window, u"planted"_s);
        return !audit.offences().isEmpty();
    };
    QVERIFY(finds([&](QWidget &in) { new QLabel(evil, &in); }));
    QVERIFY(finds([&](QWidget &in) {
        auto *label = new QLabel(evil, &in);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(new QLineEdit(&in));
    }));
    QVERIFY(finds([&](QWidget &in) { new QPushButton(evil, &in); }));
    QVERIFY(finds([&](QWidget &in) { in.setToolTip(evil); }));
    QVERIFY(finds([&](QWidget &in) { in.setToolTip(plainToolTip(u"read out, tags and all"_s)); }));
    QVERIFY(finds([&](QWidget &in) { in.setWhatsThis(evil); }));
    QVERIFY(finds([&](QWidget &in) { (new QTextEdit(&in))->setHtml(evil); }));
    QVERIFY(finds([&](QWidget &in) { in.setWindowTitle(hostile::text(u"planted"_s)); }));
    QVERIFY(finds([&](QWidget &in) { in.setAccessibleName(hostile::text(u"planted"_s)); }));
    QVERIFY(finds([&](QWidget &in) { (new QMenu(&in))->addAction(evil); }));
    QVERIFY(finds([&](QWidget &in) { (new QMenu(&in))->addAction(u"Go"_s)->setWhatsThis(evil); }));
    QVERIFY(finds([&](QWidget &in) { in.setStatusTip(QString(u"%1 of %2"_s).arg(evil).arg(2)); }));
    QVERIFY(finds([&](QWidget &in) { (new QListWidget(&in))->addItem(hostile::text(u"planted"_s)); }));
    QVERIFY(finds([&](QWidget &in) {
        auto *list = new QListWidget(&in);
        auto *item = new QListWidgetItem(u"harmless"_s, list);
        item->setToolTip(evil);
    }));
    QVERIFY(finds([&](QWidget &in) {
        auto *box = new QMessageBox(&in);
        box->setInformativeText(evil);
        box->show();
    }));
    QVERIFY(finds([&](QWidget &in) {
        auto *box = new QComboBox(&in);
        box->setAccessibleName(u"Nobody hears this"_s);
        box->addItem(u"a"_s);
    }));
    // And what is right is no offence.
    QVERIFY(!finds([&](QWidget &in) {
        auto *label = new QLabel(evil, &in);
        label->setTextFormat(Qt::PlainText);
        explain(in, evil);
    }));
}

SANDGLASS_REGISTER_TEST(TextAuditTest)

} // namespace

#include "tst_textaudit.moc"
