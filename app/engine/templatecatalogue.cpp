// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/templatecatalogue.h"

#include <algorithm>
#include <array>

namespace sandglass::engine {

namespace {

constexpr std::array kTemplates{
    TemplateInfo{u"73", u"code-interpreter", u"Code Interpreter", u"Python with the usual data libraries",
                 u"development", u"python", u"active", 2, 2048, 10, true, Temper::Reliable},
    TemplateInfo{u"71", u"base", u"Base", u"A small Debian with nothing added", u"general", u"bash",
                 u"active", 1, 1024, 5, true, Temper::Reliable},
    TemplateInfo{u"412", u"checkout-api", u"Checkout API", u"Preview of the shop's checkout service", u"web",
                 u"typescript", u"active", 2, 4096, 20, false, Temper::Reliable},
    TemplateInfo{u"431", u"browser-agent", u"Browser Agent", u"Headless browser for agents", u"agents",
                 u"python", u"active", 4, 8192, 20, false, Temper::Reliable},
    TemplateInfo{u"446", u"nightly-etl", u"Nightly ETL", u"Batch jobs over the warehouse", u"data", u"python",
                 u"active", 8, 16384, 80, false, Temper::Reliable},
    TemplateInfo{u"458", u"gpu-train", u"GPU Train", u"Training on rare nodes; starting finds no capacity",
                 u"machine-learning", u"python", u"active", 16, 65536, 200, false, Temper::NoCapacity},
    TemplateInfo{u"389", u"legacy-runner", u"Legacy Runner", u"Old build runner; its node ignores stop",
                 u"ci", u"bash", u"active", 2, 4096, 40, false, Temper::StopRefused},
    TemplateInfo{u"502", u"base", u"Base (ours)", u"The public Base with the company's certificates",
                 u"general", u"bash", u"active", 1, 2048, 10, false, Temper::Reliable},
    TemplateInfo{u"497", u"vision-lab", u"Vision Lab", u"Its last build failed", u"data", u"python",
                 u"failed", 4, 8192, 40, false, Temper::Reliable},
    TemplateInfo{u"350", u"base-2024", u"Base 2024", u"Replaced by Base", u"general", u"bash", u"archived", 1,
                 1024, 5, true, Temper::Reliable},
    TemplateInfo{u"489", u"checkout-api-next", u"Checkout API (next)", u"Being built", u"web", u"typescript",
                 u"building", 2, 4096, 20, false, Temper::Reliable},
};

} // namespace

std::span<const TemplateInfo> templateCatalogue()
{
    return kTemplates;
}

const TemplateInfo *findTemplate(QStringView nameOrId)
{
    const auto found = std::ranges::find_if(kTemplates, [nameOrId](const TemplateInfo &info) {
        return info.name == nameOrId || info.id == nameOrId;
    });
    return found == kTemplates.end() ? nullptr : &*found;
}

} // namespace sandglass::engine
