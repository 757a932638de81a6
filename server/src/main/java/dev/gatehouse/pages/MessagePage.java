package dev.gatehouse.pages;

import org.jspecify.annotations.Nullable;

/**
 * Something to read.
 *
 * @param problem whether it is about a failure
 * @param hint what to do about it, or null
 * @param link where to go on, or null
 * @param detail in English, for whoever is asked for help; or null
 */
public record MessagePage(
        Message title,
        Message text,
        boolean problem,
        @Nullable Message hint,
        @Nullable Link link,
        @Nullable String detail) {
    /** Where to go on. */
    public record Link(String path, Message text) {}

    /** A failure, with what can be done. @param key of three texts, {@code .title}, {@code .text} and {@code .hint} */
    public static MessagePage failure(String key, Object... arguments) {
        return failure(key, Message.of(key + ".text", arguments), arguments);
    }

    /** The same with a text of another key. */
    public static MessagePage failure(String key, Message text, Object... arguments) {
        return new MessagePage(
                Message.of(key + ".title", arguments), text, true, Message.of(key + ".hint", arguments), null, null);
    }

    /** Good news. @param key of two texts, {@code .title} and {@code .text} */
    public static MessagePage notice(String key, Object... arguments) {
        return new MessagePage(
                Message.of(key + ".title", arguments), Message.of(key + ".text", arguments), false, null, null, null);
    }

    /** The same with a way on. */
    public MessagePage leadingTo(String path, Message words) {
        return new MessagePage(title, text, problem, hint, new Link(path, words), detail);
    }

    /** The same with what its readers may be asked for. */
    MessagePage withDetail(@Nullable String english) {
        return new MessagePage(title, text, problem, hint, link, english);
    }
}
