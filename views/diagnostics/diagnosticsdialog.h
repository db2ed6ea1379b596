// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/bundle.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;

namespace sandglass {

class SaveFlow;

/// Shows what would be given away, to the letter, before it is saved or copied. Nothing leaves by itself.
class DiagnosticsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What to write about at the moment of the call.
    using Source = std::function<DiagnosticsRequest()>;

    explicit DiagnosticsDialog(Source source, QWidget *parent = nullptr);
    ~DiagnosticsDialog() override;

    /// What is shown, and what Save and Copy give.
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    void layOut();
    void refresh();
    void copy();
    void save();

    const Source m_source;
    UtcTime m_written{};
    QString m_text;
    QPlainTextEdit *m_preview;
    QCheckBox *m_withIds;
    QPushButton *m_update;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_close;
    SaveFlow *m_saving;
};

} // namespace sandglass
