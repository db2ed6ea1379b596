// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/keyplacefield.h"

#include <QComboBox>
#include <QLabel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(KeyPlace place)
{
    switch (place) {
    case KeyPlace::SecretStore:
        return KeyPlaceField::tr("In this computer's secret store");
    case KeyPlace::Session:
        return KeyPlaceField::tr("Until Sandglass quits");
    case KeyPlace::Environment:
        return KeyPlaceField::tr("In an environment variable");
    }
    Q_UNREACHABLE();
}

QString noteOn(KeyPlace place)
{
    switch (place) {
    case KeyPlace::SecretStore:
        return KeyPlaceField::tr(
            "The system keeps it, as in GNOME Keyring or KWallet. Sandglass writes no key to a "
            "file of its own.");
    case KeyPlace::Session:
        return KeyPlaceField::tr("In memory only: the next time you are asked for it again.");
    case KeyPlace::Environment:
        return KeyPlaceField::tr(
            "Sandglass reads it when it starts and keeps nothing. You set the variable; what "
            "else you start from there can read it too.");
    }
    Q_UNREACHABLE();
}

} // namespace

KeyPlaceField::KeyPlaceField(QWidget *parent)
    : QWidget(parent), m_box(new QComboBox(this)), m_note(new QLabel(this))
{
    m_box->setObjectName("keyPlace"_L1);
    m_box->setAccessibleName(tr("Where the key is kept"));
    for (const KeyPlace place : kAllKeyPlaces)
        m_box->addItem(nameOf(place), static_cast<int>(place));
    m_note->setObjectName("keyPlace.note"_L1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_box);
    layout->addWidget(m_note);
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        updateNote();
        Q_EMIT changed();
    });
    updateNote();
}

void KeyPlaceField::offerOnlyForTypedKeys()
{
    m_box->removeItem(m_box->findData(static_cast<int>(KeyPlace::Environment)));
}

void KeyPlaceField::setPlace(KeyPlace place)
{
    m_box->setCurrentIndex(qMax(0, m_box->findData(static_cast<int>(place))));
}

KeyPlace KeyPlaceField::place() const
{
    return static_cast<KeyPlace>(m_box->currentData().toInt());
}

void KeyPlaceField::setStoreProblem(const QString &problem)
{
    m_storeProblem = problem;
    const int row = m_box->findData(static_cast<int>(KeyPlace::SecretStore));
    auto *model = qobject_cast<QStandardItemModel *>(m_box->model());
    if (QStandardItem *item = model ? model->item(row) : nullptr) {
        item->setEnabled(problem.isEmpty());
        item->setText(problem.isEmpty() ? nameOf(KeyPlace::SecretStore)
                                        : tr("In this computer's secret store (not available)"));
    }
    updateNote();
}

void KeyPlaceField::updateNote()
{
    const KeyPlace chosen = place();
    QString note = noteOn(chosen);
    if (!m_storeProblem.isEmpty()) {
        note = chosen == KeyPlace::SecretStore
                   ? tr("%1 Choose another place: until Sandglass quits, or an environment variable.")
                         .arg(m_storeProblem)
                   : tr("%1 %2").arg(note, m_storeProblem);
    }
    m_note->setText(note);
    // Qt takes what is chosen for the name of a combo box, and only a label right beside it for one.
    m_box->setAccessibleDescription(tr("%1. %2").arg(m_box->accessibleName(), note));
}

} // namespace sandglass
