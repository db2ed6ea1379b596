// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/template.h"

#include <QAbstractListModel>
#include <QVector>

namespace sandglass {

class TemplateLibrary;

/// The account's templates for choosing one: those that can be used first, each group by title; what a search
/// does not find, or cannot be used and is not wanted, is left out. Templates are tens, so a change of the
/// library is a reset; who has a choice restores it by key.
class TemplateListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        KeyRole = Qt::UserRole, ///< Template::key()
        SubtitleRole,           ///< sizes and whose it is; why it cannot be used, if so
        UsableRole,             ///< bool
    };

    explicit TemplateListModel(const TemplateLibrary &library, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Words that all have to occur in title, name, id, category or language.
    void setSearch(const QString &text);
    void setUnusableShown(bool shown);

    [[nodiscard]] int rowOf(const QString &key) const;
    [[nodiscard]] const Template &at(int row) const { return m_shown.at(row); }
    /// How many cannot be used, of all there are.
    [[nodiscard]] int unusableCount() const;
    /// How many can, of all there are.
    [[nodiscard]] int usableCount() const;

private:
    void fill();
    [[nodiscard]] bool matches(const Template &one) const;

    const TemplateLibrary &m_library;
    QVector<Template> m_shown;
    QStringList m_words;
    bool m_unusableShown = false;
};

/// "2 vCPU, 2 GB memory, 10 GB disk", as far as it is known.
QString sizesText(const Template &made);

} // namespace sandglass
