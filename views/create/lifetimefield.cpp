// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/lifetimefield.h"

#include "store/createrules.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr std::array kUsual{15 * kMinute, kHour, 8 * kHour};
constexpr std::array kUnits{kMinute, kHour, kDay};

// Data of the choices that are no number of seconds.
constexpr qint64 kNoEnd = 0;
constexpr qint64 kCustom = -1;

} // namespace

LifetimeField::LifetimeField(QWidget *parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_amount(new QSpinBox(this))
    , m_unit(new QComboBox(this))
{
    m_choice->setObjectName("create.lifetime"_L1);
    // Qt takes what is chosen for the name of a combo box, and only a label right beside it for one.
    m_choice->setAccessibleName(tr("Delete automatically"));
    m_choice->setAccessibleDescription(m_choice->accessibleName());
    m_choice->addItem(tr("after 15 minutes"), kUsual.at(0));
    m_choice->addItem(tr("after 1 hour"), kUsual.at(1));
    m_choice->addItem(tr("after 8 hours"), kUsual.at(2));
    m_choice->addItem(tr("never: costs until deleted"), kNoEnd);
    m_choice->addItem(tr("after another time…"), kCustom);
    m_amount->setObjectName("create.lifetimeAmount"_L1);
    m_amount->setAccessibleName(tr("Time until it is deleted"));
    m_amount->setRange(1, static_cast<int>(kLongestTimeoutSeconds / kMinute));
    m_amount->setValue(2);
    m_unit->setObjectName("create.lifetimeUnit"_L1);
    m_unit->setAccessibleName(tr("Unit of the time"));
    m_unit->setAccessibleDescription(m_unit->accessibleName());
    m_unit->addItem(tr("minutes"), kUnits.at(0));
    m_unit->addItem(tr("hours"), kUnits.at(1));
    m_unit->addItem(tr("days"), kUnits.at(2));
    m_unit->setCurrentIndex(1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_amount);
    layout->addWidget(m_unit);
    // With room for all three from the beginning: what stands beside it does not jump when two more come.
    setMinimumWidth(layout->minimumSize().width());
    setFocusProxy(m_choice);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &LifetimeField::onChosen);
    connect(m_amount, &QSpinBox::valueChanged, this, &LifetimeField::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &LifetimeField::changed);
    setSeconds(kHour);
}

qint64 LifetimeField::customSeconds() const
{
    return m_amount->value() * m_unit->currentData().toLongLong();
}

std::optional<qint64> LifetimeField::seconds() const
{
    const qint64 chosen = m_choice->currentData().toLongLong();
    if (chosen == kNoEnd)
        return std::nullopt;
    return chosen == kCustom ? customSeconds() : chosen;
}

void LifetimeField::setSeconds(std::optional<qint64> seconds)
{
    const qint64 wanted = seconds.value_or(kNoEnd);
    int row = m_choice->findData(wanted);
    if (row < 0) {
        // In the largest unit that says it exactly; odd seconds are rounded up to minutes.
        const qint64 whole =
            qBound<qint64>(kMinute, (wanted + kMinute - 1) / kMinute * kMinute, kLongestTimeoutSeconds);
        int unit = static_cast<int>(kUnits.size()) - 1;
        while (unit > 0 && (whole % kUnits.at(static_cast<std::size_t>(unit)) != 0))
            --unit;
        const qint64 amount = whole / kUnits.at(static_cast<std::size_t>(unit));
        m_unit->setCurrentIndex(unit);
        m_amount->setValue(static_cast<int>(qMin<qint64>(amount, m_amount->maximum())));
        row = m_choice->findData(kCustom);
    }
    m_choice->setCurrentIndex(row);
    onChosen();
}

void LifetimeField::onChosen()
{
    const bool isCustom = m_choice->currentData().toLongLong() == kCustom;
    m_amount->setVisible(isCustom);
    m_unit->setVisible(isCustom);
    Q_EMIT changed();
}

} // namespace sandglass
