package dev.gatehouse.testing.vendor;

import dev.gatehouse.testing.FreePort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A third party on loopback: {@code /authorize} (consents at once), {@code /token}, {@code /revoke} and
 * {@code /api} (200 for a token it would accept, else 401). Thread-safe.
 */
public final class VendorSimulator implements AutoCloseable {
    public static final String CLIENT_ID = "our client/id";
    public static final String CLIENT_SECRET = "our+client:secret";
    private static final int MAX_HEAD = 64 * 1024;

    private final ServerSocket listener;
    private final String scheme;
    private final VendorGrants grants = new VendorGrants();
    private final VendorEndpoints endpoints = new VendorEndpoints(grants);
    private final List<VendorCall> calls = new CopyOnWriteArrayList<>();
    private final LinkedBlockingDeque<Function<VendorCall, VendorAnswer>> next = new LinkedBlockingDeque<>();
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Function<VendorCall, VendorAnswer> always;

    private VendorSimulator(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        Thread.ofPlatform().daemon().name("vendor").start(this::accept);
    }

    /** Listens on a port of loopback that nobody else takes once this is closed. */
    public static VendorSimulator start() {
        try {
            return on(FreePort.listen(), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers on a socket that listens already. */
    public static VendorSimulator on(ServerSocket listener, String scheme) {
        return new VendorSimulator(listener, scheme);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private URI url(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    public URI authorizeUrl() {
        return url("/authorize");
    }

    public URI tokenUrl() {
        return url("/token");
    }

    public URI revokeUrl() {
        return url("/revoke");
    }

    /** Its tokens. */
    public VendorGrants grants() {
        return grants;
    }

    /** How its endpoints behave when nothing else is said. */
    public VendorEndpoints endpoints() {
        return endpoints;
    }

    /** All calls so far. */
    public List<VendorCall> calls() {
        return List.copyOf(calls);
    }

    /** How many calls of the token endpoint brought something to redeem. */
    public long tokenCalls() {
        return calls.stream()
                .filter(call -> call.path().equals("/token") && !call.isOnlyAQuestion())
                .count();
    }

    /** How many calls of the token endpoint it had to answer at a time, at most. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Answers the next call of the token endpoint with this instead; several are used up in turn. */
    public VendorSimulator answerNext(VendorAnswer answer) {
        next.add(_ -> answer);
        return this;
    }

    /** Answers each call of the token endpoint with this from now on; null for what is usual. */
    public void answerAlways(VendorAnswer answer) {
        always = answer == null ? null : _ -> answer;
    }

    /** Lets each call of the token endpoint wait here from now on, before anything is redeemed. */
    public VendorHold holdAll() {
        VendorHold hold = new VendorHold();
        always = call -> {
            hold.pass();
            return endpoints.answer(call);
        };
        return hold;
    }

    /** Holds the next call of the token endpoint before anything is redeemed. */
    public VendorHold holdNextRequest() {
        VendorHold hold = new VendorHold();
        next.add(call -> {
            hold.pass();
            return endpoints.answer(call);
        });
        return hold;
    }

    /** Redeems what the next call of the token endpoint brings, and holds the answer back. */
    public VendorHold holdNextAnswer() {
        VendorHold hold = new VendorHold();
        next.add(call -> {
            VendorAnswer answer = endpoints.answer(call);
            hold.pass();
            return answer;
        });
        return hold;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.put(connection, Thread.ofVirtual().start(() -> serve(connection)));
            } catch (IOException e) {
                // Closed, or one that broke at once.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            VendorCall call = read(connection);
            calls.add(call);
            answer(call).writeTo(connection.getOutputStream());
            connection.shutdownOutput();
        } catch (IOException | RuntimeException e) {
            // The caller has gone, or what it sent was no request.
        } finally {
            connections.remove(connection);
        }
    }

    private VendorAnswer answer(VendorCall call) {
        if (!call.path().equals("/token") || call.isOnlyAQuestion()) {
            return endpoints.answer(call);
        }
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            return tokenAnswer(call);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private VendorAnswer tokenAnswer(VendorCall call) {
        Function<VendorCall, VendorAnswer> special = next.poll();
        Function<VendorCall, VendorAnswer> standing = always;
        return special != null ? special.apply(call) : standing != null ? standing.apply(call) : endpoints.answer(call);
    }

    private static VendorCall read(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < MAX_HEAD) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            head.append((char) read);
        }
        String[] lines = head.toString().split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(),
                    lines[i].substring(colon + 1).strip());
        }
        String[] request = lines[0].split(" ");
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new VendorCall(request[0], request[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Stops; calls that wait get no answer. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections.keySet()) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
