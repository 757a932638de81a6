package dev.gatehouse.connector.http;

import java.io.IOException;

/** Answers requests; called on virtual threads, many at a time. */
@FunctionalInterface
public interface CallHandler {
    Answer handle(Call call) throws IOException;
}
