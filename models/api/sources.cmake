# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The API client's part of sandglass_core; paths are relative to models/.
set(SANDGLASS_API_SOURCES
    api/agentapi.h
    api/agentclient.cpp api/agentclient.h
    api/apierror.h
    api/apikey.cpp api/apikey.h
    api/authorityfile.cpp api/authorityfile.h
    api/codec.cpp api/codec.h
    api/connectioncheck.cpp api/connectioncheck.h
    api/decoding.cpp api/decoding.h
    api/errorbody.cpp api/errorbody.h
    api/exchange.h
    api/fastrow.h
    api/hopxclient.cpp api/hopxclient.h
    api/httpmessage.h
    api/httpsender.h
    api/interned.cpp api/interned.h
    api/jsonfields.cpp api/jsonfields.h
    api/knownsecrets.cpp api/knownsecrets.h
    api/listdecoder.cpp api/listdecoder.h
    api/listmemory.cpp api/listmemory.h
    api/networkroute.cpp api/networkroute.h
    api/pendingexchange.cpp api/pendingexchange.h
    api/plaintext.cpp api/plaintext.h
    api/redaction.cpp api/redaction.h
    api/requesthandle.h
    api/responseheaders.cpp api/responseheaders.h
    api/safejson.cpp api/safejson.h
    api/sandboxapi.h
    api/sandboxfields.h
    api/serveraddress.cpp api/serveraddress.h
    api/templatecodec.cpp
    api/timestamps.cpp api/timestamps.h
    api/transport.cpp api/transport.h
    api/transporttexts.cpp api/transporttexts.h
    store/errorreport.cpp store/errorreport.h)
