package dev.gatehouse.connector.settings;

/** Everything that can be set, by its environment variable; docs/connectors.md has the same list. */
public enum ConnectorSetting {
    TOKEN_STORAGE(
            "CENTRAL_SERVICE_TOKEN_STORAGE",
            "",
            "URL of the token storage with the connector's client in it, http://ID:SECRET@host:6883/token-storage; none to"
                    + " run without one"),
    TOKEN_SECONDS(
            "CONNECTOR_TOKEN_SECONDS",
            "",
            "How long an access token must be good at least when it comes from the token storage; left out, it is the"
                    + " freshest that there is"),
    BIND("CONNECTOR_BIND", "127.0.0.1", "Address to listen on; 0.0.0.0 for every one"),
    PORT("CONNECTOR_PORT", "3000", "Port to listen on; 0 for any that is free"),
    CALLER_TOKEN(
            "CONNECTOR_CALLER_TOKEN", "", "What callers have to show, as bearer token or as password of HTTP Basic"),
    MAX_BYTES("CONNECTOR_MAXIMUM_BYTES", "107374182400", "Largest body, in bytes"),
    MAX_REQUESTS("CONNECTOR_MAXIMUM_REQUESTS", "200", "Most requests in flight; more are answered 503 at once"),
    STALL_SECONDS("CONNECTOR_STALL_SECONDS", "60", "How long a caller may neither send nor take 64 KiB"),
    CALL_SECONDS("CONNECTOR_CALL_SECONDS", "120", "How long the third party may make no progress"),
    REGISTER_SECONDS("CONNECTOR_REGISTER_SECONDS", "300", "How long to wait for the token storage at the start"),
    DRAIN_SECONDS("CONNECTOR_DRAIN_SECONDS", "20", "How long running requests have when the connector stops"),
    OTLP_ENDPOINT(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "",
            "Where traces are sent by OTLP over HTTP, such as http://localhost:4318"),
    SERVICE_NAME("OTEL_SERVICE_NAME", "", "What traces call this service; the connector's name where it is left out");

    private final String variable;
    private final String defaultValue;
    private final String meaning;

    ConnectorSetting(String variable, String defaultValue, String meaning) {
        this.variable = variable;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The environment variable. */
    public String variable() {
        return variable;
    }

    /** What holds where nobody sets it; empty for nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }
}
