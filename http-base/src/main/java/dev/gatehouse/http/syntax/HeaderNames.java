package dev.gatehouse.http.syntax;

import io.vertx.core.http.HttpHeaders;

/** Names of header fields in the form whose check and hash cost nothing per request. */
public final class HeaderNames {
    public static final CharSequence ACCEPT = HttpHeaders.createOptimized("Accept");
    public static final CharSequence ACCEPT_LANGUAGE = HttpHeaders.createOptimized("Accept-Language");
    public static final CharSequence AUTHORIZATION = HttpHeaders.createOptimized("Authorization");
    public static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    public static final CharSequence CONNECTION = HttpHeaders.createOptimized("Connection");
    public static final CharSequence CONTENT_ENCODING = HttpHeaders.createOptimized("Content-Encoding");
    public static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");
    public static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    public static final CharSequence ETAG = HttpHeaders.createOptimized("ETag");
    public static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");
    public static final CharSequence HOST = HttpHeaders.createOptimized("Host");
    public static final CharSequence IF_NONE_MATCH = HttpHeaders.createOptimized("If-None-Match");
    public static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    public static final CharSequence TRANSFER_ENCODING = HttpHeaders.createOptimized("Transfer-Encoding");
    public static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");

    private HeaderNames() {}
}
