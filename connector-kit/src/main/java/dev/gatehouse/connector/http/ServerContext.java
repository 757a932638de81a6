package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BufferPool;

/** What all requests of a server share. */
record ServerContext(
        ServerSettings settings,
        Routes routes,
        CallerGuard guard,
        Admission admission,
        Watchdog watchdog,
        RequestLog log,
        RequestSpans spans,
        BufferPool buffers) {}
