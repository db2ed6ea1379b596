// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"

#include <QString>
#include <QVector>

namespace sandglass {

/// A request that failed, and what it was for.
struct NotedError
{
    QString during;
    ApiError error; ///< the last of them
    int times = 1;

    bool operator==(const NotedError &) const = default;
};

/// The last failed requests, oldest first; the same again is a count. GUI thread.
class ErrorHistory
{
public:
    static constexpr int kMost = 20;

    void add(const QString &during, const ApiError &error);
    [[nodiscard]] const QVector<NotedError> &all() const { return m_errors; }

private:
    QVector<NotedError> m_errors;
};

} // namespace sandglass
