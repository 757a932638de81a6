package dev.gatehouse.api;

import java.util.Locale;

/** An entry of an error catalogue. Codes never change their meaning. Immutable. */
public interface ErrorEntry {
    /** The stable code, for example {@code ERR12018}. */
    String code();

    /** The {@code message} member of an error body. */
    String name();

    /** The HTTP status. */
    int status();

    /** The description, with a {@code %s} for each argument. */
    String template();

    /** The description with its arguments filled in. */
    default String describe(Object... arguments) {
        return String.format(Locale.ROOT, template(), arguments);
    }

    /** The exception that ends a request with this error. */
    default ApiException with(Object... arguments) {
        return new ApiException(this, arguments);
    }
}
