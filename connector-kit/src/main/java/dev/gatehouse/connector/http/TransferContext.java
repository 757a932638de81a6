package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BufferPool;

/** What all calls of operations share. */
record TransferContext(
        ServerSettings settings, Watchdog watchdog, TransferLog log, RequestSpans spans, BufferPool buffers) {}
