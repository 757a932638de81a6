package dev.gatehouse.connector.conformance.raw;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers a request. */
final class RawAnswer {
    private RawAnswer() {}

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        text(exchange, status, body.toString());
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static void nothing(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    static void done(HttpExchange exchange) throws IOException {
        json(exchange, 200, "{\"success\":true}");
    }

    /** So many bytes of a stream. */
    static void content(HttpExchange exchange, InputStream content, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        byte[] block = new byte[1 << 14];
        for (long left = length; left > 0; ) {
            int read = content.read(block, 0, (int) Math.min(left, block.length));
            out.write(block, 0, read);
            left -= read;
        }
    }
}
