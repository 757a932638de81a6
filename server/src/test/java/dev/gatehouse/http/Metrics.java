package dev.gatehouse.http;

import dev.gatehouse.testing.TestServer;

/** What a server tells at {@code /metrics} at one moment. */
public record Metrics(String text) {
    public static Metrics of(TestServer server) {
        return new Metrics(server.admin().get("/metrics").expect(200).text());
    }

    /** How many requests of this route were answered, whatever the status. */
    int answers(String route) {
        return (int) text.lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(line -> line.contains("route=\"" + route + "\""))
                .mapToDouble(Metrics::value)
                .sum();
    }

    /** A gauge without labels. */
    int gauge(String name) {
        return (int) text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(Metrics::value)
                .findFirst()
                .orElseThrow();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
