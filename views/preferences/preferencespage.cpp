// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preferencespage.h"

#include "widgets/plainlabel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace sandglass {

namespace {

constexpr double kTitleScale = 1.3;

QLabel *makeHeadline(const QString &text, double scale, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setStrong(label, scale);
    return label;
}

/// Takes no more room than it needs.
QWidget *narrowed(QWidget *field)
{
    auto *box = new QWidget(field->parentWidget());
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins({});
    line->addWidget(field);
    line->addStretch();
    return box;
}

} // namespace

QFormLayout *makeForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setContentsMargins({});
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

void addField(QFormLayout &form, const QString &text, QWidget *field, QWidget *below, QWidget *buddy)
{
    auto *label = new QLabel(text, form.parentWidget());
    label->setBuddy(buddy ? buddy : field);
    auto *stack = new QVBoxLayout;
    stack->setContentsMargins({});
    stack->setSpacing(4);
    // A narrow field does not make what is said about it narrow.
    stack->addWidget(field, 0, field->maximumWidth() < QWIDGETSIZE_MAX ? Qt::AlignLeft : Qt::Alignment());
    if (below)
        stack->addWidget(below);
    form.addRow(label, stack);
}

PreferencesPage::PreferencesPage(const QString &name, QString title, QString icon)
    : m_title(std::move(title)), m_icon(std::move(icon)), m_column(new QVBoxLayout(this))
{
    setObjectName(QString(QLatin1StringView("preferences.") + name));
    setAccessibleName(m_title);
    m_column->setContentsMargins(4, 0, 12, 4);
    m_column->setSpacing(10);
    m_column->addWidget(makeHeadline(m_title, kTitleScale, this));
}

void PreferencesPage::addHeadline(const QString &text)
{
    m_column->addSpacing(8);
    m_column->addWidget(makeHeadline(text, 1, this));
}

QLabel *PreferencesPage::addNote(const QString &text)
{
    QLabel *note = makeNote(text, this);
    m_column->addWidget(note);
    return note;
}

void PreferencesPage::beginForm()
{
    auto *box = new QWidget(this);
    m_form = makeForm(box);
    m_column->addWidget(box);
}

void PreferencesPage::addField(const QString &text, QWidget *field, QWidget *below)
{
    sandglass::addField(*m_form, text, narrowed(field), below, field);
}

void PreferencesPage::addRow(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(field);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(label);
    line->addWidget(field);
    line->addStretch();
    m_column->addLayout(line);
}

} // namespace sandglass
