// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searchfield.h"

#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "search/completionpopup.h"
#include "theme/searchlook.h"
#include "theme/statuscolors.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextCharFormat>

namespace sandglass {

using namespace Qt::StringLiterals;

SearchField::SearchField(SandboxFilterModel &model, Clock &clock, QWidget *parent)
    : QLineEdit(parent), m_model(model), m_clock(clock), m_words(model.list(), clock)
{
    setObjectName(u"filter.text"_s);
    setAccessibleName(tr("Filter"));
    setPlaceholderText(tr("Filter by id, template, region or state"));
    setToolTip(
        tr("Words that occur in the id, template, region or state; or one part of it:\n"
           "state:running,paused  is:problem  template:base  region:eu  id:17  left:<1h  age:>2d\n"
           "“quoted phrases” stay together, - before a part turns it round. Ctrl+Space suggests more."));
    setAccessibleDescription(toolTip());
    addSearchLook(*this, tr("Filter"), tr("Clear the filter"));
    connect(this, &QLineEdit::textChanged, this, &SearchField::onTextChanged);
    connect(this, &QLineEdit::textEdited, this, [this] { suggest(false); });
    connect(this, &QLineEdit::cursorPositionChanged, this, [this] {
        if (m_popup && m_popup->isOpen() && !m_completing)
            suggest(false);
        showProblem();
    });
    connect(&model, &SandboxFilterModel::filterChanged, this, &SearchField::followModel);
    connect(&m_words, &SearchWords::changed, this, [this] {
        if (m_suggests && !(m_popup && m_popup->isOpen()))
            suggest(false);
    });
    followModel();
}

SearchField::~SearchField()
{
    delete m_popup;
}

void SearchField::onTextChanged()
{
    showProblem();
    m_pause.reset();
    if (text() == m_model.text())
        return;
    m_pause = m_clock.after(kPause, [this] { applyNow(); });
}

void SearchField::type(const QString &text)
{
    insert(text);
    suggest(false);
}

void SearchField::applyNow()
{
    m_pause.reset();
    m_model.setText(text());
}

void SearchField::followModel()
{
    // Whoever changed it, a view or a chip, came after what was typed: the pause must not undo it.
    m_pause.reset();
    if (text() != m_model.text()) {
        closeSuggestions();
        setText(m_model.text());
    }
}

void SearchField::suggest(bool asked)
{
    m_completion = {};
    if (hasFocus() && (asked || !text().isEmpty()))
        m_completion = completionAt(text(), cursorPosition(), m_words.words());
    if (m_completion.suggestions.isEmpty() || (m_completion.isAnything && !asked)) {
        closeSuggestions();
        m_suggests = true;
        return;
    }
    m_suggests = true;
    if (!m_popup) {
        m_popup = new CompletionPopup(this);
        connect(m_popup, &CompletionPopup::chosen, this, &SearchField::complete);
        connect(m_popup, &CompletionPopup::openChanged, this, &SearchField::suggestingChanged);
        connect(m_popup, &QObject::destroyed, this, [this] { m_popup = nullptr; });
    }
    m_popup->open(m_completion.suggestions, m_completion.isSure ? 0 : -1,
                  {xOf(m_completion.from), height() + 2});
}

void SearchField::closeSuggestions()
{
    m_suggests = false;
    if (m_popup && m_popup->isOpen())
        m_popup->close();
}

void SearchField::complete(int row)
{
    const SearchSuggestion suggestion = m_completion.suggestions.value(row);
    if (suggestion.text.isEmpty())
        return;
    int cursor = 0;
    const QString whole = completed(text(), m_completion, suggestion, cursor);
    m_completing = true;
    setText(whole);
    setCursorPosition(cursor);
    applyNow(); // a closed list leaves the verdict to what was found, and that is not for the half word
    closeSuggestions();
    m_completing = false;
    // After the name of a token come its values.
    if (suggestion.text.endsWith(u':'))
        suggest(false);
}

bool SearchField::handleOpenPopup(int key)
{
    if (!m_popup || !m_popup->isOpen())
        return false;
    const int current = m_popup->current();
    switch (key) {
    case Qt::Key_Escape:
        closeSuggestions();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_popup->step(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Tab:
        complete(std::max(current, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current < 0)
            return false; // a word that is just looked for
        complete(current);
        return true;
    default:
        return false;
    }
}

bool SearchField::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool open = m_popup && m_popup->isOpen();
        if (event->type() == QEvent::ShortcutOverride && key->key() == Qt::Key_Escape && open) {
            event->accept();
            return true;
        }
        // Qt moves the focus before a field sees the key.
        if (event->type() == QEvent::KeyPress && key->key() == Qt::Key_Tab &&
            key->modifiers() == Qt::NoModifier && handleOpenPopup(Qt::Key_Tab))
            return true;
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (handleOpenPopup(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            Q_EMIT tableFocusWanted();
        } else {
            clear();
            applyNow();
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        closeSuggestions();
        applyNow();
        Q_EMIT tableFocusWanted();
        return;
    case Qt::Key_Space:
        if (event->modifiers() == Qt::ControlModifier) {
            suggest(true);
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

int SearchField::xOf(int position) const
{
    const QString all = text();
    const auto widthOf = [this, &all](int count) { return fontMetrics().horizontalAdvance(all, count); };
    // The text may be scrolled, so where the cursor is counts.
    const int cursor = cursorRect().center().x();
    const int distance = widthOf(position) - widthOf(cursorPosition());
    return layoutDirection() == Qt::RightToLeft ? cursor - distance : cursor + distance;
}

void SearchField::showProblem()
{
    std::optional<SearchProblem> found = SearchQuery::parse(text()).problem();
    // What is being typed is not wrong yet.
    const int cursor = cursorPosition();
    if (found && found->unfinished && hasFocus() && cursor == found->at + found->length)
        found.reset();
    if (found == m_shown)
        return;
    m_shown = found;
    setAccessibleDescription(found ? found->text : toolTip());

    // A line edit has no formats of its own; what input methods underline it underlines for anybody.
    QList<QInputMethodEvent::Attribute> marks;
    if (found) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(semanticColor(SemanticColor::Danger, palette()));
        marks.append({QInputMethodEvent::TextFormat, found->at - cursor, found->length, wrong});
    }
    QInputMethodEvent mark({}, marks);
    QCoreApplication::sendEvent(this, &mark);
    Q_EMIT shownProblemChanged();
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showProblem();
}

void SearchField::focusOutEvent(QFocusEvent *event)
{
    closeSuggestions();
    QLineEdit::focusOutEvent(event);
    showProblem();
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    // The count beside it changes while somebody types, and with it the room for the field.
    if (m_popup && m_popup->isOpen())
        m_popup->place({xOf(m_completion.from), height() + 2});
}

void SearchField::hideEvent(QHideEvent *event)
{
    closeSuggestions();
    QLineEdit::hideEvent(event);
}

} // namespace sandglass
