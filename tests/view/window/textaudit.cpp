// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textaudit.h"

#include "../comboname.h"
#include "hostileserver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QTabBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolTip>
#include <QUrl>

#include <algorithm>
#include <array>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRows = 60;
constexpr int kDeepest = 12;

const QString &mark()
{
    static const QString kMark = kServerText.left(kServerText.indexOf(u'&'));
    return kMark;
}

bool isServers(const QString &text)
{
    return text.contains(mark(), Qt::CaseInsensitive);
}

bool turnsDirection(QChar c)
{
    return c == u'\u061c' || c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e') ||
           (c >= u'\u2066' && c <= u'\u2069');
}

/// Whether every text of a server is there as it was sent, or cut with "…".
bool isWhole(const QString &text)
{
    // In an address it is there as addresses have it.
    static const std::array kForms{kServerText, QString::fromLatin1(QUrl::toPercentEncoding(kServerText))};
    for (qsizetype at = text.indexOf(mark(), 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(mark(), at + 1, Qt::CaseInsensitive)) {
        const QStringView rest = QStringView(text).sliced(at);
        const qsizetype cut = rest.indexOf(u'…');
        const bool isThere = std::any_of(kForms.begin(), kForms.end(), [&](QStringView form) {
            const QStringView due = cut >= 0 && cut < form.size() ? form.first(cut) : form;
            return rest.startsWith(due, Qt::CaseInsensitive);
        });
        if (!isThere)
            return false;
    }
    return true;
}

/// As a button or a menu draws it.
QString withoutMnemonics(const QString &text)
{
    QString drawn;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        drawn += text[i];
    }
    return drawn;
}

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    const QString of =
        widget.parentWidget()
            ? QString(" in "_L1 % QLatin1StringView(widget.parentWidget()->metaObject()->className()))
            : QString();
    return QLatin1StringView(widget.metaObject()->className()) %
           (name.isEmpty() ? QString() : QString(u'#' % name)) % of;
}

} // namespace

void TextAudit::note(const QString &place, const QString &what, const QString &text)
{
    // Once for each place is enough to find it.
    const QString key = place % what;
    if (m_noted.contains(key))
        return;
    m_noted.insert(key);
    m_offences += m_moment % ": "_L1 % place % ": "_L1 % what % ": "_L1 % text.left(160).toHtmlEscaped();
}

void TextAudit::literal(const QString &place, const QString &text)
{
    if (isServers(text)) {
        ++m_seen;
        ++m_seenIn[place.section(u' ', 0, 0)];
        if (!isWhole(text))
            note(place, u"not as it was sent"_s, text);
    }
    if (std::any_of(text.begin(), text.end(), turnsDirection))
        note(place, u"turns the direction"_s, text);
    static const QString kBreaks = u"\n\r\v\f\u0085\u2028\u2029"_s;
    for (qsizetype at = text.indexOf(kForgedLine); at >= 0; at = text.indexOf(kForgedLine, at + 1)) {
        if (at == 0 || kBreaks.contains(text.at(at - 1)))
            note(place, u"a line of the server's poses as one of ours"_s, text);
    }
}

void TextAudit::guessed(const QString &place, const QString &text)
{
    if (!Qt::mightBeRichText(text)) {
        literal(place, text);
        return;
    }
    QTextDocument document;
    document.setHtml(text);
    lookAtDocument(place, document);
}

void TextAudit::mnemonic(const QString &place, const QString &text)
{
    literal(place, withoutMnemonics(text));
}

void TextAudit::lookAtDocument(const QString &place, const QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextCharFormat format = part.fragment().charFormat();
            if (format.isAnchor())
                note(place, u"a link"_s, format.anchorHref());
            if (format.isImageFormat())
                note(place, u"a picture"_s, format.toImageFormat().name());
        }
    }
    literal(place, document.toPlainText());
}

void TextAudit::lookAround(const QString &moment)
{
    QCoreApplication::processEvents();
    // Looking opens tooltips, and a new one takes the place of one that was open.
    QList<QPointer<QWidget>> windows;
    for (QWidget *window : QApplication::topLevelWidgets())
        windows.append(window);
    for (const QPointer<QWidget> &window : std::as_const(windows)) {
        if (!window)
            continue;
        // Menus are there to be opened at any time.
        if (window->isVisible() || qobject_cast<const QMenu *>(window.data()))
            look(*window, moment);
    }
}

void TextAudit::look(const QWidget &window, const QString &moment)
{
    m_moment = moment;
    literal("title of "_L1 % nameOf(window), window.windowTitle());
    lookAt(window);
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() || qobject_cast<const QMenu *>(widget))
            lookAt(*widget);
    }
    if (window.isVisible()) {
        for (QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
            if (view->isVisible())
                hover(*view);
        }
        if (QAccessibleInterface *element =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&window))) // NOLINT: only read
            listen(*element, 0);
    }
}

void TextAudit::lookAt(const QWidget &widget)
{
    const QString name = nameOf(widget);
    guessed("tooltip of "_L1 % name, widget.toolTip());
    guessed("what's this of "_L1 % name, widget.whatsThis());
    literal("statustip of "_L1 % name, widget.statusTip());
    literal("name of "_L1 % name, widget.accessibleName());
    literal("description of "_L1 % name, widget.accessibleDescription());
    const auto *menu = qobject_cast<const QMenu *>(&widget);
    if (menu)
        mnemonic("menu "_L1 % name, menu->title());
    for (const QAction *action : widget.actions())
        lookAtAction(*action, !menu || menu->toolTipsVisible());

    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        lookAtLabel(*label);
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        mnemonic("button "_L1 % name, button->text());
    } else if (const auto *box = qobject_cast<const QGroupBox *>(&widget)) {
        mnemonic("title of "_L1 % name, box->title());
    } else if (const auto *field = qobject_cast<const QLineEdit *>(&widget)) {
        literal("field "_L1 % name, field->text());
        literal("field "_L1 % name, field->placeholderText());
    } else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(&widget)) {
        lookAtDocument("text "_L1 % name, *plain->document());
    } else if (const auto *rich = qobject_cast<const QTextEdit *>(&widget)) {
        lookAtDocument("text "_L1 % name, *rich->document());
    } else if (const auto *bar = qobject_cast<const QProgressBar *>(&widget)) {
        literal("bar "_L1 % name, bar->text());
    } else if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
        for (int i = 0; i < tabs->count(); ++i) {
            mnemonic("tab "_L1 % name, tabs->tabText(i));
            guessed("tooltip of tab "_L1 % name, tabs->tabToolTip(i));
        }
    } else if (const auto *combo = qobject_cast<const QComboBox *>(&widget)) {
        if (!isComboNamed(const_cast<QComboBox &>(*combo))) // NOLINT: only read
            note("combo box "_L1 % name, u"says what is chosen, but not of what"_s, combo->currentText());
        for (int i = 0; i < combo->count(); ++i) {
            literal("choice "_L1 % name, combo->itemText(i));
            guessed("tooltip of choice "_L1 % name, combo->itemData(i, Qt::ToolTipRole).toString());
        }
    } else if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget)) {
        if (!qobject_cast<const QHeaderView *>(view))
            lookAtItems(*view);
    }
}

void TextAudit::lookAtLabel(const QLabel &label)
{
    const QString place = "label "_L1 % nameOf(label);
    const QString text = label.text();
    if (label.textFormat() == Qt::PlainText) {
        if (label.buddy())
            mnemonic(place, text);
        else
            literal(place, text);
        return;
    }
    // A tooltip's own label guesses as well, and is given what nobody can guess wrong.
    if (isServers(text) && !label.inherits("QTipLabel"))
        note(place, u"whether it is markup is left to guess"_s, text);
    guessed(place, text);
    if (isServers(text) && label.openExternalLinks())
        note(place, u"opens links"_s, text);
}

void TextAudit::lookAtAction(const QAction &action, bool withToolTip)
{
    const QString name = "action "_L1 % action.objectName();
    mnemonic(name, action.text());
    literal("statustip of "_L1 % name, action.statusTip());
    guessed("what's this of "_L1 % name, action.whatsThis());
    if (withToolTip)
        guessed("tooltip of "_L1 % name, action.toolTip());
}

void TextAudit::lookAtItems(const QAbstractItemView &view)
{
    const QAbstractItemModel *model = view.model();
    if (!model)
        return;
    const QString name = "cell of "_L1 % nameOf(view);
    for (int column = 0; column < model->columnCount(); ++column) {
        literal("heading of "_L1 % name, model->headerData(column, Qt::Horizontal).toString());
        guessed("tooltip of heading of "_L1 % name,
                model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        for (int row = 0; row < qMin(model->rowCount(), kMostRows); ++row) {
            const QModelIndex index = model->index(row, column);
            literal(name, index.data().toString());
            literal("spoken "_L1 % name, index.data(Qt::AccessibleTextRole).toString());
            literal("spoken "_L1 % name, index.data(Qt::AccessibleDescriptionRole).toString());
            literal("statustip of "_L1 % name, index.data(Qt::StatusTipRole).toString());
            guessed("what's this of "_L1 % name, index.data(Qt::WhatsThisRole).toString());
        }
    }
}

/// A view decides itself what it makes of a tooltip, so the mouse is the only one who knows. It is asked
/// once: it makes the same of all of them.
void TextAudit::hover(QAbstractItemView &view)
{
    const QAbstractItemModel *model = view.model();
    if (!model || qobject_cast<QHeaderView *>(&view) || model->rowCount() == 0 || m_hovered.contains(&view))
        return;
    m_hovered.insert(&view);
    for (int row = 0; row < qMin(model->rowCount(), kMostRows); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QRect cell = view.visualRect(model->index(row, column)) & view.viewport()->rect();
            if (cell.isEmpty())
                continue;
            QToolTip::hideText();
            QHelpEvent help(QEvent::ToolTip, cell.center(), view.viewport()->mapToGlobal(cell.center()));
            QCoreApplication::sendEvent(view.viewport(), &help);
            guessed("hovered cell of "_L1 % nameOf(view), QToolTip::text());
        }
    }
    QToolTip::hideText();
}

void TextAudit::listen(QAccessibleInterface &element, int depth)
{
    const QString place = "spoken "_L1 % QString::number(element.role(), 16);
    for (const auto kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help}) {
        const QString text = element.text(kind);
        literal(place, text);
        // Qt reads tooltips out where nothing else is given, tags and all.
        if (text.startsWith("<p>"_L1) && element.object())
            note(place % QLatin1StringView(element.object()->metaObject()->className()) % u'#' %
                     element.object()->objectName(),
                 u"tags are read out"_s, text);
    }
    if (const QAccessibleTextInterface *text = element.textInterface())
        literal(place, text->text(0, text->characterCount()));
    if (depth >= kDeepest)
        return;
    for (int i = 0; i < element.childCount(); ++i) {
        QAccessibleInterface *child = element.child(i);
        if (child && child->isValid() && !child->state().invisible)
            listen(*child, depth + 1);
    }
}

} // namespace sandglass::test
