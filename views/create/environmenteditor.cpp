// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/environmenteditor.h"

#include "create/environmentdelegate.h"
#include "item/formatting.h"
#include "theme/icons.h"
#include "widgets/plainlabel.h"
#include "widgets/problemlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVisibleRows = 4;

QString textOf(DotEnv::Mistake mistake)
{
    switch (mistake) {
    case DotEnv::Mistake::NoEquals:
        return EnvironmentEditor::tr("it has no “=”");
    case DotEnv::Mistake::BadName:
        return EnvironmentEditor::tr("the name is none a variable can have");
    case DotEnv::Mistake::UnclosedQuote:
        return EnvironmentEditor::tr("the quotation mark is never closed");
    case DotEnv::Mistake::TextAfterQuote:
        return EnvironmentEditor::tr("there is text behind the quotation mark");
    }
    return {};
}

/// "12 variables read, 2 of them replaced. Line 4 was left out: it has no “=”."
QString resultOf(const DotEnv &read, int replaced)
{
    if (read.variables.isEmpty() && read.problems.isEmpty())
        return EnvironmentEditor::tr("There are no variables in the clipboard.");
    QString text = read.variables.size() == 1
                       ? EnvironmentEditor::tr("One variable read.")
                       : EnvironmentEditor::tr("%1 variables read.").arg(countText(read.variables.size()));
    if (replaced == 1)
        text += u' ' + EnvironmentEditor::tr("One was there before and has the new value.");
    else if (replaced > 1)
        text +=
            u' ' +
            EnvironmentEditor::tr("%1 were there before and have the new values.").arg(countText(replaced));
    if (read.problems.isEmpty())
        return text;
    const DotEnv::Problem &first = read.problems.first();
    text +=
        u' ' + EnvironmentEditor::tr("Line %1 was left out: %2.").arg(first.line).arg(textOf(first.mistake));
    if (read.problems.size() > 1)
        text += u' ' + EnvironmentEditor::tr("So were %1 more.").arg(countText(read.problems.size() - 1));
    return text;
}

} // namespace

EnvironmentEditor::EnvironmentEditor(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView(this))
    , m_paste(new QToolButton(this))
    , m_remove(new QToolButton(this))
    , m_show(new QToolButton(this))
    , m_problem(new ProblemLabel(m_table))
    , m_note(new QLabel(this))
{
    setObjectName("environmentEditor"_L1);
    layOut();
    m_table->setModel(&m_model);
    auto *delegate = new EnvironmentDelegate(m_table);
    m_table->setItemDelegate(delegate);
    connect(delegate, &EnvironmentDelegate::filePasted, this, &EnvironmentEditor::paste);
    m_table->horizontalHeader()->setSectionResizeMode(EnvironmentModel::Name, QHeaderView::Interactive);
    m_table->horizontalHeader()->setSectionResizeMode(EnvironmentModel::Value, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(EnvironmentModel::Secret,
                                                      QHeaderView::ResizeToContents);
    m_table->setColumnWidth(EnvironmentModel::Name, 150);

    connect(m_paste, &QToolButton::clicked, this, &EnvironmentEditor::pasteClipboard);
    connect(m_remove, &QToolButton::clicked, this, &EnvironmentEditor::removeSelected);
    connect(m_show, &QToolButton::toggled, this, [this](bool shown) {
        commit();
        m_model.setSecretsShown(shown);
        updateButtons();
    });
    connect(&m_model, &EnvironmentModel::variablesChanged, this, [this] {
        say({});
        updateButtons();
        Q_EMIT changed();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &EnvironmentEditor::updateButtons);
    updateButtons();
}

void EnvironmentEditor::layOut()
{
    auto *title = new QLabel(tr("&Environment variables"), this);
    title->setBuddy(m_table);
    m_table->setObjectName("create.environment"_L1);
    m_problem->setObjectName("create.environment.problem"_L1);
    m_table->setAccessibleName(tr("Environment variables"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setMinimumHeight((kVisibleRows + 1) * (m_table->fontMetrics().height() + 10) + 4);
    m_table->installEventFilter(this);

    m_paste->setObjectName("create.pasteEnvironment"_L1);
    m_paste->setText(tr("Paste .env"));
    m_paste->setToolTip(tr("Read NAME=value lines, as in a .env file, from the clipboard"));
    m_remove->setObjectName("create.removeVariable"_L1);
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Remove the selected variables"));
    m_show->setObjectName("create.showSecrets"_L1);
    m_show->setCheckable(true);
    m_show->setToolTip(tr("Show or hide the values that are marked as secret"));
    for (QToolButton *button : {m_paste, m_remove, m_show}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->text());
        button->setAccessibleDescription(button->toolTip());
    }

    m_note->setObjectName("create.environmentNote"_L1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(title, 1);
    head->addWidget(m_show);
    head->addWidget(m_remove);
    head->addWidget(m_paste);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_note);
    setFocusProxy(m_table);
}

bool EnvironmentEditor::isTyping() const
{
    const auto *cell = qobject_cast<const QLineEdit *>(window()->focusWidget());
    return cell && m_table->isAncestorOf(cell) && !cell->text().isEmpty();
}

void EnvironmentEditor::commit()
{
    // Taking the focus from an editor is what makes the view keep its text.
    if (m_table->isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
}

void EnvironmentEditor::paste(const QString &text)
{
    const DotEnv read = parseDotEnv(text);
    const int replaced = m_model.merge(read.variables);
    say(resultOf(read, replaced));
}

void EnvironmentEditor::pasteClipboard()
{
    commit();
    paste(QGuiApplication::clipboard()->text());
}

void EnvironmentEditor::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes())
        rows += index.row();
    m_model.remove(rows);
    m_table->setFocus(Qt::OtherFocusReason);
}

void EnvironmentEditor::updateButtons()
{
    const auto selected = m_table->selectionModel()->selectedIndexes();
    m_remove->setEnabled(std::any_of(selected.begin(), selected.end(), [this](const QModelIndex &index) {
        return index.row() + 1 < m_model.rowCount();
    }));
    m_show->setEnabled(m_model.hasSecrets() || m_model.areSecretsShown());
    m_show->setText(m_model.areSecretsShown() ? tr("Hide secrets") : tr("Show secrets"));
    m_show->setAccessibleName(m_show->text());
}

void EnvironmentEditor::say(const QString &text)
{
    const QString problem = m_model.problem();
    m_problem->setProblem(problem);
    const QString idle = problem.isEmpty() ? tr("Set shortly after the sandbox starts.") : QString();
    setShownText(m_note, text.isEmpty() ? idle : text);
    if (!text.isEmpty()) {
        QAccessibleEvent alert(m_note, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

bool EnvironmentEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Paste)) {
            pasteClipboard();
            return true;
        }
        if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) {
            if (m_remove->isEnabled())
                removeSelected();
            return true;
        }
        // Enter is for the dialog, but not while a cell can be typed into.
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            m_table->edit(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sandglass
