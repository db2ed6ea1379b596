// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QMessageBox;

namespace sandglass {

class SandboxCreator;

/// Leaving while a sandbox is being created: the request cannot be called back, and who leaves does not see
/// what came of it. @p creator and @p page outlive it.
class CreationFarewell final : public QObject
{
    Q_OBJECT

public:
    CreationFarewell(const SandboxCreator &creator, QWidget *page);
    ~CreationFarewell() override;

    /// Nothing is being created, or a person said that it may go on alone.
    [[nodiscard]] bool mayEnd() const;
    /// Asks unless mayEnd(), and calls @p goOn when the answer is to leave.
    void end(std::function<void()> goOn);

private:
    void onChanged();

    const SandboxCreator &m_creator;
    QWidget *m_page;
    QPointer<QMessageBox> m_question;
    bool m_mayGoOnAlone = false;
};

} // namespace sandglass
