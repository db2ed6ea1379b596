// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sandglass {

/// The desktop starts the program when this user logs in: a file in the autostart folder (XDG autostart). It
/// is the file that counts, for the desktop's own settings write it too; nothing is remembered beside it.
class LoginStart
{
public:
    /// @p folder is "~/.config/autostart"; @p program what is to be started, an absolute path.
    LoginStart(QString folder, QString program);

    static LoginStart ofThisUser();

    /// Whether the desktop would start it: there is a file, and nobody switched it off in there.
    [[nodiscard]] bool isOn() const;
    /// Writes or removes the file, whole or not at all. Empty, or a sentence on why it could not be done.
    [[nodiscard]] QString set(bool wanted) const;

    [[nodiscard]] QString path() const;

private:
    QString m_folder;
    QString m_program;
};

} // namespace sandglass
