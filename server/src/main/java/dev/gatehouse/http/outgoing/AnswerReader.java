package dev.gatehouse.http.outgoing;

import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gathers one answer, up to a size. Runs on the connection's event loop. */
final class AnswerReader {
    private final int mostBytes;
    private final CompletableFuture<OutgoingAnswer> answer = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();

    AnswerReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void readFrom(HttpClientRequest request) {
        request.exceptionHandler(answer::completeExceptionally);
        request.response().onSuccess(this::read).onFailure(answer::completeExceptionally);
    }

    /** Complete once the whole answer is there, or it is known that it will not come. */
    CompletableFuture<OutgoingAnswer> answer() {
        return answer;
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(this::add);
        response.endHandler(_ -> answer.complete(
                new OutgoingAnswer(response.statusCode(), headers(response), body.toString(StandardCharsets.UTF_8))));
    }

    private void add(Buffer chunk) {
        if (body.length() + chunk.length() > mostBytes) {
            answer.completeExceptionally(
                    new OutgoingException(Kind.TOO_LARGE, true, "the answer is larger than " + mostBytes + " bytes"));
        } else if (!answer.isDone()) {
            body.appendBuffer(chunk);
        }
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> first = new HashMap<>();
        response.headers().forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(first);
    }
}
