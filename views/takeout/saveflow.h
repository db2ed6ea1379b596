// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/wholefile.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

class QFileDialog;
class QMessageBox;
class QWidget;

namespace sandglass {

/// From the wish to have a file to the file: asks where to, asks before it replaces anything, writes the
/// whole or nothing, and says what went wrong, with a way to try another place.
class SaveFlow final : public QObject
{
    Q_OBJECT

public:
    struct Wish
    {
        QString suggestion;  ///< with its folder
        QStringList filters; ///< "Text (*.txt)": one suffix each
        FileReaders readers = FileReaders::AsUsual;
        /// Asked for when the place is known, at the last moment.
        std::function<QByteArray(const QString &fileName)> content;
    };

    /// @p page is the parent of what it opens; their object names begin with @p name.
    SaveFlow(QWidget *page, QString name, QString title);
    ~SaveFlow() override;

    /// Nothing but the dialog that is open already, if one is.
    void start(const Wish &wish);

Q_SIGNALS:
    /// A person chose this place; before it is written.
    void chosen(const QString &fileName);
    void saved(const QString &fileName);

private:
    void choose(const QString &suggestion);
    void onChosen(const QString &fileName);
    void askToReplace(const QString &fileName);
    void write(const QString &fileName);
    void complain(const QString &fileName, const QString &why);

    QWidget *m_page;
    const QString m_name;
    const QString m_title;
    Wish m_wish;
    QPointer<QFileDialog> m_dialog;
    QPointer<QMessageBox> m_box;
};

} // namespace sandglass
