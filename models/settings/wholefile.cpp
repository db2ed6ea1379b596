// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/wholefile.h"

#include <QFile>
#include <QSaveFile>

namespace sandglass {

QString writeWhole(const QString &fileName, const QByteArray &content, FileReaders readers)
{
    QSaveFile file(fileName);
    const auto restrict = [&file, readers] {
        // While it is still empty.
        return readers == FileReaders::AsUsual || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    };
    if (file.open(QIODevice::WriteOnly) &&restrict() && file.write(content) == content.size() &&
        file.commit())
        return {};
    return file.errorString();
}

} // namespace sandglass
