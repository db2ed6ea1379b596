// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/pollpace.h"
#include "preferences/proxychoice.h"

#include <QString>

#include <functional>

class QObject;

namespace sandglass {

/// What the window opens with when nothing on the command line or in the environment says.
enum class StartWith : quint8
{
    LastUsed, ///< the profile used last; the demo where there is none
    Ask,
    Demo,
};

/// Where the password of the proxy is.
enum class PasswordPlace : quint8
{
    Nowhere, ///< none was given, or it was for this session only and that is over
    SecretStore,
    Session, ///< in memory until the program ends
};

/// A file of certificate authorities, looked at.
struct AuthorityFile
{
    QString path;
    QString problem; ///< a sentence on why it is of no use and what to do; empty when it is fine
    QString content; ///< "“Example Root CA”, valid until 2030-01-31"
};

/// What the preferences choose beyond what is in the windows: every setter counts at once and is remembered.
/// Passwords go in and never come back. Answers come later, from the event loop, and not at all once @p
/// context is gone. It outlives the windows. GUI thread.
class PreferencesDesk
{
public:
    PreferencesDesk() = default;
    PreferencesDesk(const PreferencesDesk &) = delete;
    PreferencesDesk &operator=(const PreferencesDesk &) = delete;
    virtual ~PreferencesDesk() = default;

    [[nodiscard]] virtual PollPace pollPace() const = 0;
    /// Only what has no problems.
    virtual void setPollPace(const PollPace &pace) = 0;

    [[nodiscard]] virtual ProxyChoice proxy() const = 0;
    /// Only what has no problems. Another host, port or user forgets the password: it was for the one before.
    virtual void setProxy(const ProxyChoice &choice) = 0;
    [[nodiscard]] virtual PasswordPlace proxyPassword() const = 0;
    /// Keeps it in the system's secret store, or for the session where that will not take it: then the answer
    /// says why. An empty one is forgotten.
    virtual void setProxyPassword(const QString &password, QObject *context,
                                  std::function<void(const QString &problem)> done) = 0;

    /// An empty path when there is none.
    [[nodiscard]] virtual AuthorityFile authorityFile() const = 0;
    /// Looks at it; only one without a problem is taken. An empty path: none from now on.
    virtual AuthorityFile setAuthorityFile(const QString &path) = 0;

    [[nodiscard]] virtual StartWith startWith() const = 0;
    virtual void setStartWith(StartWith what) = 0;
    /// As the desktop's own files say at this moment.
    [[nodiscard]] virtual bool startsAtLogin() const = 0;
    /// Empty, or a sentence on why it could not be changed.
    virtual QString setStartsAtLogin(bool wanted) = 0;
};

} // namespace sandglass
