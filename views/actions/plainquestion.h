// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMessageBox;
class QString;

namespace sandglass {

/// QMessageBox::setInformativeText(), but for one thing: Qt leaves it to guess whether that is markup,
/// whatever the format of the box, and here it never is.
void setPlainExplanation(QMessageBox &box, const QString &text);

} // namespace sandglass
