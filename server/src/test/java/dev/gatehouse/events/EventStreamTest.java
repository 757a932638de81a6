package dev.gatehouse.events;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The stream of events, as clients read it. */
@Execution(ExecutionMode.SAME_THREAD)
class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static TestServer server;

    private final EventCallers caller = EventCallers.on(server);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A stream that is read line by line, in the background. */
    private static final class Reader implements AutoCloseable {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> end;

        Reader(TestServer server, String authorization, String lastEventId) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.adminUrl() + "/connections/events"))
                    .header("Authorization", authorization)
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            CompletableFuture<Integer> status = new CompletableFuture<>();
            end = http.sendAsync(request.build(), info -> {
                        status.complete(info.statusCode());
                        return HttpResponse.BodySubscribers.fromLineSubscriber(
                                new LineQueue(lines), queue -> null, StandardCharsets.UTF_8, "\n");
                    })
                    .thenAccept(answer -> {});
            assertThat(status).succeedsWithin(PATIENCE).isEqualTo(200);
        }

        /** The value of the next line that begins so. */
        String next(String field) {
            try {
                while (true) {
                    String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    assertThat(line).as("a line with " + field).isNotNull();
                    if (line.startsWith(field + ": ")) {
                        return line.substring(field.length() + 2);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private static String basic(EventCallers caller) {
        String pair = caller.client().clientId() + ":" + caller.client().secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Reader reader(String lastEventId) {
        return new Reader(server, basic(caller), lastEventId);
    }

    @Test
    void tellsWhatHappensAsItHappens() {
        try (Reader reader = reader(null)) {
            reader.next("id");
            caller.connect("maria");

            long place = Long.parseLong(reader.next("id"));
            assertThat(reader.next("event")).isEqualTo("connection.connected");
            assertThat(reader.next("data")).contains("\"user\":\"maria\"", caller.connector());
            caller.disconnect("maria");
            assertThat(Long.parseLong(reader.next("id"))).isGreaterThan(place);
            assertThat(reader.next("event")).isEqualTo("connection.revoked");
        }
    }

    @Test
    void goesOnWhereItWasLeft() {
        String left;
        try (Reader reader = reader(null)) {
            left = reader.next("id");
        }
        IntStream.range(0, 250).forEach(i -> connectInDatabase("person-" + i));

        List<String> told = new ArrayList<>();
        try (Reader reader = reader(left)) {
            for (int i = 0; i < 250; i++) {
                told.add(reader.next("data"));
            }
        }
        for (int i = 0; i < 250; i++) {
            assertThat(told.get(i)).contains("\"person-" + i + "\"");
        }
    }

    private void connectInDatabase(String user) {
        server.jdbi().useTransaction(handle -> {
            handle.execute(
                    "insert into vault_user (registrant, user_id, created) values (?, ?, now())",
                    caller.client().clientId(),
                    user);
            handle.execute(
                    "insert into connection (user_id, connector, registrant, connected, last_access)"
                            + " values (?, ?, ?, now(), now())",
                    user,
                    caller.connector(),
                    caller.client().clientId());
        });
    }

    @Test
    void s17_tellsNothingOfAnotherClientsConnections() {
        EventCallers other = EventCallers.on(server);
        try (Reader reader = reader(null);
                Reader administrator =
                        new Reader(server, "Bearer " + server.administrator().token(), null)) {
            reader.next("id");
            administrator.next("id");
            other.connect("not-for-us");
            caller.connect("maria");

            assertThat(reader.next("data")).contains("\"maria\"").doesNotContain("not-for-us");
            assertThat(administrator.next("event")).startsWith("connection.");
        }
    }

    @Test
    void s13_cutsOffWhoDoesNotRead() throws IOException {
        TestServer strict = TestServer.start(Map.of("GATEHOUSE_IDLE_SECONDS", "1"));
        EventCallers slow = EventCallers.on(strict);
        strict.jdbi().useHandle(handle -> handle.execute("""
                insert into connection_event (registrant, event_type, user_id, connector, reason)
                select ?, 'connection.revoked', 'user-' || i, 'port', repeat('x', 1000)
                  from generate_series(1, 20000) i
                """, slow.client().clientId()));
        soon(() -> assertThat(unpublished(strict)).isZero());
        try (strict;
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8192);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress("127.0.0.1", strict.adminUrl().getPort()));
            String head = "GET /connections/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 0\r\nAuthorization: "
                    + basic(slow) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            soon(() -> assertThat(openStreams(strict)).isZero());

            assertThat(readToEnd(socket)).isLessThan(10_000_000);
        }
    }

    private static long unpublished(TestServer server) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from connection_event where place is null")
                        .mapTo(Long.class)
                        .one());
    }

    private static int openStreams(TestServer server) {
        return server.admin()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("event_streams "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring("event_streams ".length())))
                .sum();
    }

    private static long readToEnd(Socket socket) throws IOException {
        byte[] block = new byte[65536];
        long all = 0;
        try {
            int read = socket.getInputStream().read(block);
            while (read >= 0) {
                all += read;
                read = socket.getInputStream().read(block);
            }
        } catch (SocketException reset) {
            return all;
        }
        return all;
    }

    @Test
    void endsWhenItsTokenIsNoLongerGood() {
        String token = server.token(caller.client().clientId(), caller.client().secret());
        try (Reader reader = new Reader(server, "Bearer " + token, null)) {
            reader.next("id");
            server.administrator()
                    .delete("/oauth2/client/" + caller.client().clientId())
                    .expect(204);

            assertThat(reader.end).succeedsWithin(PATIENCE);
        }
    }

    /** A team fewer is no reason: everything is told to administrators. */
    @Test
    void s27_goesOnForWhoIsAnAdministratorStill() {
        String userId = server.newUser();
        String team = "team-" + UUID.randomUUID();
        server.administrator().post("/oauth2/team", """
                        {"teamId":"%s","teamName":"Events","members":[{"userId":"%s","role":"owner"}]}
                        """.formatted(team, userId)).expect(200);
        TestServer.Registered client = server.newClient(userId, "oauth.admin", "token-storage.r");
        String token = server.token(client.clientId(), client.secret());
        try (Reader reader = new Reader(server, "Bearer " + token, null)) {
            reader.next("id");
            server.administrator().delete("/oauth2/team/" + team).expect(204);

            caller.connect("afterwards");

            assertThat(reader.next("data")).contains("\"afterwards\"");
        }
    }

    /** The token is good for less: it still has the scope that the stream takes. */
    @Test
    void s27_tellsNothingMoreToWhoWasAnAdministrator() {
        String userId = server.newUser();
        TestServer.Registered client = server.newClient(userId, "oauth.admin", "token-storage.r");
        String token = server.token(client.clientId(), client.secret());
        try (Reader reader = new Reader(server, "Bearer " + token, null)) {
            reader.next("id");
            caller.connect("before");
            assertThat(reader.next("data")).contains("\"before\"");
            server.administrator()
                    .put(
                            "/oauth2/user",
                            "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\",\"scope\":\"\"}"
                                    .formatted(userId, userId))
                    .expect(200);

            caller.connect("afterwards");

            assertThat(reader.end).succeedsWithin(PATIENCE);
            assertThat(reader.lines).noneMatch(line -> line.contains("afterwards"));
        }
    }

    @Test
    void doesNotHoldUpAServerThatStops() {
        TestServer stopping = TestServer.start(Map.of());
        EventCallers there = EventCallers.on(stopping);
        try (Reader reader = new Reader(stopping, basic(there), null)) {
            reader.next("id");
            stopping.close();

            assertThat(reader.end).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void s22_moreStreamsThanAllowedAreRefused() {
        try (TestServer small = TestServer.start(Map.of("GATEHOUSE_MAX_EVENT_STREAMS", "1"))) {
            EventCallers there = EventCallers.on(small);
            try (Reader reader = new Reader(small, basic(there), null)) {
                reader.next("id");

                there.api().get("/connections/events").expectError(503, "ERR12106", "SERVER_BUSY");
            }
        }
    }

    @Test
    void refusesAPlaceThatIsNone() {
        caller.api()
                .get("/connections/events", "Last-Event-ID", "yesterday")
                .expectError(400, "ERR12115", "HEADER_INVALID");
    }
}
