// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/interned.h"
#include "api/plaintext.h"
#include "api/sandboxfields.h"

#include <cmath>
#include <simdjson.h>
#include <string_view>

/// A sandbox read by simdjson, as the templates of sandboxfields.h ask for it: each value means exactly what
/// it means in a QJsonValue. For ListDecoder alone.
namespace sandglass::fields {

inline QLatin1StringView latin1(std::string_view text)
{
    return QLatin1StringView(text.data(), static_cast<qsizetype>(text.size()));
}

/// A value of simdjson's, or none; asked about like a QJsonValue.
class FastValue
{
public:
    FastValue(const simdjson::dom::element *element, Interned &texts) : m_element(element), m_texts(texts) {}

    [[nodiscard]] bool isUndefined() const { return !m_element; }
    [[nodiscard]] bool isNull() const { return is(simdjson::dom::element_type::NULL_VALUE); }
    [[nodiscard]] bool isString() const { return is(simdjson::dom::element_type::STRING); }
    [[nodiscard]] std::string_view view() const { return m_element->get_string().value_unsafe(); }
    [[nodiscard]] const simdjson::dom::element *element() const { return m_element; }
    [[nodiscard]] Interned &texts() const { return m_texts; }

private:
    [[nodiscard]] bool is(simdjson::dom::element_type type) const
    {
        return m_element && m_element->type() == type;
    }

    const simdjson::dom::element *m_element;
    Interned &m_texts;
};

inline QString rawText(const FastValue &value)
{
    const std::string_view text = value.view();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline ReportedTime timestamp(const FastValue &value)
{
    const std::string_view text = value.view();
    return isPlainAscii(text) ? parseTimestamp(latin1(text)) : parseTimestamp(rawText(value));
}

/// Exactly what QJsonValue::toInteger() takes for an integer.
inline std::optional<qint64> integer(const FastValue &value)
{
    if (!value.element())
        return std::nullopt;
    switch (value.element()->type()) {
    case simdjson::dom::element_type::INT64:
        return value.element()->get_int64().value_unsafe();
    case simdjson::dom::element_type::DOUBLE: {
        const double number = value.element()->get_double().value_unsafe();
        constexpr double kBeyond = 9223372036854775808.0; // 2^63
        if (number >= -kBeyond && number < kBeyond && number == std::trunc(number))
            return static_cast<qint64>(number);
        return std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

inline double real(const FastValue &value)
{
    double number = 0;
    if (!value.element() || value.element()->get_double().get(number) != simdjson::SUCCESS)
        return 0;
    return number;
}

inline std::optional<bool> flag(const FastValue &value)
{
    bool is = false;
    if (!value.element() || value.element()->get_bool().get(is) != simdjson::SUCCESS)
        return std::nullopt;
    return is;
}

inline QString name(const FastValue &value, qsizetype most = kLongestName)
{
    if (!value.isString())
        return {};
    const std::string_view text = value.view();
    // What is kept was plain when it came first, and is shorter than any bound.
    if (const QString *known = value.texts().find(text))
        return *known;
    if (static_cast<qsizetype>(text.size()) <= most && isPlainAscii(text))
        return value.texts().text(text);
    return plainLine(rawText(value), most);
}

inline QString idText(const FastValue &value)
{
    if (value.isString())
        return name(value);
    const std::optional<qint64> number = integer(value);
    return number ? value.texts().number(*number) : QString{};
}

/// Whether some number in @p value is so small that QJsonDocument may refuse it. @p value is
/// no deeper than its parser allowed.
inline bool holdsTinyNumber(const simdjson::dom::element &value)
{
    constexpr double kSmallest = 1e-290;
    switch (value.type()) {
    case simdjson::dom::element_type::DOUBLE:
        return std::abs(value.get_double().value_unsafe()) < kSmallest;
    case simdjson::dom::element_type::ARRAY: {
        const simdjson::dom::array array = value.get_array().value_unsafe();
        return std::any_of(array.begin(), array.end(), [](auto element) { return holdsTinyNumber(element); });
    }
    case simdjson::dom::element_type::OBJECT: {
        const simdjson::dom::object object = value.get_object().value_unsafe();
        return std::any_of(object.begin(), object.end(),
                           [](const auto &field) { return holdsTinyNumber(field.value); });
    }
    default:
        return false;
    }
}

/// One element of the list, field by field.
class FastRow
{
public:
    explicit FastRow(Interned &texts) : m_texts(texts) {}

    /// False where the plain way has to decide.
    [[nodiscard]] bool read(const simdjson::dom::object &object)
    {
        m_known.fill(false);
        for (const auto [key, value] : object) {
            if (holdsTinyNumber(value))
                return false;
            const std::optional<Field> field = topFields().find(key);
            if (!field)
                continue;
            if (*field == Field::Resources)
                readResources(value);
            else
                set(*field, value);
        }
        return true;
    }

    FastValue operator[](Field field) const
    {
        const auto at = static_cast<std::size_t>(field);
        return {m_known[at] ? &m_values[at] : nullptr, m_texts};
    }

private:
    /// The field of a name; only those of one length are compared.
    class Names
    {
    public:
        Names(Field first, Field last)
        {
            for (auto at = static_cast<std::size_t>(first); at <= static_cast<std::size_t>(last); ++at) {
                const QLatin1StringView text = kFieldNames[at];
                m_byLength.at(static_cast<std::size_t>(text.size()))
                    .push_back({std::string_view(text.data(), static_cast<std::size_t>(text.size())),
                                static_cast<Field>(at)});
            }
        }

        [[nodiscard]] std::optional<Field> find(std::string_view key) const
        {
            if (key.size() >= m_byLength.size())
                return std::nullopt;
            for (const auto &[text, field] : m_byLength[key.size()]) {
                if (text == key)
                    return field;
            }
            return std::nullopt;
        }

    private:
        std::array<std::vector<std::pair<std::string_view, Field>>, 16> m_byLength;
    };

    static const Names &topFields()
    {
        static const Names kNames(Field::Id, Field::Resources);
        return kNames;
    }
    static const Names &resourceFields()
    {
        static const Names kNames(Field::Vcpu, Field::DiskGb);
        return kNames;
    }

    void set(Field field, const simdjson::dom::element &value)
    {
        const auto at = static_cast<std::size_t>(field);
        m_values[at] = value;
        m_known[at] = true; // of two of one name the last one counts
    }

    void readResources(const simdjson::dom::element &resources)
    {
        for (const Field field : {Field::Vcpu, Field::MemoryMb, Field::DiskMb, Field::DiskGb})
            m_known[static_cast<std::size_t>(field)] = false;
        simdjson::dom::object object;
        if (resources.get_object().get(object) != simdjson::SUCCESS)
            return;
        for (const auto [key, value] : object) {
            if (const std::optional<Field> field = resourceFields().find(key))
                set(*field, value);
        }
    }

    Interned &m_texts;
    std::array<simdjson::dom::element, kFieldNames.size()> m_values;
    std::array<bool, kFieldNames.size()> m_known{};
};

} // namespace sandglass::fields
