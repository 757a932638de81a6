package dev.gatehouse.events;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.api.Json;
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
public final class Receiver implements AutoCloseable {
    /** A message that came. */
    public record Message(HttpHeaders headers, String body) {
        public String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        public JsonNode json() {
            return Json.read(body, JsonNode.class);
        }

        public String type() {
            return json().get("type").asString();
        }

        /** Whether the independent implementation takes it as signed by that secret. */
        public boolean isSignedBy(String secret) {
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

    public Receiver() {
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

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** How many messages it has and does not answer. */
    public int held() {
        return held.get();
    }

    public void answerNext(Behaviour behaviour) {
        next.add(behaviour);
    }

    public void answerAll(Behaviour behaviour) {
        usual = behaviour;
    }

    public static Behaviour status(int status, String body, String... headers) {
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
    public static Behaviour endless() {
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
    public Behaviour hold() {
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
