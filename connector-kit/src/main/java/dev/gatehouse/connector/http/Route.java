package dev.gatehouse.connector.http;


/**
 * A method and a path, and what answers them.
 *
 * @param template a path with parameters as OpenAPI writes them: {@code /project/{project-id}}
 * @param name what it is called in logs and metrics
 * @param open whether it is answered without the callers' token and beyond the bound on requests in flight
 */
public record Route(String method, String template, String name, boolean open, CallHandler handler) {
    /** For callers of the connector's interfaces. */
    public static Route guarded(String method, String template, String name, CallHandler handler) {
        return new Route(method, template, name, false, handler);
    }

    /** For operators and readers of documentation; shows nothing of anybody. */
    public static Route open(String template, String name, CallHandler handler) {
        return new Route("GET", template, name, true, handler);
    }
}
