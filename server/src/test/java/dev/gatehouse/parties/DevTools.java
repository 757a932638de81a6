package dev.gatehouse.parties;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection to a browser, in the words of the Chrome DevTools protocol. Thread-safe. */
final class DevTools implements AutoCloseable {
    /** The browser did not do what it was told. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ANSWER_SECONDS = 30;

    private final AtomicLong count = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    DevTools(URI address) {
        this.socket = client.newWebSocketBuilder()
                .buildAsync(address, new Messages(this::take))
                .join();
    }

    /** Calls a method of the browser. */
    JsonNode call(String method, Map<String, Object> parameters) {
        return send(Map.of("id", count.incrementAndGet(), "method", method, "params", parameters));
    }

    /** Calls a method of one tab. */
    JsonNode call(String session, String method, Map<String, Object> parameters) {
        return send(
                Map.of("id", count.incrementAndGet(), "method", method, "params", parameters, "sessionId", session));
    }

    /** Hears a tab's events from now on. */
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    private JsonNode send(Map<String, Object> message) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put((Long) message.get("id"), answer);
        synchronized (this) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Refused(message.get("method") + ": " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new Refused(message.get("method") + " was not answered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private void take(String text) {
        JsonNode message = JSON.readTree(text);
        if (!message.has("id")) {
            listeners
                    .getOrDefault(message.path("sessionId").asString(""), event -> {})
                    .accept(message);
            return;
        }
        CompletableFuture<JsonNode> answer = pending.remove(message.get("id").asLong());
        if (message.has("error")) {
            answer.completeExceptionally(
                    new Refused(message.get("error").path("message").asString()));
            return;
        }
        answer.complete(message.get("result"));
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    /** Puts the pieces of messages together. */
    private static final class Messages implements WebSocket.Listener {
        private final Consumer<String> taker;
        private final StringBuilder pieces = new StringBuilder();

        Messages(Consumer<String> taker) {
            this.taker = taker;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                String message = pieces.toString();
                pieces.setLength(0);
                taker.accept(message);
            }
            socket.request(1);
            return null;
        }
    }
}
