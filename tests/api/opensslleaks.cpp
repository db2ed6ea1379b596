// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later

// OpenSSL keeps the errors of each thread until the thread is gone, and the threads of QNetworkAccessManager
// may still be going while the leak check runs. Nothing of ours allocates in libcrypto.
extern "C" const char *__lsan_default_suppressions(); // NOLINT(bugprone-reserved-identifier)

extern "C" const char *__lsan_default_suppressions() // NOLINT(bugprone-reserved-identifier)
{
    return "leak:libcrypto\n";
}
