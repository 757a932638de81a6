/**
 * The HTTP adapter: routes, requests, responses, paging, and how errors and challenges are written.
 *
 * <p>Features declare {@link dev.gatehouse.http.Route}s and are called with a {@link dev.gatehouse.http.Request}; they
 * never see an event loop. This package knows no feature.
 */
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
