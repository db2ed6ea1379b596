// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/fieldgrid.h"

#include "details/copytool.h"
#include "details/valuetext.h"
#include "widgets/focus.h"
#include "widgets/literaltext.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLabelWidth = 88;

QString sentence(const DetailField &field)
{
    if (field.value.isEmpty())
        return FieldGrid::tr("%1: %2").arg(field.label, field.note);
    const QString value =
        field.relative.isEmpty() ? field.value : QString(field.relative % ", "_L1 % field.value);
    return FieldGrid::tr("%1: %2").arg(field.label, value);
}

} // namespace

struct FieldGrid::Row
{
    QLabel *label = nullptr;
    QLabel *relative = nullptr;
    ValueText *value = nullptr;
    QLabel *note = nullptr;
    CopyTool *copy = nullptr;
    DetailField shown;

    void show(const DetailField &field);
    void setUsed(bool used);
};

void FieldGrid::Row::show(const DetailField &field)
{
    const bool isKnown = !field.value.isEmpty();
    const QString text = isKnown ? field.value : FieldGrid::tr("– %1", "a value not known").arg(field.note);
    if (shown.label != field.label)
        value->deselect(); // of the field that was here before
    // Also where nothing changed since: it may have waited for a selection to end.
    value->setValue(text);
    if (shown == field)
        return;
    shown = field;
    label->setText(literalText(field.label)); // it has a buddy
    relative->setText(field.relative);
    relative->setVisible(!field.relative.isEmpty());
    value->setCode(field.isCode && isKnown);
    value->setFaint(!isKnown || !field.relative.isEmpty());
    value->setAccessibleName(field.label);
    value->setAccessibleDescription(sentence(field));
    const QString explanation = isKnown ? field.note : QString();
    note->setText(explanation);
    note->setVisible(!explanation.isEmpty());
    copy->setVisible(isKnown);
    copy->setWhat(FieldGrid::tr("Copy %1").arg(field.label));
}

void FieldGrid::Row::setUsed(bool used)
{
    label->setVisible(used);
    value->setVisible(used);
    if (used)
        return;
    shown = {};
    for (QWidget *part :
         {static_cast<QWidget *>(relative), static_cast<QWidget *>(note), static_cast<QWidget *>(copy)})
        part->hide();
}

FieldGrid::FieldGrid(Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, kLabelWidth);
    m_grid->setColumnMinimumWidth(2, 24);
}

FieldGrid::~FieldGrid() = default;

void FieldGrid::addRow()
{
    const std::size_t index = m_rows.size();
    auto row = std::make_unique<Row>();
    row->label = new QLabel(this);
    row->label->setTextFormat(Qt::PlainText);
    row->label->setForegroundRole(QPalette::PlaceholderText);
    row->label->setWordWrap(true);
    row->relative = new QLabel(this);
    row->relative->setTextFormat(Qt::PlainText);
    row->value = new ValueText(this);
    row->note = new QLabel(this);
    row->note->setTextFormat(Qt::PlainText);
    row->note->setWordWrap(true);
    row->note->setForegroundRole(QPalette::PlaceholderText);
    row->label->setBuddy(row->value);
    row->copy = new CopyTool(
        m_clock, [this, index] { return m_fields.at(static_cast<qsizetype>(index)).copied(); }, this);
    connect(row->copy, &CopyTool::copied, this, &FieldGrid::copied);
    // What joins a window later would come last of all.
    setTabOrder(m_rows.empty() ? stopUpTo(*this) : m_rows.back()->copy, row->value);
    setTabOrder(row->value, row->copy);

    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(0, 2, 0, 0);
    texts->setSpacing(1);
    for (QWidget *text : {static_cast<QWidget *>(row->relative), static_cast<QWidget *>(row->value),
                          static_cast<QWidget *>(row->note)})
        texts->addWidget(text);
    auto *labels = new QVBoxLayout;
    labels->setContentsMargins(0, 2, 0, 0);
    labels->addWidget(row->label);
    labels->addStretch(1);
    const int line = static_cast<int>(index);
    m_grid->addLayout(labels, line, 0);
    m_grid->addLayout(texts, line, 1);
    m_grid->addWidget(row->copy, line, 2, Qt::AlignTop);
    m_rows.push_back(std::move(row));
}

void FieldGrid::deselect()
{
    for (const std::unique_ptr<Row> &row : m_rows)
        row->value->deselect();
}

void FieldGrid::setFields(const QVector<DetailField> &fields)
{
    m_fields = fields;
    while (static_cast<qsizetype>(m_rows.size()) < fields.size())
        addRow();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto index = static_cast<qsizetype>(i);
        const bool used = index < fields.size();
        m_rows.at(i)->setUsed(used);
        if (used)
            m_rows.at(i)->show(fields.at(index));
    }
}

} // namespace sandglass
