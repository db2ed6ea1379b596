// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/problemlabel.h"

#include "theme/statuscolors.h"

#include <QAccessible>
#include <QEvent>

namespace sandglass {

using namespace Qt::StringLiterals;

ProblemLabel::ProblemLabel(QWidget *field) : QLabel(field->parentWidget()), m_field(field)
{
    setObjectName(QString(field->objectName() + u".problem"_s));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
    updateColour();
}

void ProblemLabel::setProblem(const QString &problem)
{
    if (problem == text())
        return;
    if (text().isEmpty())
        m_usualDescription = m_field->accessibleDescription();
    setText(problem);
    setVisible(!problem.isEmpty());
    m_field->setAccessibleDescription(problem.isEmpty() ? m_usualDescription : problem);
    if (problem.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ProblemLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && parentWidget())
        updateColour();
    QLabel::changeEvent(event);
}

void ProblemLabel::updateColour()
{
    // From the parent's palette, for our own is what this sets.
    const QColor danger = semanticColor(SemanticColor::Danger, parentWidget()->palette());
    if (palette().color(QPalette::WindowText) == danger)
        return;
    QPalette coloured = parentWidget()->palette();
    coloured.setColor(QPalette::WindowText, danger);
    setPalette(coloured);
}

} // namespace sandglass
