// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/extendtodialog.h"

#include "item/formatting.h"
#include "status/timetexts.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime localTime(UtcTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
}

} // namespace

ExtendToDialog::ExtendToDialog(SandboxStore &store, const ServerClock &serverClock, const QStringList &ids,
                               QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_serverClock(serverClock)
    , m_ids(ids)
    , m_time(new QDateTimeEdit(this))
    , m_result(new QLabel(this))
    , m_warning(new QLabel(this))
{
    setObjectName("extendTo"_L1);
    setWindowTitle(tr("Extend to a Time"));
    auto *whom =
        new QLabel(ids.size() == 1 ? ids.constFirst() : tr("%1 sandboxes").arg(countText(ids.size())), this);
    whom->setTextFormat(Qt::PlainText);
    m_time->setObjectName("extendTime"_L1);
    m_time->setAccessibleName(tr("Live until"));
    m_time->setCalendarPopup(true);
    m_time->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat) % " HH:mm"_L1);
    for (QLabel *label : {m_result, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_warning->setObjectName("extendWarning"_L1);

    // From the latest end there is, so that the first offer shortens nothing.
    UtcTime latest = m_serverClock.now();
    for (const QString &id : ids) {
        const SandboxRow *row = m_store.find(id);
        if (row && row->sandbox.expiry.kind == Expiry::Kind::At)
            latest = std::max(latest, row->sandbox.expiry.at);
    }
    m_time->setDateTime(localTime(latest + 1h));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_go = buttons->addButton(tr("&Extend"), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(ids.size() == 1 ? tr("Sandbox:") : tr("Sandboxes:"), whom);
    form->addRow(tr("Live &until:"), m_time);
    form->addRow(tr("Time zone:"), new QLabel(localTime(latest).timeZoneAbbreviation(), this));
    form->addRow(QString(), m_result);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(m_warning);
    layout->addWidget(buttons);
    setMinimumWidth(420);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExtendToDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_confirming = false;
        update();
    });
    update();
}

UtcTime ExtendToDialog::wanted() const
{
    return UtcTime(std::chrono::milliseconds(m_time->dateTime().toMSecsSinceEpoch()));
}

qsizetype ExtendToDialog::shortened(UtcTime end) const
{
    return std::count_if(m_ids.begin(), m_ids.end(), [&](const QString &id) {
        const SandboxRow *row = m_store.find(id);
        // One without an end gets one, which is shorter than for ever; an end that was not told may be later.
        return row && (row->sandbox.expiry.kind != Expiry::Kind::At || isShorter(end, row->sandbox.expiry));
    });
}

void ExtendToDialog::update()
{
    const UtcTime end = wanted();
    const UtcTime now = m_serverClock.now();
    const bool past = end <= now;
    const qsizetype fewer = past ? 0 : shortened(end);
    m_go->setEnabled(!past);
    m_result->setText(past ? tr("This time has passed. Choose a later one.")
                           : tr("%1, %2").arg(fullMomentText(end), relativeText(end, now)));
    if (fewer == 0)
        m_warning->clear();
    else if (m_ids.size() == 1)
        m_warning->setText(
            tr("This is sooner than its present end, or it has none that is known. When the time comes, "
               "the sandbox is deleted with its files, for good."));
    else
        m_warning->setText(
            tr("For %1 of %2 sandboxes this is sooner than their present end, or none is known. When the "
               "time comes, they are deleted with their files, for good.")
                .arg(countText(fewer), countText(m_ids.size())));
    m_warning->setVisible(fewer > 0);
    m_go->setText(m_confirming ? tr("&Shorten all the same") : tr("&Extend"));
}

void ExtendToDialog::accept()
{
    const UtcTime end = wanted();
    if (end <= m_serverClock.now()) {
        update();
        return;
    }
    const bool shortens = shortened(end) > 0;
    if (shortens && !m_confirming) {
        m_confirming = true;
        update();
        m_cancel->setFocus();
        m_cancel->setDefault(true);
        return;
    }
    Q_EMIT chosen(Extension::at(end, shortens), m_ids);
    QDialog::accept();
}

} // namespace sandglass
