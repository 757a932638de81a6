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
import tools.jackson.databind.JsonNode;

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
    void newEndpointsAreHeardOf() {
        String token = service.token("pets.r");
        assertThat(status(token, "/v2/pets")).isEqualTo(403);

        service.replaceEndpoints("[{\"endpoint\":\"/v2/pets@get\",\"operation\":\"list\",\"scope\":\"pets.r\"}]");

        await().untilAsserted(() -> assertThat(status(token, "/v2/pets")).isEqualTo(200));
    }

    @Test
    void whatItDecidedIsCountedWithGatehouse() {
        TestServer.Registered owners = SERVER.newClient("admin", "oauth.service.r", "oauth.usage.w");
        TestServer.Registered caller = SERVER.newClient("admin", "pets.r");
        String token = SERVER.token(caller.clientId(), caller.secret());
        try (ServiceGuard reporting =
                service.guard().credentials(owners.clientId(), owners.secret()).start()) {
            ForwardedRequest pets = ForwardedRequest.of("GET", "/v1/pets");
            await().until(() -> {
                reporting.check(pets, List.of("Bearer " + token));
                return reporting.checkFromMemory(pets, List.of("Bearer " + token)) != null;
            });
            for (int i = 0; i < 40; i++) {
                reporting.check(pets, List.of("Bearer " + token));
            }
            reporting.check(ForwardedRequest.of("POST", "/v1/pets"), List.of("Bearer " + token));
        }

        await().untilAsserted(() -> {
            JsonNode usage = SERVER.administrator()
                    .get("/oauth2/client/" + caller.clientId() + "/usage")
                    .expect(200)
                    .json();
            assertThat(usage.get("calls").asLong()).isGreaterThanOrEqualTo(41);
            assertThat(usage.get("refused").asLong()).isPositive();
        });
    }

    @Test
    void inShadowModeNothingIsRefused() {
        setMode("shadow");

        await().untilAsserted(() -> assertThat(guard.check(ForwardedRequest.of("GET", "/v1/pets"), List.of()))
                .isEqualTo(new Verdict.Passed(Caller.NOBODY, "")));
        assertThat(status(service.token("pets.w"), "/v1/pets")).isEqualTo(200);

        setMode("enforce");

        await().untilAsserted(() ->
                assertThat(status(service.token("pets.w"), "/v1/pets")).isEqualTo(403));
    }

    private void setMode(String mode) {
        SERVER.administrator()
                .put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Pets","decisionMode":"%s",
                 "scope":"pets.r pets.w pets.mine pets.admin"}
                """.formatted(service.serviceId(), mode))
                .expect(200);
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
