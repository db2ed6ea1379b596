// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/screenshot.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QSaveFile>
#include <QWidget>

namespace sandglass {

namespace {
struct ScreenshotTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::Screenshot)
};
} // namespace

QString writeScreenshot(QWidget &window, const QString &file)
{
    // Through a temporary file, so that a full disk leaves no half picture.
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return ScreenshotTexts::tr("%1 cannot be written: %2").arg(file, out.errorString());
    if (!window.grab().save(&out, "PNG") || !out.commit())
        return ScreenshotTexts::tr("%1 could not be written: %2").arg(file, out.errorString());
    return {};
}

} // namespace sandglass
