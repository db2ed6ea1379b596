// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/valuetext.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QWheelEvent>

#include <cmath>

namespace sandglass {

namespace {

constexpr int kUsualWidth = 180;

} // namespace

ValueText::ValueText(QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(NoFrame);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    // By Tab one goes from button to button; the arrow keys and F6 do the rest.
    setFocusPolicy(Qt::ClickFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    document()->setUndoRedoEnabled(false);
    applyFont();
}

bool ValueText::event(QEvent *event)
{
    // Copy is the window's key for ids, but not where text is selected.
    if (event->type() == QEvent::ShortcutOverride && textCursor().hasSelection() &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTextEdit::event(event);
}

void ValueText::setValue(const QString &text)
{
    if (toPlainText() == text || textCursor().hasSelection())
        return;
    setPlainText(text);
    updateGeometry();
}

void ValueText::deselect()
{
    QTextCursor cursor = textCursor();
    cursor.clearSelection();
    setTextCursor(cursor);
}

void ValueText::setCode(bool isCode)
{
    if (m_isCode == isCode)
        return;
    m_isCode = isCode;
    applyFont();
}

void ValueText::setFaint(bool faint)
{
    if (m_isFaint == faint)
        return;
    m_isFaint = faint;
    setForegroundRole(faint ? QPalette::PlaceholderText : QPalette::Text);
    applyFont();
}

void ValueText::applyFont()
{
    QFont font = parentWidget() ? parentWidget()->font() : this->font();
    if (m_isCode) {
        const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setFamily(fixed.family());
        font.setFixedPitch(true);
    }
    document()->setDefaultFont(font);
    // A text edit paints in the role Text, whatever its foreground role is.
    QPalette colors = parentWidget() ? parentWidget()->palette() : palette();
    const auto role = m_isFaint ? QPalette::PlaceholderText : QPalette::WindowText;
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        colors.setColor(group, QPalette::Text, colors.color(group, role));
    if (palette() != colors)
        setPalette(colors);
    updateGeometry();
}

int ValueText::heightForWidth(int width) const
{
    // The document as it will be laid out; a copy would lose the fonts.
    QTextDocument *laidOut = document();
    const qreal before = laidOut->textWidth();
    laidOut->setTextWidth(width);
    const int height = static_cast<int>(std::ceil(laidOut->size().height()));
    laidOut->setTextWidth(before);
    return height;
}

QSize ValueText::sizeHint() const
{
    return {kUsualWidth, heightForWidth(width() > 0 ? width() : kUsualWidth)};
}

QSize ValueText::minimumSizeHint() const
{
    return {40, fontMetrics().height()};
}

void ValueText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::ApplicationPaletteChange ||
        event->type() == QEvent::ApplicationFontChange)
        applyFont();
}

void ValueText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

void ValueText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // it never scrolls, the pane does
}

void ValueText::focusOutEvent(QFocusEvent *event)
{
    QTextEdit::focusOutEvent(event);
    // A selection nobody sees any more must not hold back what the server says now. The menu is not leaving.
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason)
        return;
    deselect();
}

} // namespace sandglass
