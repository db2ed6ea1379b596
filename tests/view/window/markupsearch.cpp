// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "markupsearch.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QToolTip>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kWord = "evil"_L1;

QString nameOf(const QWidget &widget)
{
    QStringList path;
    for (const QWidget *one = &widget; one; one = one->parentWidget()) {
        const QString own = QString::fromLatin1(one->metaObject()->className());
        path.prepend(one->objectName().isEmpty() ? own : QString(own % u':' % one->objectName()));
    }
    return path.join(u" > ");
}

} // namespace

void MarkupSearch::look(const QString &where, const QString &shown)
{
    if (!shown.contains(kWord))
        return;
    if (shown.count(kWord) == shown.count(QStringView(kMarkup)))
        ++literal;
    else
        rendered += where % ": "_L1 % shown;
}

void MarkupSearch::lookAtToolTip(const QString &where, const QString &toolTip)
{
    // As QToolTip decides it.
    look(where,
         Qt::mightBeRichText(toolTip) ? QTextDocumentFragment::fromHtml(toolTip).toPlainText() : toolTip);
}

void MarkupSearch::lookAt(const QWidget &widget)
{
    const QString name = nameOf(widget);
    lookAtToolTip(name % " (tooltip)"_L1, widget.toolTip());
    lookAtToolTip(name % " (what is this)"_L1, widget.whatsThis());
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        const bool isRich = label->textFormat() == Qt::RichText || label->textFormat() == Qt::MarkdownText ||
                            (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
        look(name, isRich ? QTextDocumentFragment::fromHtml(label->text()).toPlainText() : label->text());
        // It is chance if what stands before keeps Qt from seeing markup.
        if (label->text().contains(kWord) && label->textFormat() == Qt::AutoText)
            rendered += name % ": left to guess whether it is markup"_L1;
    }
    if (const auto *text = qobject_cast<const QTextEdit *>(&widget))
        look(name, text->toPlainText());
    const QList<QAction *> actions = widget.actions();
    for (const QAction *action : actions)
        lookAtToolTip(name % " (action "_L1 % action->objectName() % ')'_L1, action->toolTip());
    auto *view = qobject_cast<QAbstractItemView *>(const_cast<QWidget *>(&widget));
    if (!view || !view->model() || qobject_cast<QHeaderView *>(view))
        return;
    const int rows = view->model()->rowCount(view->rootIndex());
    const int columns = view->model()->columnCount(view->rootIndex());
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const QModelIndex index = view->model()->index(row, column, view->rootIndex());
            const QPoint at = view->visualRect(index).center();
            if (!view->viewport()->rect().contains(at))
                continue;
            QToolTip::hideText();
            QHelpEvent hover(QEvent::ToolTip, at, view->viewport()->mapToGlobal(at));
            QApplication::sendEvent(view->viewport(), &hover);
            lookAtToolTip(name % " (cell)"_L1, QToolTip::text());
        }
    }
    QToolTip::hideText();
}

MarkupSearch MarkupSearch::everywhere()
{
    MarkupSearch search;
    const QWidgetList all = QApplication::allWidgets();
    for (const QWidget *widget : all) {
        if (widget->isVisible() && !widget->inherits("QTipLabel"))
            search.lookAt(*widget);
    }
    return search;
}

} // namespace sandglass::test
