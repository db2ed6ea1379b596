// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sandglass {

/// Who may read a file that is written.
enum class FileReaders : quint8
{
    AsUsual,    ///< whom the person's umask lets, or whoever could read what is replaced
    OwnerAlone, ///< mode 0600, whatever was there before
};

/// Writes the whole of @p content or nothing: a file that is there stays as it was when something goes wrong.
/// Returns an empty text, or why it could not be done, for people.
QString writeWhole(const QString &fileName, const QByteArray &content,
                   FileReaders readers = FileReaders::AsUsual);

} // namespace sandglass
