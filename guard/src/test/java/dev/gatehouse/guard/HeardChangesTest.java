package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guard hears of what ends tokens and changes endpoints, and would not ask by itself for long. */
class HeardChangesTest {
    private static final TestServer SERVER = TestServer.shared();

    private GuardedService service;
    private ServiceGuard guard;

    /** How a token ends, or loses a scope, before it expires. */
    enum End {
        REVOKED,
        CLIENT_REMOVED,
        OWNER_DISABLED,
        SCOPE_TAKEN
    }

    @BeforeEach
    void start() {
        service = GuardedService.register(SERVER);
        guard = service.guard().refresh(Duration.ofHours(1)).start();
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    private int status(String token, String target) {
        Verdict verdict = guard.check(ForwardedRequest.of("GET", target), List.of("Bearer " + token));
        return verdict instanceof Verdict.Refused refused ? refused.refusal().status() : 200;
    }

    private boolean isAnsweredFromMemory(String token) {
        return guard.checkFromMemory(ForwardedRequest.of("GET", "/v1/pets"), List.of("Bearer " + token)) != null;
    }

    @ParameterizedTest
    @EnumSource
    void s27_whatEndsATokenIsHeardOf(End end) {
        String owner = SERVER.newUser();
        TestServer.Registered client = SERVER.newClient(owner, "pets.r");
        String token = SERVER.token(client.clientId(), client.secret());
        await().untilAsserted(() -> {
            assertThat(status(token, "/v1/pets")).isEqualTo(200);
            assertThat(isAnsweredFromMemory(token)).isTrue();
        });

        end(end, owner, client, token);

        await().untilAsserted(
                        () -> assertThat(status(token, "/v1/pets")).isEqualTo(end == End.SCOPE_TAKEN ? 403 : 401));
    }

    private static void end(End end, String owner, TestServer.Registered client, String token) {
        switch (end) {
            case REVOKED ->
                SERVER.open()
                        .withBasic(client.clientId(), client.secret())
                        .send(
                                "POST",
                                "/oauth2/revoke",
                                "token=" + token,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .expect(200);
            case CLIENT_REMOVED ->
                SERVER.administrator()
                        .delete("/oauth2/client/" + client.clientId())
                        .expect(204);
            case OWNER_DISABLED ->
                SERVER.administrator()
                        .put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org","active":false}
                        """.formatted(owner, owner))
                        .expect(200);
            case SCOPE_TAKEN ->
                SERVER.administrator()
                        .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"Reader","ownerId":"%s","scope":""}
                        """.formatted(client.clientId(), owner))
                        .expect(200);
        }
    }

    @Test
    void otherPeoplesChangesMakeItAskNobody() {
        String token = service.token("pets.r");
        await().untilAsserted(() -> {
            assertThat(status(token, "/v1/pets")).isEqualTo(200);
            assertThat(isAnsweredFromMemory(token)).isTrue();
        });
        TestServer.Registered other = SERVER.newClient("admin", "pets.r");

        SERVER.administrator().delete("/oauth2/client/" + other.clientId()).expect(204);
        service.replaceEndpoints("[{\"endpoint\":\"/v1/pets@get\",\"operation\":\"list\",\"scope\":\"pets.r\"},"
                + "{\"endpoint\":\"/v2/pets@get\",\"operation\":\"list2\",\"scope\":\"pets.r\"}]");

        await().untilAsserted(() -> assertThat(status(token, "/v2/pets")).isEqualTo(200));
        assertThat(isAnsweredFromMemory(token)).isTrue();
    }

    @Test
    void aRevokedTokenOpensWhatIsOpenToEverybody() {
        TestServer.Registered client = SERVER.newClient("admin", "pets.r");
        String token = SERVER.token(client.clientId(), client.secret());
        end(End.REVOKED, "admin", client, token);

        Verdict verdict = guard.check(ForwardedRequest.of("GET", "/health"), List.of("Bearer " + token));

        assertThat(verdict).isEqualTo(new Verdict.Passed(Caller.NOBODY, "/health@get"));
    }
}
