package dev.gatehouse.pages;

import dev.gatehouse.api.ApiException;
import java.util.List;
import java.util.Objects;

/**
 * Words of a page that are chosen before it is known in which language they are read. Immutable.
 *
 * @param key of a text
 * @param arguments what its placeholders stand for, in their order
 */
public record Message(String key, List<Object> arguments) {
    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /** The text for that many: its key ends with {@code .one} or {@code .other}, and its placeholder is the number. */
    public static Message counted(String key, long count) {
        return of(key + (count == 1 ? ".one" : ".other"), count);
    }

    /** What to tell people whom a throttle holds off. @param refused as {@link #retryAfter} takes it */
    public static Message tooMany(ApiException refused) {
        return counted("too-many", Long.parseLong(retryAfter(refused)) / 60 + 1);
    }

    /** How long they are held off, in seconds: a throttle always says so. */
    public static String retryAfter(ApiException refused) {
        return Objects.requireNonNull(refused.headers().get("Retry-After"), "the throttle says how long");
    }
}
