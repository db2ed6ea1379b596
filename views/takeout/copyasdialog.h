// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "store/commands/commandtext.h"

#include <QDialog>
#include <QVector>

#include <functional>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabBar;

namespace sandglass {

/// What can be done to some sandboxes, or the filter in use, as text for a shell or a program: chosen, seen,
/// copied. Everything in @p dashboard outlives it.
class CopyAsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p ids are those selected now; without any only the filter is offered.
    CopyAsDialog(Dashboard dashboard, const QStringList &ids, QWidget *parent = nullptr);
    ~CopyAsDialog() override;

    void setLanguage(CommandLanguage language);
    [[nodiscard]] CommandLanguage language() const;
    /// All that is copied.
    [[nodiscard]] QString text() const { return textFor(m_ids); }

Q_SIGNALS:
    /// The text went to the clipboard; one sentence for people.
    void announced(const QString &sentence);

private:
    struct Choice
    {
        QString text;
        std::function<CommandWish(const QStringList &ids)> wish;
        bool deletes = false;
    };

    void addChoices();
    void layOut();
    [[nodiscard]] QString textFor(const QStringList &ids) const;
    void showText();
    void copy();
    [[nodiscard]] int firstChoice() const;
    [[nodiscard]] ExtendWish extension(const QStringList &ids) const;

    const Dashboard m_dashboard;
    const QStringList m_ids;
    QVector<Choice> m_choices;
    QComboBox *m_what;
    QTabBar *m_languages;
    QPlainTextEdit *m_text;
    QLabel *m_note;
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace sandglass
