package dev.gatehouse.http;

import io.vertx.core.http.HttpHeaders;

/** Names of header fields in the form whose check and hash cost nothing per request. */
final class HeaderNames {
    static final CharSequence ACCEPT = HttpHeaders.createOptimized("Accept");
    static final CharSequence AUTHORIZATION = HttpHeaders.createOptimized("Authorization");
    static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    static final CharSequence CONNECTION = HttpHeaders.createOptimized("Connection");
    static final CharSequence CONTENT_ENCODING = HttpHeaders.createOptimized("Content-Encoding");
    static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");
    static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    static final CharSequence ETAG = HttpHeaders.createOptimized("ETag");
    static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");
    static final CharSequence HOST = HttpHeaders.createOptimized("Host");
    static final CharSequence IF_NONE_MATCH = HttpHeaders.createOptimized("If-None-Match");
    static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    static final CharSequence TRANSFER_ENCODING = HttpHeaders.createOptimized("Transfer-Encoding");
    static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");

    private HeaderNames() {}
}
