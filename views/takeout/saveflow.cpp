// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/saveflow.h"

#include "widgets/plainquestion.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// "csv" of "Table (*.csv)".
QString suffixOf(const QString &filter)
{
    static const QRegularExpression pattern{uR"(\*\.(\w+))"_s};
    return pattern.match(filter).captured(1);
}

QStringList suffixesOf(const QStringList &filters)
{
    QStringList suffixes;
    for (const QString &filter : filters)
        suffixes += suffixOf(filter);
    return suffixes;
}

} // namespace

SaveFlow::SaveFlow(QWidget *page, QString name, QString title)
    : QObject(page), m_page(page), m_name(std::move(name)), m_title(std::move(title))
{}

SaveFlow::~SaveFlow() = default;

void SaveFlow::start(const Wish &wish)
{
    if (m_dialog) {
        m_dialog->activateWindow();
        return;
    }
    m_wish = wish;
    choose(wish.suggestion);
}

void SaveFlow::choose(const QString &suggestion)
{
    m_dialog = new QFileDialog(m_page, m_title);
    m_dialog->setObjectName(QString(m_name % "Dialog"_L1));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->setFileMode(QFileDialog::AnyFile);
    // Its own question would block.
    m_dialog->setOption(QFileDialog::DontConfirmOverwrite);
    m_dialog->setNameFilters(m_wish.filters);
    const QStringList suffixes = suffixesOf(m_wish.filters);
    const qsizetype first = std::max<qsizetype>(0, suffixes.indexOf(QFileInfo(suggestion).suffix()));
    m_dialog->selectNameFilter(m_wish.filters.at(first));
    m_dialog->setDefaultSuffix(suffixes.at(first));
    m_dialog->setDirectory(QFileInfo(suggestion).absolutePath());
    m_dialog->selectFile(QFileInfo(suggestion).fileName());
    QFileDialog *dialog = m_dialog;
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, suffixes](const QString &filter) {
        const QString suffix = suffixOf(filter);
        dialog->setDefaultSuffix(suffix);
        // The name that is there follows, as people expect.
        if (const QStringList files = dialog->selectedFiles(); !files.isEmpty()) {
            const QFileInfo file(files.constFirst());
            if (suffixes.contains(file.suffix()))
                dialog->selectFile(QString(file.completeBaseName() % u'.' % suffix));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, &SaveFlow::onChosen);
    dialog->open();
}

void SaveFlow::onChosen(const QString &fileName)
{
    Q_EMIT chosen(fileName);
    if (QFileInfo::exists(fileName))
        askToReplace(fileName);
    else
        write(fileName);
}

void SaveFlow::askToReplace(const QString &fileName)
{
    m_box = makePlainQuestion("replaceQuestion"_L1, m_title,
                              tr("“%1” exists already.").arg(QFileInfo(fileName).fileName()),
                              tr("What is in it now would be lost."), m_page);
    const QPushButton *replace = m_box->addButton(tr("&Replace"), QMessageBox::DestructiveRole);
    connect(replace, &QPushButton::clicked, this, [this, fileName] { write(fileName); });
    // Not the end of the wish: another name will do.
    connect(m_box, &QDialog::rejected, this, [this, fileName] { choose(fileName); });
    m_box->open();
}

void SaveFlow::write(const QString &fileName)
{
    const QString problem = writeWhole(fileName, m_wish.content(fileName), m_wish.readers);
    if (problem.isEmpty())
        Q_EMIT saved(fileName);
    else
        complain(fileName, problem);
}

void SaveFlow::complain(const QString &fileName, const QString &why)
{
    m_box = makePlainQuestion(QString(m_name % "Problem"_L1), m_title,
                              tr("“%1” could not be written.").arg(QDir::toNativeSeparators(fileName)),
                              tr("%1. If the file was there before, it is as it was.").arg(why), m_page,
                              QMessageBox::Close);
    m_box->setIcon(QMessageBox::Warning);
    QPushButton *elsewhere = m_box->addButton(tr("&Choose another place…"), QMessageBox::AcceptRole);
    m_box->setDefaultButton(elsewhere);
    connect(elsewhere, &QPushButton::clicked, this, [this, fileName] { choose(fileName); });
    m_box->open();
}

} // namespace sandglass
