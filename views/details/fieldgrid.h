// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/sandboxdetails.h"

#include <QWidget>

#include <memory>
#include <vector>

class QGridLayout;

namespace sandglass {

/// Facts below each other: label, value, a button that copies it. What is not known is a dash with the
/// reason. New values are written into the rows that are there, so that a selection, the focus and the place
/// scrolled to stay. @p clock outlives this.
class FieldGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldGrid(Clock &clock, QWidget *parent = nullptr);
    ~FieldGrid() override;

    void setFields(const QVector<DetailField> &fields);
    /// Before the values of something else are shown.
    void deselect();

Q_SIGNALS:
    void copied(const QString &text);

private:
    struct Row;

    void addRow();

    Clock &m_clock;
    QGridLayout *m_grid;
    std::vector<std::unique_ptr<Row>> m_rows;
    QVector<DetailField> m_fields;
};

} // namespace sandglass
