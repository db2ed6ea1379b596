// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/rundetails.h"

#include "bulk/runmodel.h"
#include "store/bulk/bulkrun.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize{640, 420};

} // namespace

RunDetails::RunDetails(BulkRun &run, QWidget *parent)
    : QDialog(parent), m_headline(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName("bulkDetails"_L1);
    setModal(false);
    setAttribute(Qt::WA_DeleteOnClose);
    connect(&run, &QObject::destroyed, this, &QDialog::reject);

    setStrong(m_headline, kHeadlineScale);
    for (QLabel *label : {m_headline, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *model = new RunModel(run, this);
    auto *table = new QTreeView(this);
    table->setObjectName("bulkDetails.table"_L1);
    table->setAccessibleName(tr("Progress"));
    table->setModel(model);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->header()->setStretchLastSection(true);
    table->header()->setResizeContentsPrecision(100);
    table->resizeColumnToContents(RunModel::Id);
    table->setColumnWidth(RunModel::Id, table->columnWidth(RunModel::Id) + 16);
    table->setColumnWidth(RunModel::State, table->fontMetrics().averageCharWidth() * 28);

    auto *copy = new QPushButton(tr("Copy report"), this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, &RunDetails::copyWanted);
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(12);
    all->addWidget(m_headline);
    all->addWidget(m_text);
    all->addWidget(table, 1);
    all->addLayout(buttons);
    resize(kSize);
    close->setFocus();
}

void RunDetails::setTexts(const QString &headline, const QString &text)
{
    setWindowTitle(headline);
    m_headline->setText(headline);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

} // namespace sandglass
