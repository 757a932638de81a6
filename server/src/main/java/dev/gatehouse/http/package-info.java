/**
 * The HTTP adapter: listeners, routing, deadlines, errors, paging, entity tags and JSON.
 *
 * <p>Features declare {@link dev.gatehouse.http.Route}s and are called with a {@link dev.gatehouse.http.Request}; they
 * never see an event loop. This package knows no feature.
 */
package dev.gatehouse.http;
