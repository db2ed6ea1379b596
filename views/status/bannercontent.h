// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/poller.h"

#include <QString>
#include <QUrl>
#include <QVector>

#include <optional>

namespace sandglass {

enum class BannerKind : quint8
{
    Info,
    Warning,
    Danger
};

/// In the order they stand in.
enum class BannerButton : quint8
{
    Details,
    RetryNow,
    EnterKey,
    Connect,
    Undo,
    ShowExpiring,
    Extend, ///< one sandbox, by an hour
    ExtendAll,
    Dismiss
};

/// What a banner shows. Every text is plain.
struct BannerContent
{
    BannerKind kind = BannerKind::Info;
    QString icon; ///< name for themedIcon()
    QString headline;
    QString text;
    QString aside; ///< "Retrying in 8 s"
    QVector<BannerButton> buttons;
    QString refusal = {}; ///< why nothing can be changed now; the buttons that would are off then
    bool quiet = false;   ///< a mark rather than news: thin, without emphasis

    bool operator==(const BannerContent &) const = default;
};

/// What the state of reading gives reason to say; nullopt while all is well.
std::optional<BannerContent> bannerFor(const PollStatus &status, const QUrl &server, MonoTime now);

/// How long until bannerFor() reads differently by time alone; zero when it will not.
std::chrono::milliseconds untilBannerChanges(const PollStatus &status, MonoTime now);

/// That the server's clock is @p ahead of this computer's, by more than anybody would take for the same.
std::optional<BannerContent> skewBanner(std::chrono::milliseconds ahead);

/// The mark of the embedded engine.
BannerContent demoMark();

} // namespace sandglass
