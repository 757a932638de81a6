package dev.gatehouse.http.input;

import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.http.RawConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Sends requests to a listener byte by byte as they are given, one after the other. Text stands for ISO 8859-1. */
final class Sender implements AutoCloseable {
    private final URI listener;
    private final String token;
    private RawConnection connection;

    Sender(URI listener, String token) {
        this.listener = listener;
        this.token = token;
    }

    RawAnswer send(String method, String target) {
        return send(method, target, "application/json", "");
    }

    RawAnswer send(String method, String target, String contentType, String body, String... fields) {
        return sendAs(token, method, target, contentType, body, fields);
    }

    /** @param fields more lines of the head */
    RawAnswer sendAs(String token, String method, String target, String contentType, String body, String... fields) {
        connection = connection == null ? RawConnection.to(listener) : connection;
        List<String> head = new ArrayList<>(List.of(
                method + " " + target + " HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + token,
                "Content-Type: " + contentType,
                "Content-Length: " + body.length()));
        head.addAll(List.of(fields));
        RawAnswer answer =
                connection.send(String.join("\r\n", head) + "\r\n\r\n" + body).read();
        if ("close".equalsIgnoreCase(answer.header("Connection"))) {
            close();
        }
        return answer;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
