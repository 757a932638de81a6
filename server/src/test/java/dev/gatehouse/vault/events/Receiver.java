package dev.gatehouse.vault.events;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A real HTTP server that is called by webhooks. It takes every message unless it is told otherwise. */
final class Receiver implements AutoCloseable {
    /** A message that came. */
    record Message(HttpHeaders headers, String body) {
        String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        JsonNode json() {
            return Json.read(body, JsonNode.class);
        }

        String type() {
            return json().get("type").asString();
        }

        /** Whether the independent implementation takes it as signed by that secret. */
        boolean isSignedBy(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (EmptyWebhookSecretException | WebhookVerificationException e) {
                return false;
            }
        }
    }

    /** What to do instead of taking a message. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();
    private volatile Behaviour usual = exchange -> exchange.sendResponseHeaders(204, -1);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> headers = Map.copyOf(exchange.getRequestHeaders());
            messages.add(new Message(HttpHeaders.of(headers, (name, value) -> true), body));
            Behaviour behaviour = next.poll();
            (behaviour == null ? usual : behaviour).answer(exchange);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** How many messages it has and does not answer. */
    int held() {
        return held.get();
    }

    void answerNext(Behaviour behaviour) {
        next.add(behaviour);
    }

    void answerAll(Behaviour behaviour) {
        usual = behaviour;
    }

    static Behaviour status(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** A body that goes on until the caller hangs up. */
    static Behaviour endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[8192];
                while (true) {
                    out.write(block);
                }
            }
        };
    }

    /** No answer until this receiver is closed. */
    Behaviour hold() {
        return exchange -> {
            held.incrementAndGet();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
