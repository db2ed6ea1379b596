// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "status/bannercontent.h"

#include <QWidget>

#include <map>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVariantAnimation;

namespace sandglass {

class Picture;

/// A strip across the window for what goes on for a while. It takes room instead of covering anything, and
/// never the focus.
class Banner final : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);
    ~Banner() override;

    /// Shows @p content, or goes away without one. A new headline is announced to assistive technology; a
    /// changed number is not.
    void setContent(const std::optional<BannerContent> &content);
    [[nodiscard]] const std::optional<BannerContent> &content() const { return m_content; }
    /// Null while the content has no such button.
    [[nodiscard]] QPushButton *button(BannerButton button) const;

Q_SIGNALS:
    void pressed(sandglass::BannerButton button);
    /// The button with the focus goes. Whoever hears this gives the focus to what this is about; otherwise it
    /// would go to whatever comes next, and with it the next key.
    void focusLost();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showContent(const BannerContent &content);
    void showTexts();
    void showButtons(const QVector<BannerButton> &wanted);
    void slide(bool open);

    std::optional<BannerContent> m_content;
    Picture *m_icon;
    QLabel *m_headline;
    QLabel *m_text;
    QLabel *m_aside;
    QHBoxLayout *m_buttonRow;
    std::map<BannerButton, QPushButton *> m_buttons; ///< those of the content
    QVariantAnimation *m_slide;
};

} // namespace sandglass
