// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/environmentdelegate.h"

#include "domain/environment.h"
#include "item/environmentmodel.h"
#include "theme/statuscolors.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Whether @p text is more than a word: lines of a file, or at least NAME=value.
bool isOfAFile(const QString &text)
{
    const DotEnv read = parseDotEnv(text);
    return !read.variables.isEmpty();
}

} // namespace

QWidget *EnvironmentDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem & /*option*/,
                                           const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    const bool isName = index.column() == EnvironmentModel::Name;
    edit->setObjectName(isName ? u"create.variableName"_s : u"create.variableValue"_s);
    edit->setAccessibleName(isName ? tr("Name of the variable") : tr("Value of the variable"));
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setProperty("isName", isName);
    edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    if (!isName && index.data(EnvironmentModel::MaskedRole).toBool())
        edit->setEchoMode(QLineEdit::Password);
    return edit;
}

void EnvironmentDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Not once more when another cell changes: that would take back what is being typed.
    auto *edit = qobject_cast<QLineEdit *>(editor);
    if (edit && !edit->isModified())
        edit->setText(index.data(Qt::EditRole).toString());
}

void EnvironmentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    if (index.column() != EnvironmentModel::Secret)
        item.font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!index.data(EnvironmentModel::ProblemRole).toString().isEmpty())
        item.palette.setColor(QPalette::Text, semanticColor(SemanticColor::Danger, option.palette));
    QStyledItemDelegate::paint(painter, item, index);
    const bool isPlaceholder =
        index.column() == EnvironmentModel::Name && index.row() + 1 == index.model()->rowCount();
    if (isPlaceholder && !option.state.testFlag(QStyle::State_Selected)) {
        painter->save();
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->setFont(item.font);
        painter->drawText(option.rect.adjusted(6, 0, -6, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                          tr("NAME"));
        painter->restore();
    }
}

bool EnvironmentDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *edit = qobject_cast<QLineEdit *>(watched);
    if (edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isName = edit->property("isName").toBool();
        if (isName && key->matches(QKeySequence::Paste)) {
            // Not before: what holds the clipboard may be slow to answer, and it is nobody's but who pastes
            // it.
            const QString text = QGuiApplication::clipboard()->text();
            if (isOfAFile(text)) {
                Q_EMIT closeEditor(edit, NoHint);
                Q_EMIT filePasted(text);
                return true;
            }
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            // On to the value; and never on to the dialog, whose default button would take it.
            Q_EMIT commitData(edit);
            Q_EMIT closeEditor(edit, isName ? EditNextItem : NoHint);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

} // namespace sandglass
