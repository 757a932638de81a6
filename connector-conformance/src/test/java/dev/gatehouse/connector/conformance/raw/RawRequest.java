package dev.gatehouse.connector.conformance.raw;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A request whose arguments were read; of a form up to its content.
 *
 * @param exchange the request itself
 * @param arguments from body and query
 * @param filename the name of the content's part
 * @param content what is to be stored
 * @param form what is read from, once more to be read to its end
 */
record RawRequest(
        HttpExchange exchange,
        Map<String, JsonNode> arguments,
        Optional<String> filename,
        InputStream content,
        Optional<FormReader> form) {
    private static final int MAX_JSON = 1 << 20;

    static RawRequest read(HttpExchange exchange, Faults faults) throws IOException {
        Map<String, JsonNode> arguments = new LinkedHashMap<>(query(exchange, faults));
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (type.startsWith("multipart/form-data")) {
            return form(exchange, type, arguments);
        }
        if (type.startsWith("application/json")) {
            arguments.putAll(json(exchange.getRequestBody()));
        } else if (!type.isEmpty() && !type.equals("application/octet-stream")) {
            throw new Refused(415, "The body is of the type " + type + ", but JSON or a form is needed.");
        }
        InputStream content =
                type.startsWith("application/json") ? InputStream.nullInputStream() : exchange.getRequestBody();
        return new RawRequest(exchange, arguments, Optional.empty(), content, Optional.empty());
    }

    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    String method() {
        return exchange.getRequestMethod();
    }

    Optional<JsonNode> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** An argument that has to be there. */
    String text(String name, Faults faults) {
        String field = faults.has(Fault.NAMES_NO_FIELDS) ? "An argument" : name;
        JsonNode value = argument(name).orElseThrow(() -> new Refused(400, field + " is missing."));
        if (!value.isString()) {
            throw new Refused(400, field + " has to be a text.");
        }
        return value.asString();
    }

    /** Sees that the body came to its end. */
    void finish() throws IOException {
        if (form.isPresent()) {
            while (form.get().next().isPresent()) {}
        }
    }

    private static RawRequest form(HttpExchange exchange, String type, Map<String, JsonNode> arguments)
            throws IOException {
        int boundary = type.indexOf("boundary=");
        if (boundary < 0) {
            throw new Refused(400, "The form has no boundary.");
        }
        String quoted = type.substring(boundary + "boundary=".length());
        String bare = quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : quoted;
        FormReader form = new FormReader(exchange.getRequestBody(), bare);
        try {
            return fields(exchange, form, arguments);
        } catch (java.io.EOFException noForm) {
            throw new Refused(400, "The body is no form.");
        }
    }

    private static RawRequest fields(HttpExchange exchange, FormReader form, Map<String, JsonNode> arguments)
            throws IOException {
        Optional<FormReader.Head> head;
        while ((head = form.next()).isPresent()) {
            if (head.get().name().equals("files")) {
                return new RawRequest(exchange, arguments, head.get().filename(), form.content(), Optional.of(form));
            }
            String value = new String(form.content().readNBytes(MAX_JSON), StandardCharsets.UTF_8);
            arguments.put(head.get().name(), JsonNodeFactory.instance.stringNode(value));
        }
        return new RawRequest(exchange, arguments, Optional.empty(), InputStream.nullInputStream(), Optional.empty());
    }

    private static Map<String, JsonNode> json(InputStream body) throws IOException {
        byte[] text = body.readNBytes(MAX_JSON);
        if (text.length == 0) {
            return Map.of();
        }
        try {
            JsonNode read = JsonMapper.shared().readTree(text);
            if (!read.isObject()) {
                throw new Refused(400, "The body has to be a JSON object.");
            }
            Map<String, JsonNode> members = new LinkedHashMap<>();
            read.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        } catch (JacksonException broken) {
            throw new Refused(400, "The body is no JSON.");
        }
    }

    private static Map<String, JsonNode> query(HttpExchange exchange, Faults faults) {
        Map<String, JsonNode> arguments = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || faults.has(Fault.IGNORES_THE_QUERY)) {
            return arguments;
        }
        boolean early = faults.has(Fault.SPLITS_QUERIES_AFTER_DECODING);
        for (String pair : (early ? decoded(query) : query).split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length < 2 ? "" : early ? parts[1] : decoded(parts[1]);
            arguments.put(parts[0], JsonNodeFactory.instance.stringNode(value));
        }
        return arguments;
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
