// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxpromises.h"

namespace {

using namespace sandglass;

void check(const Template &made)
{
    PROMISE(!made.key().isEmpty());
    for (const QString *text : {&made.id, &made.name, &made.displayName, &made.category, &made.language,
                                &made.organizationId, &made.statusWord})
        PROMISE(fuzz::isPlainLine(*text, 256));
    PROMISE(fuzz::isPlainLine(made.description, 1000));
    for (const std::optional<int> &size : {made.vcpu, made.memoryMb, made.diskMb})
        PROMISE(!size || *size > 0);
    // Only what the server calls active may be used; a word this version does not know is not that.
    if (useOf(made) == TemplateUse::Ready) {
        PROMISE(made.statusWord.isEmpty() ||
                made.statusWord.compare(QLatin1StringView("active"), Qt::CaseInsensitive) == 0);
        PROMISE(made.isActive != false);
    }
}

void readTemplates(QByteArrayView input)
{
    const QByteArray body = input.toByteArray();
    if (const Decoded<TemplatePage> page = codec::decodeTemplates(body)) {
        PROMISE(page->nextCursor.size() <= 4096);
        for (const Template &made : page->templates)
            check(made);
    } else {
        fuzz::checkError(page.error());
    }
    if (const Decoded<Template> made = codec::decodeTemplate(body))
        check(*made);
    else
        fuzz::checkError(made.error());
}

FUZZ_TARGET("templates", readTemplates)

} // namespace
