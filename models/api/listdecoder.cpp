// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listdecoder.h"

#include "api/fastrow.h"
#include "api/interned.h"
#include "api/listmemory.h"
#include "api/sandboxfields.h"

#include <QRandomGenerator>

#include <simdjson.h>
#include <string_view>

namespace sandglass {

using namespace fields;

namespace {

// Deeper than any sandbox; beyond it the plain way decides.
constexpr std::size_t kDeepest = 64;
constexpr std::size_t kUsualRow = 4096;

bool readRowPlainly(std::string_view text, ListPage &page)
{
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return false;
    addTo(page, JsonRow(document.object()));
    return true;
}

} // namespace

struct ListDecoder::Private
{
    Private()
    {
        if (rowParser.allocate(kUsualRow, kDeepest) != simdjson::SUCCESS)
            qBadAlloc();
    }

    /// Where the sandboxes of a list stand in its text; nothing where the list is not of the usual form.
    [[nodiscard]] std::vector<std::string_view> split(std::size_t size);
    /// The text without its sandboxes is small; what it says is read the plain way, and nothing else has a
    /// say in it.
    [[nodiscard]] std::optional<Page> readEnvelope(const std::vector<std::string_view> &rows,
                                                   std::size_t size) const;
    [[nodiscard]] bool readRow(std::string_view text, ListPage &page);
    /// The sandboxes of the page; nothing where the plain way has to decide.
    [[nodiscard]] std::optional<ListPage> readRows(const std::vector<std::string_view> &rows);
    [[nodiscard]] std::optional<ListPage> decode(const QByteArray &body);

    simdjson::ondemand::parser splitter;
    simdjson::dom::parser rowParser;
    std::vector<char> text; ///< of the answer, with room behind it, which simdjson wants
    Interned texts;
    FastRow row{texts};
    const quint64 seed = QRandomGenerator::global()->generate64();
    ListMemory memory;
};

std::vector<std::string_view> ListDecoder::Private::split(std::size_t size)
{
    std::vector<std::string_view> rows;
    simdjson::ondemand::document document;
    simdjson::ondemand::object list;
    if (splitter.iterate(text.data(), size, text.size()).get(document) || document.get_object().get(list))
        return {};
    for (auto field : list) {
        std::string_view key;
        if (field.unescaped_key().get(key))
            return {};
        if (key != "data")
            continue;
        simdjson::ondemand::array data;
        if (field.value().get_array().get(data))
            return {};
        for (auto element : data) {
            simdjson::ondemand::object object;
            std::string_view raw;
            if (element.get_object().get(object) || object.raw_json().get(raw))
                return {};
            rows.push_back(raw);
        }
        return rows;
    }
    return {};
}

std::optional<Page> ListDecoder::Private::readEnvelope(const std::vector<std::string_view> &rows,
                                                       std::size_t size) const
{
    // A mark in their place: a second "data" would win, and the mark would not be found.
    const QByteArray mark = QByteArray::number(seed, 16);
    const char *begin = text.data();
    const char *end = begin + size;
    const char *rest = rows.back().data() + rows.back().size();
    const QByteArray envelope =
        QByteArray(begin, rows.front().data() - begin) + '"' + mark + '"' + QByteArray(rest, end - rest);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(envelope, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    const QJsonArray data = document.object()[QLatin1StringView("data")].toArray();
    if (data.size() != 1 || data.first().toString().toLatin1() != mark)
        return std::nullopt;
    return pageOf(document.object());
}

bool ListDecoder::Private::readRow(std::string_view rowText, ListPage &page)
{
    simdjson::dom::element element;
    simdjson::dom::object object;
    // Not a copy: there is room behind each row, the next one.
    if (rowParser.parse(rowText.data(), rowText.size(), false).get(element) ||
        element.get_object().get(object))
        return false;
    if (!row.read(object))
        return readRowPlainly(rowText, page);
    addTo(page, row);
    return true;
}

std::optional<ListPage> ListDecoder::Private::readRows(const std::vector<std::string_view> &rows)
{
    ListPage page;
    std::vector<quint64> prints;
    prints.reserve(rows.size());
    for (const std::string_view rowText : rows)
        prints.push_back(qHashBits(rowText.data(), rowText.size(), seed));
    if (const QVector<SandboxRef> *same = memory.page(prints)) {
        page.sandboxes = *same;
    } else {
        page.sandboxes.reserve(static_cast<qsizetype>(rows.size()));
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (const SandboxRef *known = memory.find(prints[at]))
                page.sandboxes.append(*known);
            else if (!readRow(rows[at], page))
                return std::nullopt;
        }
    }
    if (page.skipped == 0)
        memory.remember(std::move(prints), page.sandboxes);
    return page;
}

std::optional<ListPage> ListDecoder::Private::decode(const QByteArray &body)
{
    const auto size = static_cast<std::size_t>(body.size());
    if (text.size() < size + simdjson::SIMDJSON_PADDING)
        text.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(body.begin(), body.end(), text.begin());
    const std::vector<std::string_view> rows = split(size);
    if (rows.empty())
        return std::nullopt;
    const std::optional<Page> rest = readEnvelope(rows, size);
    if (!rest)
        return std::nullopt;
    std::optional<ListPage> page = readRows(rows);
    if (!page)
        return std::nullopt;
    page->hasMore = rest->hasMore;
    page->nextCursor = rest->nextCursor;
    return page;
}

ListDecoder::ListDecoder() : d(std::make_unique<Private>()) {}

ListDecoder::~ListDecoder() = default;

void ListDecoder::beginList()
{
    d->memory.beginList();
}

Decoded<ListPage> ListDecoder::decode(const QByteArray &body)
{
    if (std::optional<ListPage> page = d->decode(body))
        return *std::move(page);
    return codec::decodeListPlainly(body);
}

} // namespace sandglass
