// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/environment.h"

#include <QAbstractTableModel>

namespace sandglass {

/// Environment variables for editing, with one empty row more to type the next one into. The values of
/// secrets are dots in every role but the one for editing. What looks like a secret is one until a person
/// says otherwise.
class EnvironmentModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Value,
        Secret, ///< a check mark
        ColumnCount
    };
    enum Role
    {
        MaskedRole = Qt::UserRole, ///< bool: the value is not shown
        ProblemRole,               ///< what is wrong with the row, or empty
    };

    explicit EnvironmentModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Those that were typed, without empty rows.
    [[nodiscard]] QVector<EnvironmentVariable> variables() const;
    void setVariables(const QVector<EnvironmentVariable> &variables);
    /// Adds these; a name that is there already gets the new value. Returns how many were replaced.
    int merge(const QVector<EnvironmentVariable> &variables);
    void remove(const QList<int> &rows);

    [[nodiscard]] bool areSecretsShown() const { return m_secretsShown; }
    void setSecretsShown(bool shown);
    [[nodiscard]] bool hasSecrets() const;
    /// What is wrong with the first row that has a problem; empty when none has.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void variablesChanged();

private:
    struct Row
    {
        EnvironmentVariable variable;
        bool secret = false;
        bool decided = false; ///< a person set or cleared the mark
        QString problem = {};
    };

    [[nodiscard]] QVector<EnvironmentVariable> all() const;
    [[nodiscard]] bool isMasked(const Row &row) const;
    void guess(Row &row) const;
    void findProblems();
    void announce();

    QVector<Row> m_rows; ///< the last one is empty
    bool m_secretsShown = false;
};

} // namespace sandglass
