// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <optional>

namespace sandglass {

class RateBudget;

/// The account's templates: read when somebody first wants them, kept for the session and brought up to date
/// when they are wanted again. Descriptions are read one by one, for lists leave them out (contract 9). GUI
/// thread; the references outlive it.
class TemplateLibrary final : public QObject
{
    Q_OBJECT

public:
    /// Younger than this is not read again without need.
    static constexpr std::chrono::minutes kFreshFor{1};
    static constexpr int kMostPages = 50;

    TemplateLibrary(Clock &clock, SandboxApi &api, const RateBudget &budget, QObject *parent = nullptr);
    ~TemplateLibrary() override;

    /// Reads them unless they are fresh or being read.
    void want();
    /// Reads them anew, unless that goes on already.
    void readNow();
    /// Reads the description of the template with this key, once, as soon as the budget allows; until then a
    /// later wish takes its place.
    void wantDetails(const QString &key);

    /// As the server lists them, each once. What was read stays when a later read fails.
    [[nodiscard]] const QVector<Template> &templates() const { return m_templates; }
    [[nodiscard]] bool hasData() const { return m_readAt.has_value(); }
    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// Of the last read, until one works.
    [[nodiscard]] const std::optional<ApiError> &error() const { return m_error; }
    /// Whether the server has more than it gives.
    [[nodiscard]] bool isIncomplete() const { return m_isIncomplete; }

    /// The template a sandbox of this id or, where that is unknown, this name is made from; of several with
    /// one name the first that can be used. Null when there is none.
    [[nodiscard]] const Template *find(const QString &id, const QString &name) const;
    [[nodiscard]] const Template *find(const QString &key) const;
    /// What a person may mean by @p name: the usable templates of exactly that name, otherwise those of it
    /// in other case. Names may stand twice (contract 13, trap 44).
    [[nodiscard]] QVector<Template> namesakes(const QString &name) const;

Q_SIGNALS:
    /// Templates or the state of reading.
    void changed();
    void keyRefused(const sandglass::ApiError &error);

private:
    void readPage(const QString &cursor);
    void onPage(const ApiResult<TemplatePage> &page);
    void onDetails(const QString &key, const ApiResult<Template> &details);
    void finish();
    void fail(const ApiError &error);

    Clock &m_clock;
    SandboxApi &m_api;
    const RateBudget &m_budget;
    QVector<Template> m_templates;
    QVector<Template> m_coming; ///< of the read under way
    QSet<QString> m_comingKeys;
    QStringList m_cursors; ///< seen by it
    QHash<QString, Template> m_details;
    QHash<QString, std::shared_ptr<RequestHandle>> m_detailRequests;
    std::optional<MonoTime> m_readAt;
    std::optional<ApiError> m_error;
    RequestHandle m_request;
    Timer m_wait;
    Timer m_detailsWait;
    bool m_isReading = false;
    bool m_isIncomplete = false;
};

} // namespace sandglass
