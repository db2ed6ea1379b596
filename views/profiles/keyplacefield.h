// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace sandglass {

/// "Keep the key: in the secret store, until Sandglass quits, in an environment variable", with a note below
/// that says what the choice means on this computer.
class KeyPlaceField final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyPlaceField(QWidget *parent = nullptr);

    /// Where a key that was just typed can be kept: not in the environment.
    void offerOnlyForTypedKeys();

    void setPlace(KeyPlace place);
    [[nodiscard]] KeyPlace place() const;
    /// Why the secret store cannot be used; empty when it can, or when nobody knows yet.
    void setStoreProblem(const QString &problem);

    [[nodiscard]] QComboBox &box() const { return *m_box; }

Q_SIGNALS:
    void changed();

private:
    void updateNote();

    QComboBox *m_box;
    QLabel *m_note;
    QString m_storeProblem;
};

} // namespace sandglass
