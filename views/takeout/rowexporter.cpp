// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/rowexporter.h"

#include "item/formatting.h"
#include "item/rowexport.h"
#include "item/sandboxfiltermodel.h"
#include "store/serverclock.h"
#include "table/sandboxtable.h"
#include "takeout/saveflow.h"
#include "widgets/makeaction.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace sandglass {

using namespace Qt::StringLiterals;

RowExporter::RowExporter(const Dashboard &dashboard, const SandboxTable &table, Settings &settings,
                         QWidget *page)
    : QObject(page)
    , m_dashboard(dashboard)
    , m_table(table)
    , m_folder(settings, u"export/folder"_s,
               QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
    , m_action(
          makeAction(this, {u"export"_s,
                            tr("&Export…"),
                            u"download"_s,
                            {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                            tr("Write the sandboxes shown, with the columns shown, to a CSV or JSON file")}))
    , m_saving(new SaveFlow(page, u"export"_s, tr("Export Sandboxes")))
{
    connect(m_action, &QAction::triggered, this, &RowExporter::start);
    connect(m_saving, &SaveFlow::saved, this, &RowExporter::onSaved);
    connect(m_saving, &SaveFlow::chosen, this,
            [this](const QString &fileName) { m_folder.set(QFileInfo(fileName).absolutePath()); });
    const SandboxFilterModel &model = dashboard.model;
    connect(&model, &QAbstractItemModel::rowsInserted, this, &RowExporter::updateAction);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &RowExporter::updateAction);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &RowExporter::updateAction);
    updateAction();
}

RowExporter::~RowExporter() = default;

void RowExporter::updateAction()
{
    m_action->setEnabled(m_dashboard.model.rowCount() > 0);
}

QString RowExporter::freshName() const
{
    const QDateTime now =
        QDateTime::fromMSecsSinceEpoch(m_dashboard.serverClock.now().time_since_epoch().count());
    const QDir folder(m_folder.get());
    return QDir(folder.exists() ? folder : QDir::home())
        .filePath(u"sandboxes-%1.csv"_s.arg(now.toString(u"yyyy-MM-dd"_s)));
}

void RowExporter::start()
{
    SaveFlow::Wish wish;
    wish.suggestion = freshName();
    wish.filters = {tr("Table for spreadsheets (*.csv)"), tr("JSON (*.json)")};
    wish.content = [this](const QString &fileName) {
        m_count = m_dashboard.model.rowCount();
        return exportedRows(formatOfFile(fileName), m_dashboard.model, m_table.shownColumns(),
                            m_dashboard.server);
    };
    m_saving->start(wish);
}

void RowExporter::onSaved(const QString &fileName)
{
    const QString name = QDir::toNativeSeparators(fileName);
    Q_EMIT announced(m_count == 1 ? tr("Exported one sandbox to %1").arg(name)
                                  : tr("Exported %1 sandboxes to %2").arg(countText(m_count), name));
}

} // namespace sandglass
