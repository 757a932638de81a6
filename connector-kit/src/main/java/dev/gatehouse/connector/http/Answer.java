package dev.gatehouse.connector.http;

import dev.gatehouse.connector.FileContent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered to a request. Immutable, but for a stream it may hold. */
public final class Answer {
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] bytes;
    private final @Nullable FileContent content;

    private Answer(int status, Map<String, String> headers, byte[] bytes, @Nullable FileContent content) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
        this.content = content;
    }

    /** 200 with the value as JSON. */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** The value as JSON: a tree, a record, a map or a list of Jackson's liking. */
    public static Answer json(int status, Object value) {
        return of(status, JSON, Json.bytes(value));
    }

    /** 204. */
    public static Answer nothing() {
        return new Answer(204, Map.of(), NOTHING, null);
    }

    /** Text in UTF-8. */
    public static Answer text(int status, String mediaType, String text) {
        return of(status, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a media type. */
    public static Answer of(int status, String mediaType, byte[] bytes) {
        return new Answer(status, Map.of("Content-Type", mediaType), bytes, null);
    }

    /**
     * 200 with bytes that are sent while they are read. Whatever they are, they are sent as {@code
     * application/octet-stream}, so that no browser takes them for a page of the connector.
     */
    public static Answer content(FileContent content) {
        return new Answer(200, Map.of("Content-Type", "application/octet-stream"), NOTHING, content);
    }

    /** The same with another header field. */
    public Answer withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new Answer(status, more, bytes, content);
    }

    /** The same, named as a file for whoever saves it (RFC 6266). */
    public Answer asFile(String name) {
        return withHeader("Content-Disposition", ContentDisposition.attachment(name));
    }

    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] bytes() {
        return bytes;
    }

    Optional<FileContent> content() {
        return Optional.ofNullable(content);
    }
}
