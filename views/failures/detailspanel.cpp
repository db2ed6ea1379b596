// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failures/detailspanel.h"

#include "theme/icons.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostHeight = 220;
constexpr int kLeastHeight = 80; // where the screen has no more

} // namespace

DetailsPanel::DetailsPanel(QWidget *parent)
    : QWidget(parent), m_toggle(new QToolButton(this)), m_scroll(new QScrollArea(this))
{
    m_toggle->setObjectName("detailsToggle"_L1);
    m_toggle->setText(tr("Details"));
    m_toggle->setAccessibleName(tr("Details"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setAutoRaise(true);
    m_toggle->setMinimumHeight(26);
    m_toggle->setFocusPolicy(Qt::StrongFocus);

    m_scroll->setObjectName("detailsTable"_L1);
    m_scroll->setAccessibleName(tr("Details"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_scroll->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    layout->addWidget(m_scroll);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
}

void DetailsPanel::setOpen(bool open)
{
    m_open = open;
    m_toggle->setAccessibleDescription(open ? tr("Unfolded") : tr("Folded"));
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_scroll->setVisible(open);
    updateGeometry();
    Q_EMIT openChanged(open);
}

void DetailsPanel::setDetails(const QVector<ErrorReport::Detail> &details)
{
    const QVector<ErrorReport::Detail> before = std::exchange(m_details, details);
    const bool sameLabels =
        std::equal(before.begin(), before.end(), details.begin(), details.end(),
                   [](const auto &one, const auto &other) { return one.label == other.label; });
    setVisible(!details.isEmpty());
    // What a person is selecting, or where the focus is, must not vanish because the same failure happened
    // again.
    if (m_table && sameLabels) {
        for (int row = 0; row < details.size(); ++row) {
            if (before.at(row) != details.at(row))
                showValue(row);
        }
        return;
    }
    m_values.clear();
    m_table = new QWidget;
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < details.size(); ++row)
        addRow(row);
    m_scroll->setWidget(m_table);
    const int height = m_table->heightForWidth(qMax(440, m_scroll->viewport()->width()));
    const int wanted = qMin(kMostHeight, qMax(height, m_table->sizeHint().height()) + 2);
    m_scroll->setMinimumHeight(qMin(wanted, kLeastHeight));
    m_scroll->setMaximumHeight(wanted);
}

void DetailsPanel::showValue(int row)
{
    const ErrorReport::Detail &detail = m_details.at(row);
    m_values.at(row)->setText(detail.value);
    m_values.at(row)->setAccessibleName(QString(detail.label % ": "_L1 % detail.value));
}

void DetailsPanel::addRow(int row)
{
    const ErrorReport::Detail &detail = m_details.at(row);
    auto *grid = qobject_cast<QGridLayout *>(m_table->layout());
    auto *label = new QLabel(detail.label, m_table);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *value = new QLabel(m_table);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_values.append(value);
    showValue(row);
    grid->addWidget(label, row, 0);
    grid->addWidget(value, row, 1);

    auto *copy = new QToolButton(m_table);
    copy->setIcon(themedIcon(u"copy"_s));
    copy->setIconSize({14, 14});
    copy->setFixedSize(20, 20);
    copy->setAutoRaise(true);
    copy->setFocusPolicy(Qt::StrongFocus);
    copy->setToolTip(tr("Copy"));
    copy->setAccessibleName(tr("Copy %1").arg(detail.label));
    grid->addWidget(copy, row, 2, Qt::AlignTop);
    connect(copy, &QToolButton::clicked, this,
            [this, row] { QGuiApplication::clipboard()->setText(m_details.at(row).value); });
}

} // namespace sandglass
