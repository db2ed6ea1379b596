// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preferencespage.h"

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
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() * scale);
    label->setFont(strong);
    return label;
}

} // namespace

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
    auto *note = new QLabel(text, this);
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    m_column->addWidget(note);
    return note;
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
