// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace sandglass {

/// A form in @p parent whose labels and fields line up, and wrap where there is no room.
QFormLayout *makeForm(QWidget *parent);
/// A row of it: the mnemonic in @p text leads to @p buddy, or else to @p field; @p below belongs to it.
void addField(QFormLayout &form, const QString &text, QWidget *field, QWidget *below = nullptr,
              QWidget *buddy = nullptr);

/// One page of the preferences: everything about one subject, under its headline. Every choice counts at
/// once. A page grows downwards only; the dialog scrolls it.
class PreferencesPage : public QWidget
{
    Q_OBJECT

public:
    /// @p name finds the page: "questions"; @p title is for people; @p icon as themedIcon() takes it.
    PreferencesPage(const QString &name, QString title, QString icon);

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QString &icon() const { return m_icon; }

protected:
    [[nodiscard]] QVBoxLayout &column() { return *m_column; }
    /// A headline over what follows, for pages of more than one part.
    void addHeadline(const QString &text);
    /// A sentence in a quiet colour under what it explains.
    QLabel *addNote(const QString &text);
    /// From here on addField() adds rows that line up.
    void beginForm();
    /// A row of the form begun last; narrow fields stay narrow. @p below belongs to @p field.
    void addField(const QString &text, QWidget *field, QWidget *below = nullptr);
    /// "@p text: [field]"; the mnemonic in @p text leads to @p field.
    void addRow(const QString &text, QWidget *field);

private:
    const QString m_title;
    const QString m_icon;
    QVBoxLayout *m_column;
    QFormLayout *m_form = nullptr;
};

} // namespace sandglass
