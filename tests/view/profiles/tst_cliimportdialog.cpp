// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakedesk.h"
#include "profiles/cliimportdialog.h"
#include "profiles/keyplacefield.h"
#include "support/testregistry.h"

#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class CliImportDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<FakeDesk>();
        m_dialog = std::make_unique<CliImportDialog>(*m_desk);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_desk.reset();
    }

    void looksFirst();
    void takesOverWhatIsTicked();
    void nothingFoundSaysWhereItLooked();
    void problemsAreShownLiterally();
    void withoutAStoreKeysAreForTheSession();

private:
    [[nodiscard]] QListWidget *list() const { return m_dialog->findChild<QListWidget *>(); }
    [[nodiscard]] QPushButton *import() const
    {
        return m_dialog->findChild<QPushButton *>(u"cliImport.import"_s);
    }
    [[nodiscard]] QLabel *label(const QString &name) const
    {
        return m_dialog->findChild<QLabel *>(u"cliImport."_s + name);
    }

    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<CliImportDialog> m_dialog;
};

void CliImportDialogTest::looksFirst()
{
    QVERIFY(m_dialog->findChild<QProgressBar *>()->isVisible());
    QVERIFY(!import()->isEnabled());
    QVERIFY(!list()->isVisible());
}

void CliImportDialogTest::takesOverWhatIsTicked()
{
    m_desk->found({{{u"work"_s, u"https://api.hopx.dev"_s, true, {}, false},
                    {u"var"_s, u"https://api.hopx.dev"_s, false, u"HOPX_VAR"_s, false},
                    {u"none"_s, u"https://api.hopx.dev"_s, false, {}, false},
                    {u"old"_s, u"https://api.hopx.dev"_s, true, {}, true}},
                   {},
                   u"/home/me/.hopx"_s});
    QVERIFY(!m_dialog->findChild<QProgressBar *>()->isVisible());
    QCOMPARE(list()->count(), 4);
    QVERIFY(list()->item(1)->text().contains(u"HOPX_VAR"_s));
    QVERIFY(list()->item(2)->text().contains(u"no API key"_s));
    QCOMPARE(list()->item(3)->checkState(), Qt::Unchecked);
    list()->item(2)->setCheckState(Qt::Unchecked);
    QCOMPARE(import()->text(), u"Import 2 profiles"_s);
    QSignalSpy done(m_dialog.get(), &CliImportDialog::imported);
    import()->click();
    QCOMPARE(m_desk->imported, (QStringList{u"work"_s, u"var"_s}));
    QCOMPARE(m_desk->importedTo, std::optional(KeyPlace::SecretStore));
    QVERIFY(!import()->isEnabled());
    QVERIFY(m_dialog->isVisible());
    m_desk->importDone(u"One key was not kept."_s);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(done, (QList<QVariantList>{{u"One key was not kept."_s}}));
}

void CliImportDialogTest::nothingFoundSaysWhereItLooked()
{
    m_desk->found({{}, {}, u"/home/me/.hopx"_s});
    QVERIFY2(label(u"headline"_s)->text().contains(u"/home/me/.hopx"_s),
             qPrintable(label(u"headline"_s)->text()));
    QVERIFY(!import()->isEnabled());
    QVERIFY(!list()->isVisible());
}

void CliImportDialogTest::problemsAreShownLiterally()
{
    m_desk->found({{{u"work"_s, u"https://api.hopx.dev"_s, true, {}, false}},
                   {u"<b>config.yaml</b> could not be read: see line 3."_s},
                   {}});
    QCOMPARE(label(u"problems"_s)->text(), u"<b>config.yaml</b> could not be read: see line 3."_s);
    QCOMPARE(label(u"problems"_s)->textFormat(), Qt::PlainText);
    QVERIFY(import()->isEnabled());
}

void CliImportDialogTest::withoutAStoreKeysAreForTheSession()
{
    m_desk->storeProblem = u"This computer has no secret store."_s;
    m_dialog = std::make_unique<CliImportDialog>(*m_desk);
    m_dialog->show();
    m_desk->found({{{u"work"_s, u"https://api.hopx.dev"_s, true, {}, false}}, {}, {}});
    QVERIFY(m_dialog->findChild<KeyPlaceField *>()->isVisible());
    import()->click();
    QCOMPARE(m_desk->importedTo, std::optional(KeyPlace::Session));
}

} // namespace

SANDGLASS_REGISTER_TEST(CliImportDialogTest)

#include "tst_cliimportdialog.moc"
