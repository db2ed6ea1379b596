// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/rowexporter.h"

#include "actions/makeaction.h"
#include "item/rowexport.h"
#include "item/sandboxfiltermodel.h"
#include "store/serverclock.h"
#include "table/sandboxtable.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString csvFilter()
{
    return RowExporter::tr("Table for spreadsheets (*.csv)");
}

QString jsonFilter()
{
    return RowExporter::tr("JSON (*.json)");
}

QString suffixOf(const QString &filter)
{
    return filter == jsonFilter() ? u"json"_s : u"csv"_s;
}

} // namespace

RowExporter::RowExporter(const Dashboard &dashboard, const SandboxTable &table, QSettings &settings,
                         QWidget *page)
    : QObject(page)
    , m_dashboard(dashboard)
    , m_table(table)
    , m_folder(settings, u"export/folder"_s,
               QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
    , m_page(page)
    , m_action(
          makeAction(this, {u"export"_s,
                            tr("&Export…"),
                            u"download"_s,
                            {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                            tr("Write the sandboxes shown, with the columns shown, to a CSV or JSON file")}))
{
    connect(m_action, &QAction::triggered, this, [this] { chooseFile(freshName()); });
    const SandboxFilterModel &model = dashboard.model;
    connect(&model, &QAbstractItemModel::rowsInserted, this, &RowExporter::updateAction);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &RowExporter::updateAction);
    connect(&model, &QAbstractItemModel::modelReset, this, &RowExporter::updateAction);
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

void RowExporter::chooseFile(const QString &suggestion)
{
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new QFileDialog(m_page, tr("Export Sandboxes"));
    m_dialog->setObjectName("exportDialog"_L1);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->setFileMode(QFileDialog::AnyFile);
    // Its own question would block.
    m_dialog->setOption(QFileDialog::DontConfirmOverwrite);
    m_dialog->setNameFilters({csvFilter(), jsonFilter()});
    m_dialog->selectNameFilter(formatOfFile(suggestion) == ExportFormat::Json ? jsonFilter() : csvFilter());
    m_dialog->setDefaultSuffix(suffixOf(m_dialog->selectedNameFilter()));
    m_dialog->setDirectory(QFileInfo(suggestion).absolutePath());
    m_dialog->selectFile(QFileInfo(suggestion).fileName());
    QFileDialog *dialog = m_dialog;
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QString suffix = suffixOf(filter);
        dialog->setDefaultSuffix(suffix);
        // The name that is there follows, as people expect.
        if (const QStringList files = dialog->selectedFiles(); !files.isEmpty()) {
            const QFileInfo file(files.constFirst());
            if (file.suffix() == "csv"_L1 || file.suffix() == "json"_L1)
                dialog->selectFile(QString(file.completeBaseName() % u'.' % suffix));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, &RowExporter::onChosen);
    dialog->open();
}

void RowExporter::onChosen(const QString &fileName)
{
    m_folder.set(QFileInfo(fileName).absolutePath());
    if (QFileInfo::exists(fileName))
        askToReplace(fileName);
    else
        write(fileName);
}

void RowExporter::askToReplace(const QString &fileName)
{
    m_box = new QMessageBox(QMessageBox::NoIcon, tr("Export Sandboxes"),
                            tr("“%1” exists already.").arg(QFileInfo(fileName).fileName()),
                            QMessageBox::Cancel, m_page);
    m_box->setObjectName("replaceQuestion"_L1);
    m_box->setTextFormat(Qt::PlainText);
    m_box->setInformativeText(tr("What is in it now would be lost."));
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *replace = m_box->addButton(tr("&Replace"), QMessageBox::DestructiveRole);
    m_box->setDefaultButton(QMessageBox::Cancel);
    m_box->setEscapeButton(QMessageBox::Cancel);
    connect(replace, &QPushButton::clicked, this, [this, fileName] { write(fileName); });
    // Not the end of the wish: another name will do.
    connect(m_box, &QDialog::rejected, this, [this, fileName] { chooseFile(fileName); });
    m_box->open();
}

void RowExporter::write(const QString &fileName)
{
    const int count = m_dashboard.model.rowCount();
    const QByteArray content =
        exportedRows(formatOfFile(fileName), m_dashboard.model, m_table.shownColumns(), m_dashboard.server);
    const QString problem = writeWhole(fileName, content);
    if (!problem.isEmpty()) {
        complain(fileName, problem);
        return;
    }
    const QString name = QDir::toNativeSeparators(fileName);
    Q_EMIT announced(count == 1 ? tr("Exported one sandbox to %1").arg(name)
                                : tr("Exported %1 sandboxes to %2").arg(QLocale().toString(count), name));
}

void RowExporter::complain(const QString &fileName, const QString &why)
{
    m_box = new QMessageBox(QMessageBox::Warning, tr("Export Sandboxes"),
                            tr("“%1” could not be written.").arg(QDir::toNativeSeparators(fileName)),
                            QMessageBox::Close, m_page);
    m_box->setObjectName("exportProblem"_L1);
    m_box->setTextFormat(Qt::PlainText);
    m_box->setInformativeText(tr("%1. If the file was there before, it is as it was.").arg(why));
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *elsewhere = m_box->addButton(tr("&Choose Another Place…"), QMessageBox::AcceptRole);
    m_box->setEscapeButton(QMessageBox::Close);
    connect(elsewhere, &QPushButton::clicked, this, [this, fileName] { chooseFile(fileName); });
    m_box->open();
}

} // namespace sandglass
