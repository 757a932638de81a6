package dev.gatehouse.client.call;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An answer with its whole body. */
public record ApiReply(int status, HttpHeaders headers, byte[] body) {
    /** Content that came without a head of its own. */
    static ApiReply ok(byte[] content) {
        return new ApiReply(200, HttpHeaders.of(Map.of(), (name, value) -> true), content);
    }

    /** The first field of that name. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The version of what was answered; empty where the answer does not say. */
    public String entityTag() {
        return header("ETag").orElse("");
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ApiReply[" + status + "]";
    }
}
