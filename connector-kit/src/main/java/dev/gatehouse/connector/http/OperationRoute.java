package dev.gatehouse.connector.http;

import dev.gatehouse.http.Route;

/**
 * An operation for callers of the connector, and what answers it. Body and answer may be content, which is moved while it is
 * read.
 *
 * @param template a path with parameters as OpenAPI writes them: {@code /project/{project-id}}
 * @param name what it is called in logs and metrics
 */
public record OperationRoute(String method, String template, String name, CallHandler handler) {
    Route on(TransferContext shared) {
        return Route.transfer(
                        method,
                        template,
                        CallerGuard.TOKEN,
                        transfer -> new OperationTransfer(shared, this, transfer).start())
                .named(name);
    }
}
