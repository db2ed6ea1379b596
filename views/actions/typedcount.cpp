// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/typedcount.h"

#include "widgets/plainlabel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

TypedCount::TypedCount(QAnyStringView name, QWidget *parent)
    : QWidget(parent), m_request(makePlainLabel(this)), m_field(new QLineEdit(this))
{
    m_request->setBuddy(m_field);
    m_field->setObjectName(QString(name.toString() % ".typed"_L1));
    m_field->setAccessibleName(tr("Number of sandboxes to delete"));
    m_field->setInputMethodHints(Qt::ImhDigitsOnly);
    m_field->setMaximumWidth(120);
    setFocusProxy(m_field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_request);
    layout->addWidget(m_field);
    hide();
    connect(m_field, &QLineEdit::textChanged, this, &TypedCount::changed);
}

void TypedCount::ask(std::optional<qsizetype> count)
{
    m_count = count;
    setVisible(isAsking());
    if (!count)
        return;
    const QString request =
        *count == 1 ? tr("It is a production sandbox. Type %1, the number of sandboxes to delete:")
                    : tr("Production sandboxes are among them. Type %1, the number of sandboxes to delete:");
    // As it is typed, without separators.
    m_request->setText(request.arg(*count));
    m_field->setAccessibleDescription(m_request->text());
}

bool TypedCount::isAnswered() const
{
    return !m_count || m_field->text().trimmed() == QString::number(*m_count);
}

void TypedCount::guard(QPushButton &go, QPushButton &cancel, bool possible) const
{
    const bool allowed = possible && isAnswered();
    go.setEnabled(allowed);
    // Enter presses the button that has the focus.
    if (go.hasFocus() || cancel.hasFocus())
        return;
    cancel.setDefault(!isAsking());
    go.setDefault(isAsking() && allowed);
}

} // namespace sandglass
