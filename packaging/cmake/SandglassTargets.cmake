# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The flags every target of Sandglass is built with, in one place, and the two ways to add a target.

add_library(sandglass_flags INTERFACE)
target_compile_features(sandglass_flags INTERFACE cxx_std_20)
target_compile_definitions(sandglass_flags INTERFACE
    QT_NO_KEYWORDS
    QT_NO_FOREACH
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    SANDGLASS_VERSION="${PROJECT_VERSION}")
target_compile_options(sandglass_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wimplicit-fallthrough -Werror=switch -Werror=return-type)
if(SANDGLASS_WERROR)
    target_compile_options(sandglass_flags INTERFACE -Werror)
endif()
if(SANDGLASS_SANITIZE)
    # GCC's null check misreads Qt's address-of-member signals as warnings under UBSan's instrumentation.
    target_compile_options(sandglass_flags INTERFACE -fsanitize=${SANDGLASS_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(sandglass_flags INTERFACE -fsanitize=${SANDGLASS_SANITIZE})
endif()

# What is tested runs under both sanitizers, optimised. The tests' own statements run once each: checking them for
# undefined behaviour and optimising them takes more than half of the time their compilation takes.
add_library(sandglass_test_flags INTERFACE)
if(SANDGLASS_SANITIZE MATCHES "undefined")
    target_compile_options(sandglass_test_flags INTERFACE -O0 -fno-sanitize=undefined)
endif()

# What makes a bug in memory harder to exploit; tests/release checks it on the built programs. Sanitizers have checks of
# their own, and the fortified functions would hide calls from them.
if(NOT SANDGLASS_SANITIZE)
    target_compile_options(sandglass_flags INTERFACE -fstack-protector-strong -fstack-clash-protection
                           $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_options(sandglass_flags INTERFACE -fcf-protection=full)
    endif()
endif()
# As needed: Qt Gui would also bring the OpenGL libraries, which every start would have to load.
target_link_options(sandglass_flags INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed)

# Qt would put the folders of every test into its compiler's command line, and ccache would share nothing between two
# checkouts. No test of ours looks for files that way.
if(TARGET Qt6::Test)
    set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
endif()

# The linker takes longer than the compiler on programs with sanitizers; mold takes a fraction of it.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    target_link_options(sandglass_flags INTERFACE -fuse-ld=mold)
endif()

# Where whole programs are built from nothing (a first start, the tests on a fresh machine), the files of a folder are
# compiled together: the headers and the templates of Qt are most of a build's work. Daily work builds file by file.
# At most ten at once, so that all processors have work until the end.
function(sandglass_group_by_folder)
    foreach(source IN LISTS ARGN)
        if(NOT source MATCHES "\\.cpp$")
            continue()
        endif()
        cmake_path(GET source PARENT_PATH folder)
        string(MAKE_C_IDENTIFIER "group_${folder}" group)
        list(APPEND ${group} ${source})
        list(LENGTH ${group} count)
        math(EXPR part "(${count} - 1) / 10")
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${part})
    endforeach()
endfunction()

# sandglass_library(NAME ROOT folder SOURCES ... LIBS ... [PCH header ...]): a static library whose headers are included as
# "<folder>/<file>.h" from ROOT: models/, views/ or app/.
function(sandglass_library name)
    cmake_parse_arguments(ARG "" "ROOT" "SOURCES;LIBS;PCH" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${ARG_ROOT})
    target_link_libraries(${name} PUBLIC sandglass_flags ${ARG_LIBS})
    set_target_properties(${name} PROPERTIES UNITY_BUILD_MODE GROUP)
    sandglass_group_by_folder(${ARG_SOURCES})
    # A few large compilations are done before a precompiled header of their own is.
    list(LENGTH ARG_SOURCES files)
    if(ARG_PCH AND NOT (CMAKE_UNITY_BUILD AND files LESS 100))
        target_precompile_headers(${name} PRIVATE ${ARG_PCH})
    endif()
endfunction()

# sandglass_test(NAME SOURCES ... LIBS ... [WIDGETS] [TIMEOUT seconds] [LABELS label ...]): a QtTest program registered with
# CTest. WIDGETS: it has windows. All share two precompiled headers (tests/support): making one takes longer than three files
# without.
function(sandglass_test name)
    cmake_parse_arguments(ARG "WIDGETS" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE sandglass_flags sandglass_test_flags Qt6::Test ${ARG_LIBS})
    if(ARG_WIDGETS)
        target_precompile_headers(${name} REUSE_FROM sandglass_widgettestmain)
    else()
        target_precompile_headers(${name} REUSE_FROM sandglass_testmain)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()
