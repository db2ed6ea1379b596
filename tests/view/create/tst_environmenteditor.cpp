// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/environmenteditor.h"
#include "support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

/// The table of variables: typing, pasting, hiding.
class EnvironmentEditorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typingARow();
    void enterStaysInTheTable();
    void secretsAreHiddenEverywhere();
    void secretsAreHiddenWhileTheyAreTyped();
    void aPersonDecidesWhatIsSecret();
    void pastesAFile();
    void pastesAFileIntoAName();
    void aPlainNameCanBePasted();
    void typingLeavesTheClipboardAlone();
    void saysWhatWasLeftOut();
    void problemsAreNamed();
    void removes();

private:
    [[nodiscard]] QTableView *table() const
    {
        return m_editor->findChild<QTableView *>(u"create.environment"_s);
    }
    [[nodiscard]] QToolButton *button(const QString &name) const
    {
        return m_editor->findChild<QToolButton *>(name);
    }
    [[nodiscard]] QString note() const
    {
        return m_editor->findChild<QLabel *>(u"create.environmentNote"_s)->text();
    }
    [[nodiscard]] QString problem() const
    {
        const auto *label = m_editor->findChild<QLabel *>(u"create.environment.problem"_s);
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QLineEdit *openEditor(int row, int column) const
    {
        table()->setCurrentIndex(m_editor->model().index(row, column));
        table()->edit(table()->currentIndex());
        return table()->viewport()->findChild<QLineEdit *>();
    }
    [[nodiscard]] QString textAt(int row, int column) const
    {
        return m_editor->model().index(row, column).data().toString();
    }

    std::unique_ptr<EnvironmentEditor> m_editor;
};

void EnvironmentEditorTest::init()
{
    m_editor = std::make_unique<EnvironmentEditor>();
    new QAbstractItemModelTester(&m_editor->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_editor.get());
    m_editor->resize(480, 240);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
}

void EnvironmentEditorTest::typingARow()
{
    const QSignalSpy changed(m_editor.get(), &EnvironmentEditor::changed);
    QCOMPARE(m_editor->model().rowCount(), 1);
    QLineEdit *name = openEditor(0, EnvironmentModel::Name);
    QVERIFY(name);
    QTest::keyClicks(name, u"PORT"_s);
    QTest::keyClick(name, Qt::Key_Return);
    // Enter leads on to the value.
    QLineEdit *value = nullptr;
    QTRY_VERIFY((value = qobject_cast<QLineEdit *>(QApplication::focusWidget())) && value != name);
    QTest::keyClicks(value, u"8080"_s);
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(m_editor->model().variables(), (QVector<EnvironmentVariable>{{u"PORT"_s, u"8080"_s}}));
    QCOMPARE(textAt(0, EnvironmentModel::Value), u"8080"_s);
    QCOMPARE(m_editor->model().rowCount(), 2);
    QVERIFY(changed.count() > 0);
}

void EnvironmentEditorTest::enterStaysInTheTable()
{
    QDialog dialog;
    auto *other = new EnvironmentEditor(&dialog);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    auto *create = new QToolButton(&dialog);
    dialog.setWindowFlag(Qt::Dialog);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *table = other->findChild<QTableView *>();
    table->setFocus();
    table->setCurrentIndex(other->model().index(0, EnvironmentModel::Name));
    QTest::keyClick(table, Qt::Key_Return);
    QLineEdit *edit = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(edit);
    QTest::keyClicks(edit, u"A"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    QVERIFY(dialog.isVisible());
    QVERIFY(create);
}

void EnvironmentEditorTest::secretsAreHiddenEverywhere()
{
    const QString secret = u"correct horse battery"_s;
    m_editor->model().setVariables({{u"API_KEY"_s, secret}, {u"PORT"_s, u"8080"_s}});
    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                           int(Qt::AccessibleDescriptionRole), int(Qt::StatusTipRole)})
        QVERIFY(
            !m_editor->model().index(0, EnvironmentModel::Value).data(role).toString().contains(u"horse"_s));
    // As long for a short one as for a long one.
    QCOMPARE(textAt(0, EnvironmentModel::Value), u"••••••••"_s);
    QCOMPARE(textAt(1, EnvironmentModel::Value), u"8080"_s);
    QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(table());
    QVERIFY(tree && tree->tableInterface());
    QCOMPARE(tree->tableInterface()->cellAt(0, EnvironmentModel::Value)->text(QAccessible::Name),
             u"hidden"_s);

    button(u"create.showSecrets"_s)->click();
    QCOMPARE(textAt(0, EnvironmentModel::Value), secret);
    QCOMPARE(button(u"create.showSecrets"_s)->text(), u"Hide secrets"_s);
    button(u"create.showSecrets"_s)->click();
    QCOMPARE(textAt(0, EnvironmentModel::Value), u"••••••••"_s);
}

void EnvironmentEditorTest::secretsAreHiddenWhileTheyAreTyped()
{
    m_editor->model().setVariables({{u"API_KEY"_s, u"x"_s}, {u"PORT"_s, u"1"_s}});
    QCOMPARE(openEditor(0, EnvironmentModel::Value)->echoMode(), QLineEdit::Password);
    m_editor->commit();
    QTRY_VERIFY(!table()->viewport()->findChild<QLineEdit *>());
    QCOMPARE(openEditor(1, EnvironmentModel::Value)->echoMode(), QLineEdit::Normal);
}

void EnvironmentEditorTest::aPersonDecidesWhatIsSecret()
{
    EnvironmentModel &model = m_editor->model();
    model.setVariables({{u"API_KEY"_s, u"x"_s}, {u"PLAIN"_s, u"y"_s}});
    const QModelIndex mark = model.index(0, EnvironmentModel::Secret);
    QCOMPARE(mark.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(mark, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(textAt(0, EnvironmentModel::Value), u"x"_s);
    // And it stays decided.
    model.setData(model.index(0, EnvironmentModel::Value), u"sk-new"_s, Qt::EditRole);
    QCOMPARE(textAt(0, EnvironmentModel::Value), u"sk-new"_s);
    model.setData(model.index(1, EnvironmentModel::Secret), Qt::Checked, Qt::CheckStateRole);
    QCOMPARE(textAt(1, EnvironmentModel::Value), u"••••••••"_s);
}

void EnvironmentEditorTest::pastesAFile()
{
    m_editor->model().setVariables({{u"A"_s, u"old"_s}, {u"KEEP"_s, u"1"_s}});
    QGuiApplication::clipboard()->setText(u"# mine\nexport A='new one'\nTOKEN=\"t\"\n"_s);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(
        m_editor->model().variables(),
        (QVector<EnvironmentVariable>{{u"A"_s, u"new one"_s}, {u"KEEP"_s, u"1"_s}, {u"TOKEN"_s, u"t"_s}}));
    QCOMPARE(note(), u"2 variables read. One was there before and has the new value."_s);
    QCOMPARE(textAt(2, EnvironmentModel::Value), u"••••••••"_s);
}

void EnvironmentEditorTest::pastesAFileIntoAName()
{
    QGuiApplication::clipboard()->setText(u"A=1\nB=2"_s);
    QLineEdit *name = openEditor(0, EnvironmentModel::Name);
    QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_editor->model().variables(),
             (QVector<EnvironmentVariable>{{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}}));
}

void EnvironmentEditorTest::aPlainNameCanBePasted()
{
    QGuiApplication::clipboard()->setText(u"NODE_ENV"_s);
    QLineEdit *name = openEditor(0, EnvironmentModel::Name);
    QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(name->text(), u"NODE_ENV"_s);
}

/// What holds the clipboard may be slow, and it is nobody's business before somebody pastes.
class CountingMime final : public QMimeData
{
public:
    mutable int asked = 0;

protected:
    QVariant retrieveData(const QString &type, QMetaType wanted) const override
    {
        ++asked;
        return QMimeData::retrieveData(type, wanted);
    }
};

void EnvironmentEditorTest::typingLeavesTheClipboardAlone()
{
    auto *held = new CountingMime;
    held->setText(u"FROM=clipboard"_s);
    QGuiApplication::clipboard()->setMimeData(held);
    QLineEdit *edit = openEditor(0, EnvironmentModel::Name);
    held->asked = 0;
    QTest::keyClicks(edit, u"NAME"_s);
    QCOMPARE(held->asked, 0);
    QCOMPARE(edit->text(), u"NAME"_s);
}

void EnvironmentEditorTest::saysWhatWasLeftOut()
{
    m_editor->paste(u"A=1\nsecret nonsense\nB=\"open\nC=2"_s);
    QCOMPARE(note(), u"2 variables read. Line 2 was left out: it has no “=”. So were 1 more."_s);
    m_editor->paste(u"  \n"_s);
    QCOMPARE(note(), u"There are no variables in the clipboard."_s);
}

void EnvironmentEditorTest::problemsAreNamed()
{
    m_editor->model().setVariables({{u"A"_s, u"1"_s}, {u"B-C"_s, u"2"_s}});
    QVERIFY2(problem().contains(u"B-C"_s), qPrintable(problem()));
    QVERIFY(!m_editor->model().index(1, 0).data(EnvironmentModel::ProblemRole).toString().isEmpty());
    QVERIFY(m_editor->model().index(0, 0).data(EnvironmentModel::ProblemRole).toString().isEmpty());
    QCOMPARE(m_editor->model().index(1, 0).data(Qt::AccessibleDescriptionRole),
             m_editor->model().index(1, 0).data(EnvironmentModel::ProblemRole));
    m_editor->model().setData(m_editor->model().index(1, 0), u"A"_s, Qt::EditRole);
    QCOMPARE(problem(), u"The name A stands twice."_s);
    m_editor->model().setData(m_editor->model().index(1, 0), u"B"_s, Qt::EditRole);
    QCOMPARE(m_editor->model().problem(), QString());
}

void EnvironmentEditorTest::removes()
{
    m_editor->model().setVariables({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}});
    QVERIFY(!button(u"create.removeVariable"_s)->isEnabled());
    table()->setCurrentIndex(m_editor->model().index(0, 1));
    QVERIFY(button(u"create.removeVariable"_s)->isEnabled());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(m_editor->model().variables(), (QVector<EnvironmentVariable>{{u"B"_s, u"2"_s}}));
    // The empty last row stays.
    table()->setCurrentIndex(m_editor->model().index(1, 0));
    QVERIFY(!button(u"create.removeVariable"_s)->isEnabled());
}

SANDGLASS_REGISTER_TEST(EnvironmentEditorTest)

} // namespace

#include "tst_environmenteditor.moc"
