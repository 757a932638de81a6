package dev.gatehouse.repository;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request. */
final class RepositoryCall {
    private static final int MAX_JSON = 1 << 20;

    private final HttpExchange exchange;
    private final List<String> path;

    RepositoryCall(HttpExchange exchange) {
        this.exchange = exchange;
        this.path = segments(exchange.getRequestURI().getRawPath());
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path as it was sent. */
    String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The names of the path, decoded. */
    List<String> path() {
        return path;
    }

    /** Whether method and path are these; {@code *} stands for any one name. */
    boolean is(String method, String... names) {
        if (!method().equals(method) || path.size() != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals("*") && !names[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    public Map<String, String> query() {
        return parameters(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    /** A number of the query, as paging takes it. */
    int number(String parameter, int otherwise, int largest) {
        String text = query().getOrDefault(parameter, String.valueOf(otherwise));
        if (!text.matches("[1-9][0-9]{0,6}") || Integer.parseInt(text) > largest) {
            throw new RepositoryRefusal(400, "Invalid value of " + parameter + ".");
        }
        return Integer.parseInt(text);
    }

    Map<String, String> form() throws IOException {
        return parameters(new String(exchange.getRequestBody().readNBytes(MAX_JSON), StandardCharsets.UTF_8));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }

    JsonNode json() throws IOException {
        if (!header("Content-Type").orElse("").startsWith("application/json")) {
            throw new RepositoryRefusal(415, "Invalid Content-Type header. Expected one of: application/json");
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_JSON + 1);
        if (bytes.length > MAX_JSON) {
            throw new RepositoryRefusal(413, "Request Entity Too Large");
        }
        return RepositoryJson.parse(bytes);
    }

    ObjectNode object() throws IOException {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw new RepositoryRefusal(400, "Invalid input type.");
    }

    public InputStream body() {
        return exchange.getRequestBody();
    }

    OptionalLong contentLength() {
        return header("Content-Length").stream().mapToLong(Long::parseLong).findFirst();
    }

    private static List<String> segments(String rawPath) {
        List<String> names = new ArrayList<>();
        for (String name : rawPath.split("/")) {
            if (!name.isEmpty()) {
                names.add(URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return List.copyOf(names);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> all = new HashMap<>();
        for (String parameter : text.split("&")) {
            String[] parts = parameter.split("=", 2);
            all.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return all;
    }
}
