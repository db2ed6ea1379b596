// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stripstack.h"

#include "status/banner.h"

#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// In the order of Strip.
constexpr std::array kObjectNames{"demoMark"_L1, "banner"_L1, "deletionStrip"_L1, "expiryStrip"_L1,
                                  "missingStrip"_L1};

} // namespace

StripStack::StripStack(QWidget *parent) : QWidget(parent)
{
    static_assert(kObjectNames.size() == std::tuple_size_v<decltype(m_banners)>);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    for (std::size_t i = 0; i < m_banners.size(); ++i) {
        auto *banner = new Banner(this);
        banner->setObjectName(kObjectNames.at(i));
        connect(banner, &Banner::focusLost, this, &StripStack::focusLost);
        layout->addWidget(banner);
        m_banners.at(i) = banner;
    }
    m_bulkPlace = new QWidget(this); // a screen reader meets it where it is seen: last
    layout->addWidget(m_bulkPlace);
}

Banner &StripStack::banner(Strip strip) const
{
    return *m_banners.at(static_cast<std::size_t>(strip));
}

} // namespace sandglass
