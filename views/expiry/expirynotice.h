// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace sandglass {

class Banner;
class ExpiryRadar;

/// Says in one banner which sandboxes the server will delete soon, the nearest tier that has any, and offers
/// to show and to extend them. All references outlive it.
class ExpiryNotice final : public QObject
{
    Q_OBJECT

public:
    ExpiryNotice(const ExpiryRadar &radar, Banner &banner, QObject *parent = nullptr);

Q_SIGNALS:
    /// @p search finds them.
    void showWanted(const QString &search);
    void extendWanted(const QStringList &ids);

private:
    void update();

    const ExpiryRadar &m_radar;
    Banner &m_banner;
    QStringList m_ids;
    QString m_search;
};

} // namespace sandglass
