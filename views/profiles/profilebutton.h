// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace sandglass {

class ProfileActions;

/// Shows in colour and words which profile is in use, and opens the menu to switch. Filled with the profile's
/// colour: it is the loudest part of a window on an account that must not be mistaken for another.
class ProfileButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit ProfileButton(ProfileActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    [[nodiscard]] QSize sizeFor(int longestName) const;

    ProfileActions &m_actions;
};

} // namespace sandglass
