package dev.gatehouse.connector.http;

import dev.gatehouse.api.Json;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operation answers: a response whose body is at hand, or content. Immutable, but for a stream it may hold. */
public final class Answer {
    private static final byte[] NOTHING = {};

    private final Response head;
    private final @Nullable FileContent content;

    private Answer(Response head, @Nullable FileContent content) {
        this.head = head;
        this.content = content;
    }

    /** 200 with the value as JSON. */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** The value as JSON: a tree, a record, a map or a list of Jackson's liking. */
    public static Answer json(int status, Object value) {
        return of(status, Response.JSON, Json.bytes(value));
    }

    /** 204. */
    public static Answer nothing() {
        return new Answer(Response.noContent(), null);
    }

    /** Text in UTF-8. */
    public static Answer text(int status, String mediaType, String text) {
        return of(status, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a media type. */
    public static Answer of(int status, String mediaType, byte[] bytes) {
        return new Answer(Response.of(status, mediaType, bytes), null);
    }

    /**
     * 200 with bytes that are sent while they are read. Whatever they are, they are sent as {@code
     * application/octet-stream}, so that no browser takes them for a page of the connector.
     */
    public static Answer content(FileContent content) {
        return new Answer(Response.of(200, "application/octet-stream", NOTHING), content);
    }

    /** The same with another header field. */
    public Answer withHeader(String name, String value) {
        return new Answer(head.withHeader(name, value), content);
    }

    /** The same, named as a file for whoever saves it (RFC 6266). */
    public Answer asFile(String name) {
        return withHeader("Content-Disposition", ContentDisposition.attachment(name));
    }

    public int status() {
        return head.status();
    }

    /** All of it but for content. */
    Response head() {
        return head;
    }

    Optional<FileContent> content() {
        return Optional.ofNullable(content);
    }
}
