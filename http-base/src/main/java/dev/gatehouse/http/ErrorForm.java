package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an API writes errors in a form of its own. Immutable.
 *
 * @param root the path below which whatever leads to no route is refused in this form too, such as {@code /token-storage};
 *     null where the form is that of single routes
 */
public record ErrorForm(@Nullable String root, Writer writer) {
    /** Writes an error down. Thread-safe. */
    @FunctionalInterface
    public interface Writer {
        /** @param acceptLanguage the request's header, or null */
        Response write(ApiException error, @Nullable String acceptLanguage);
    }

    /** One that is the same in every language. */
    public static ErrorForm of(@Nullable String root, Function<ApiException, Response> writer) {
        return new ErrorForm(root, (error, language) -> writer.apply(error));
    }

    /** Whether a path that leads to no route is this API's to refuse. */
    public boolean covers(String path) {
        return root != null && (path.equals(root) || path.startsWith(root + "/"));
    }
}
