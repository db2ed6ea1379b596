// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"

#include <type_traits>
#include <utility>

namespace sandglass::test {

/// A shared sandbox never changes, so @p sandbox becomes another one that differs from it in @p field.
template<typename T>
void setField(SandboxRef &sandbox, T Sandbox::*field, std::type_identity_t<T> value)
{
    Sandbox changed = *sandbox;
    changed.*field = std::move(value);
    sandbox = SandboxRef(std::move(changed));
}

} // namespace sandglass::test
