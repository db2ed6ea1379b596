// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/templatelibrary.h"

#include "store/ratebudget.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

/// Numbers and names share one path, so a server may find another template by what was asked for.
bool areDifferent(const Template &asked, const Template &answered)
{
    if (!asked.id.isEmpty() && !answered.id.isEmpty())
        return asked.id != answered.id;
    return !asked.name.isEmpty() && !answered.name.isEmpty() && asked.name != answered.name;
}

} // namespace

TemplateLibrary::TemplateLibrary(Clock &clock, SandboxApi &api, const RateBudget &budget, QObject *parent)
    : QObject(parent), m_clock(clock), m_api(api), m_budget(budget)
{}

TemplateLibrary::~TemplateLibrary() = default;

void TemplateLibrary::want()
{
    if (!m_readAt || m_error || m_clock.monoNow() - *m_readAt >= kFreshFor)
        readNow();
}

void TemplateLibrary::readNow()
{
    if (m_isReading)
        return;
    m_isReading = true;
    m_coming.clear();
    m_comingKeys.clear();
    m_cursors.clear();
    readPage({});
    Q_EMIT changed();
}

void TemplateLibrary::readPage(const QString &cursor)
{
    if (const auto wait = m_budget.actionMustWait(m_clock.monoNow()); wait > 0ms) {
        m_wait = m_clock.after(wait, [this, cursor] { readPage(cursor); });
        return;
    }
    m_request = m_api.templates(cursor, [this](const ApiResult<TemplatePage> &page) { onPage(page); });
}

void TemplateLibrary::onPage(const ApiResult<TemplatePage> &page)
{
    if (!page) {
        fail(page.error());
        return;
    }
    qsizetype added = 0;
    for (const Template &listed : page->templates) {
        if (m_comingKeys.contains(listed.key()))
            continue;
        m_comingKeys.insert(listed.key());
        const auto details = m_details.constFind(listed.key());
        m_coming.append(details == m_details.constEnd() ? listed : mergedWithSparse(*details, listed));
        ++added;
    }
    // Never round in a circle: a cursor that comes again, or a page that brings nothing new, is the end.
    const QString &next = page->nextCursor;
    const bool mayGoOn =
        !next.isEmpty() && !m_cursors.contains(next) && added > 0 && m_cursors.size() < kMostPages;
    if (page->hasMore && mayGoOn) {
        m_cursors.append(next);
        readPage(next);
        return;
    }
    m_isIncomplete = page->hasMore;
    finish();
}

void TemplateLibrary::finish()
{
    m_templates = std::exchange(m_coming, {});
    m_readAt = m_clock.monoNow();
    m_error.reset();
    m_isReading = false;
    Q_EMIT changed();
}

void TemplateLibrary::fail(const ApiError &error)
{
    m_error = error;
    m_isReading = false;
    Q_EMIT changed();
    if (error.kind == ApiErrorKind::Unauthorized)
        Q_EMIT keyRefused(error);
}

void TemplateLibrary::wantDetails(const QString &key)
{
    m_detailsWait.reset();
    if (key.isEmpty() || m_details.contains(key) || m_detailRequests.contains(key))
        return;
    if (const auto wait = m_budget.actionMustWait(m_clock.monoNow()); wait > 0ms) {
        m_detailsWait = m_clock.after(wait, [this, key] { wantDetails(key); });
        return;
    }
    const auto handle = std::make_shared<RequestHandle>();
    m_detailRequests.insert(key, handle);
    *handle = m_api.templateDetails(
        key, [this, key](const ApiResult<Template> &details) { onDetails(key, details); });
}

void TemplateLibrary::onDetails(const QString &key, const ApiResult<Template> &details)
{
    const auto keep = m_detailRequests.take(key);
    // Without a description the template is as good; the next wish for it asks again.
    if (!details)
        return;
    const Template *asked = find(key);
    if (asked && areDifferent(*asked, *details))
        return;
    m_details.insert(key, *details);
    for (Template &known : m_templates) {
        if (known.key() == key)
            known = mergedWithSparse(known, *details);
    }
    Q_EMIT changed();
}

const Template *TemplateLibrary::find(const QString &key) const
{
    const auto found = std::find_if(m_templates.begin(), m_templates.end(),
                                    [&key](const Template &one) { return one.key() == key; });
    return found == m_templates.end() ? nullptr : &*found;
}

const Template *TemplateLibrary::find(const QString &id, const QString &name) const
{
    const Template *fallback = nullptr;
    for (const Template &one : m_templates) {
        if (!id.isEmpty() && one.id == id)
            return &one;
        const bool isNamesake = id.isEmpty() && !name.isEmpty() && one.name == name;
        if (isNamesake && (!fallback || useOf(*fallback) != TemplateUse::Ready))
            fallback = &one;
    }
    return fallback;
}

QVector<Template> TemplateLibrary::namesakes(const QString &name) const
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        QVector<Template> found;
        std::copy_if(m_templates.begin(), m_templates.end(), std::back_inserter(found),
                     [&name, sensitivity](const Template &one) {
                         return useOf(one) == TemplateUse::Ready && one.name.compare(name, sensitivity) == 0;
                     });
        if (!found.isEmpty())
            return found;
    }
    return {};
}

} // namespace sandglass
