package dev.gatehouse.http.syntax;

import io.vertx.core.http.HttpHeaders;

/** The name of a header field in the form whose hash costs nothing per request. Immutable. */
public final class FieldName {
    private final String text;
    private final CharSequence optimized;

    private FieldName(String text) {
        this.text = text;
        this.optimized = HttpHeaders.createOptimized(text);
    }

    public static FieldName of(String text) {
        return new FieldName(text);
    }

    public CharSequence optimized() {
        return optimized;
    }

    @Override
    public String toString() {
        return text;
    }
}
