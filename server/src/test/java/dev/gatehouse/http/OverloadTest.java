package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More requests than a server takes on: those over the bound hear it at once, those under it are answered. */
class OverloadTest {
    private static final int BOUND = 4;
    private static final int ROUNDS = 5;

    /** More than a stream's window takes. */
    private static final int BODY = 1024 * 1024;

    private static TestServer server;
    private static Api administrator;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_MAX_REQUESTS_IN_FLIGHT", Integer.toString(BOUND)));
        administrator = server.administrator();
        administrator.get("/oauth2/service?page=1").expect(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * Runs this while as many requests as the server takes on wait for the database, then looks at their answers. Where
     * one of them was answered early, because it waited too long or the question whether the server is ready took its
     * turn, it counts for nothing and is repeated.
     */
    private static void whileBusy(Runnable then) {
        AssertionError failure = null;
        for (int round = 0; round < ROUNDS; round++) {
            List<RawConnection> accepted = new ArrayList<>();
            try {
                failure = failureWhileBusy(accepted, then);
                if (accepted.stream().allMatch(connection -> connection.read().status() == 200)) {
                    break;
                }
                failure = new AssertionError("the requests that were taken on are not answered", failure);
            } finally {
                accepted.forEach(RawConnection::close);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static AssertionError failureWhileBusy(List<RawConnection> accepted, Runnable then) {
        return server.jdbi().inTransaction(handle -> {
            handle.execute("lock table service in access exclusive mode");
            for (int i = 0; i < BOUND; i++) {
                RawConnection connection = RawConnection.to(server.adminUrl());
                accepted.add(connection);
                connection.sendHead(
                        "GET /oauth2/service?page=1 HTTP/1.1",
                        "Host: x",
                        "Authorization: Bearer " + administrator.token());
            }
            await().until(() -> server.admin().get("/health/ready").status() == 503
                    || accepted.stream().anyMatch(RawConnection::isAnswered));
            try {
                then.run();
                return null;
            } catch (AssertionError e) {
                return e;
            }
        });
    }

    private static void expectBusy(Answer answer) {
        answer.expectError(503, "ERR12106", "SERVER_BUSY");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void s22_whatIsOverTheBoundIsRefusedAtOnce() {
        whileBusy(() -> {
            for (int i = 0; i < 10; i++) {
                expectBusy(administrator.get("/oauth2/service?page=1"));
                expectBusy(administrator.delete("/oauth2/service/x"));
            }
        });
        administrator.get("/oauth2/service?page=1").expect(200);
    }

    @Test
    void s22_theBodyOfWhatIsRefusedIsReadOn() {
        whileBusy(() -> {
            try (RawHttp2 http = new RawHttp2(server.adminUrl())) {
                byte[] head = http.block(
                        "POST",
                        "/access/never-asked-for/a",
                        "content-type",
                        "application/json",
                        "content-length",
                        Integer.toString(BODY));
                http.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
                assertThat(http.readStatus(1)).isEqualTo(503);
                http.sendBody(1, BODY, true);
            }
        });
    }

    @Test
    void s22_theTokenEndpointSaysItInItsOwnWords() {
        whileBusy(() -> {
            Answer answer = server.open()
                    .withBasic("x", "y")
                    .send(
                            "POST",
                            "/oauth2/token",
                            "grant_type=client_credentials",
                            "Content-Type",
                            "application/x-www-form-urlencoded")
                    .expect(503);
            assertThat(answer.json().get("error").asString()).isEqualTo("temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    }

    @Test
    void s22_whatIsAnsweredFromMemoryGoesOn() {
        whileBusy(() -> {
            for (int i = 0; i < 10; i++) {
                server.admin().get("/health/live").expect(200);
                server.open().get("/oauth2/jwks").expect(200);
            }
        });
    }
}
