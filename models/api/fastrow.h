// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/interned.h"
#include "api/plaintext.h"
#include "api/sandboxfields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <simdjson.h>
#include <string_view>
#include <variant>

/// A sandbox read by simdjson on demand, as the templates of sandboxfields.h ask for it: each value means
/// exactly what it means in a QJsonValue. For ListDecoder alone.
namespace sandglass::fields {

inline QLatin1StringView latin1(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

struct FastNested
{};

/// What a value says; a monostate is no value at all. Integers beyond 64 bits with a sign are doubles.
using FastScalar =
    std::variant<std::monostate, std::nullptr_t, bool, qint64, double, std::string_view, FastNested>;

/// A value of a row, or none; asked about like a QJsonValue.
class FastValue
{
public:
    FastValue(const FastScalar &scalar, Interned &texts) : m_scalar(scalar), m_texts(texts) {}

    [[nodiscard]] bool isUndefined() const { return as<std::monostate>(); }
    [[nodiscard]] bool isNull() const { return as<std::nullptr_t>(); }
    [[nodiscard]] bool isString() const { return as<std::string_view>(); }
    [[nodiscard]] std::string_view view() const { return *as<std::string_view>(); }
    /// nullptr unless it is a @p Kind.
    template<typename Kind>
    [[nodiscard]] const Kind *as() const
    {
        return std::get_if<Kind>(&m_scalar);
    }
    [[nodiscard]] Interned &texts() const { return m_texts; }

private:
    const FastScalar &m_scalar;
    Interned &m_texts;
};

inline QString rawText(const FastValue &value)
{
    const std::string_view text = value.view();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline ReportedTime timestamp(const FastValue &value)
{
    // What is a time as it stands is ASCII; anything else may be one with strange spaces around it.
    const ReportedTime time = parseTimestamp(latin1(value.view()));
    return time.isKnown() ? time : parseTimestamp(rawText(value));
}

/// Exactly what QJsonValue::toInteger() takes for an integer.
inline std::optional<qint64> integer(const FastValue &value)
{
    if (const auto *number = value.as<qint64>())
        return *number;
    constexpr double kBeyond = 9223372036854775808.0; // 2^63
    const auto *number = value.as<double>();
    if (number && *number >= -kBeyond && *number < kBeyond && *number == std::trunc(*number))
        return static_cast<qint64>(*number);
    return std::nullopt;
}

inline double real(const FastValue &value)
{
    if (const auto *number = value.as<qint64>())
        return static_cast<double>(*number);
    const auto *number = value.as<double>();
    return number ? *number : 0;
}

inline std::optional<bool> flag(const FastValue &value)
{
    const auto *is = value.as<bool>();
    return is ? std::optional(*is) : std::nullopt;
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
        return value.texts().keep(text);
    return plainLine(rawText(value), most);
}

inline QString idText(const FastValue &value)
{
    if (value.isString())
        return name(value);
    const std::optional<qint64> number = integer(value);
    return number ? value.texts().number(*number) : QString{};
}

/// A short name of a field as it stands in a text, with the mark behind it: two words to compare.
class RawName
{
public:
    static constexpr std::size_t kLongest = 2 * sizeof(quint64) - 1;

    /// One that nothing is equal to.
    RawName() = default;
    /// Of what stands at @p raw, if that is @p name as it is and not too long.
    RawName(const char *raw, std::string_view name)
    {
        if (name.size() > kLongest || std::memcmp(raw, name.data(), name.size()) != 0 ||
            raw[name.size()] != '"')
            return;
        std::array<char, kLongest + 1> mask{};
        std::fill_n(mask.begin(), name.size() + 1, '\xff');
        std::memcpy(m_mask.data(), mask.data(), mask.size());
        m_words = wordsAt(raw);
    }

    /// Whether it stands at @p raw, behind which there is room for simdjson.
    [[nodiscard]] bool isAt(const char *raw) const { return m_mask[0] != 0 && wordsAt(raw) == m_words; }

private:
    using Words = std::array<quint64, 2>;

    [[nodiscard]] Words wordsAt(const char *raw) const
    {
        Words words;
        std::memcpy(words.data(), raw, sizeof words);
        return {words[0] & m_mask[0], words[1] & m_mask[1]};
    }

    Words m_words{};
    Words m_mask{};
};

/// Finds fields by their names. A service sends those of all sandboxes in one order, so the name that stood
/// at a place the last time is tried there first.
class FieldNames
{
public:
    static constexpr std::size_t kNotOurs = kFieldNames.size();

    FieldNames(Field first, Field last)
        : m_first(static_cast<std::size_t>(first)), m_last(static_cast<std::size_t>(last))
    {}

    /// Another object begins.
    void restart() { m_place = 0; }
    /// The number of the next field of the object in @p found, or kNotOurs; false where its name is no text.
    [[nodiscard]] bool find(simdjson::ondemand::field &field, std::size_t &found)
    {
        // All those that come late share the last place.
        Usual &usual = m_usual[std::min(m_place++, m_usual.size() - 1)];
        if (!usual.name.isAt(field.key().raw()) && !findAnew(field, usual))
            return false;
        found = usual.found;
        return true;
    }

private:
    struct Usual
    {
        RawName name;
        std::size_t found = kNotOurs;
    };

    static std::string_view textOf(std::size_t field)
    {
        const QLatin1StringView name = kFieldNames[field];
        return {name.data(), static_cast<std::size_t>(name.size())};
    }

    [[nodiscard]] bool findAnew(simdjson::ondemand::field &field, Usual &usual) const
    {
        const char *raw = field.key().raw();
        std::string_view name;
        if (field.unescaped_key().get(name))
            return false;
        std::size_t found = m_first;
        while (found <= m_last && textOf(found) != name)
            ++found;
        usual = {RawName(raw, name), found <= m_last ? found : kNotOurs};
        return true;
    }

    std::size_t m_first;
    std::size_t m_last;
    std::array<Usual, 32> m_usual;
    std::size_t m_place = 0;
};

/// One element of the list. Every value is read, ours or not: on demand, simdjson checks nothing else.
class FastRow
{
public:
    explicit FastRow(Interned &texts) : m_texts(texts) {}

    /// False where the plain way has to decide; @p object's document is of no use then. The texts are those
    /// of the document's parser.
    [[nodiscard]] bool read(simdjson::ondemand::object &object)
    {
        m_values.fill({});
        m_top.restart();
        return forEachField(object, [this](simdjson::ondemand::field &field) {
            std::size_t number = 0;
            if (!m_top.find(field, number))
                return false;
            if (number == static_cast<std::size_t>(Field::Resources))
                return readResources(field.value());
            return readInto(number, field.value());
        });
    }

    FastValue operator[](Field field) const { return {m_values[static_cast<std::size_t>(field)], m_texts}; }

private:
    static constexpr int kDeepest = 64; // deeper than any sandbox

    template<typename Visit>
    [[nodiscard]] static bool forEachField(simdjson::ondemand::object &object, Visit visit)
    {
        for (auto result : object) {
            simdjson::ondemand::field field;
            if (std::move(result).get(field) || !visit(field))
                return false;
        }
        return true;
    }

    /// Of two of one name the last one counts.
    [[nodiscard]] bool readInto(std::size_t number, simdjson::ondemand::value value)
    {
        return readScalar(value, m_values[number], kDeepest);
    }

    [[nodiscard]] bool readResources(simdjson::ondemand::value value)
    {
        for (const Field field : {Field::Vcpu, Field::MemoryMb, Field::DiskMb, Field::DiskGb})
            m_values[static_cast<std::size_t>(field)] = {};
        simdjson::ondemand::object object;
        if (value.get_object().get(object))
            return readInto(FieldNames::kNotOurs, value);
        m_sizes.restart();
        return forEachField(object, [this](simdjson::ondemand::field &field) {
            std::size_t number = 0;
            return m_sizes.find(field, number) && readInto(number, field.value());
        });
    }

    [[nodiscard]] static bool readScalar(simdjson::ondemand::value &value, FastScalar &scalar, int deepest)
    {
        simdjson::ondemand::json_type type{};
        if (value.type().get(type))
            return false;
        switch (type) {
        case simdjson::ondemand::json_type::string:
            return !value.get_string().get(scalar.emplace<std::string_view>());
        case simdjson::ondemand::json_type::number:
            return readNumber(value, scalar);
        case simdjson::ondemand::json_type::boolean:
            return !value.get_bool().get(scalar.emplace<bool>());
        case simdjson::ondemand::json_type::null: {
            scalar = nullptr;
            bool isNull = false;
            return !value.is_null().get(isNull) && isNull;
        }
        case simdjson::ondemand::json_type::array:
        case simdjson::ondemand::json_type::object:
            break;
        }
        scalar = FastNested{};
        return deepest > 0 && isSound(value, type, deepest - 1);
    }

    [[nodiscard]] static bool readNumber(simdjson::ondemand::value &value, FastScalar &scalar)
    {
        // Mostly; what this refuses it leaves unread.
        int64_t whole = 0;
        if (!value.get_int64().get(whole)) {
            scalar = qint64{whole};
            return true;
        }
        // Smaller ones QJsonDocument may refuse.
        constexpr double kSmallest = 1e-290;
        simdjson::ondemand::number number;
        if (value.get_number().get(number))
            return false;
        if (number.is_int64())
            scalar = qint64{number.get_int64()};
        else
            scalar = number.as_double();
        return !number.is_double() || std::abs(number.get_double()) >= kSmallest;
    }

    [[nodiscard]] static bool isSound(simdjson::ondemand::value &value, simdjson::ondemand::json_type type,
                                      int deepest)
    {
        FastScalar unknown;
        if (type == simdjson::ondemand::json_type::object) {
            simdjson::ondemand::object object;
            return !value.get_object().get(object) &&
                   forEachField(object, [&unknown, deepest](simdjson::ondemand::field &field) {
                       return !field.unescaped_key().error() && readScalar(field.value(), unknown, deepest);
                   });
        }
        simdjson::ondemand::array array;
        if (value.get_array().get(array))
            return false;
        for (auto result : array) {
            if (result.error())
                return false;
            simdjson::ondemand::value element = result.value_unsafe();
            if (!readScalar(element, unknown, deepest))
                return false;
        }
        return true;
    }

    Interned &m_texts;
    FieldNames m_top{Field::Id, Field::Resources};
    FieldNames m_sizes{Field::Vcpu, Field::DiskGb};
    std::array<FastScalar, kFieldNames.size() + 1> m_values; ///< one for all that are not ours
};

} // namespace sandglass::fields
