package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database: they race for refresh tokens, hear revocations and agree on keys. */
class TwoIssuersTest {
    private static final Map<String, String> SETTINGS = Map.of("GATEHOUSE_ISSUER", "https://id.example.org");
    private static final int CALLERS = 32;

    private TestServer first;
    private TestServer second;
    private TokenFixture fixture;

    @BeforeEach
    void start() {
        DatabaseAddress database = TestDatabase.create();
        first = TestServer.start(database, TestServer.newDirectory(), SETTINGS);
        second = TestServer.start(database, first.data(), SETTINGS);
        fixture = new TokenFixture(first);
    }

    @AfterEach
    void stop() {
        fixture.close();
        first.close();
        second.close();
    }

    private static List<Answer> atOnce(int callers, java.util.function.IntFunction<Answer> call) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(callers);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> {
                    barrier.await();
                    return call.apply(caller);
                });
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private TestServer one(int i) {
        return i % 2 == 0 ? first : second;
    }

    private static boolean works(TestServer server, String token) {
        return server.admin().withToken(token).get("/oauth2/service?page=1").status() == 200;
    }

    private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }

    @Test
    void s4_requestsThatRaceWithOneRefreshTokenGetOneSuccessor() throws Exception {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        String token = granted.refresh();
        for (int round = 0; round < 5; round++) {
            String current = token;

            List<Answer> answers = atOnce(CALLERS, i -> refresh(one(i), granted.client(), current));

            assertThat(answers).allMatch(answer -> answer.status() == 200);
            Set<String> successors = answers.stream()
                    .map(answer -> member(answer, "refresh_token"))
                    .collect(Collectors.toSet());
            assertThat(successors).hasSize(1).doesNotContain(current);
            token = successors.iterator().next();
        }
    }

    @Test
    void s4_reuseByManyAtOnceLeavesNothingUsable() throws Exception {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        Answer next = refresh(first, granted.client(), granted.refresh()).expect(200);
        Answer last =
                refresh(second, granted.client(), member(next, "refresh_token")).expect(200);

        List<Answer> answers = atOnce(
                CALLERS,
                i -> refresh(
                        one(i), granted.client(), i < CALLERS / 2 ? granted.refresh() : member(last, "refresh_token")));

        assertThat(answers.subList(0, CALLERS / 2)).allMatch(answer -> answer.status() == 400);
        answers.stream().filter(answer -> answer.status() == 200).forEach(answer -> {
            refresh(first, granted.client(), member(answer, "refresh_token")).expect(400);
            soon(() -> assertThat(works(second, member(answer, "access_token"))).isFalse());
        });
    }

    @Test
    void aRevokedAccessTokenIsRefusedByTheOtherProcess() {
        TestServer.Registered client = first.newClient("admin", "oauth.service.r");
        String token = first.token(client.clientId(), client.secret());
        assertThat(works(second, token)).isTrue();
        assertThat(works(first, token)).isTrue();

        TokenFixture.form(first, client, "/oauth2/revoke", "token=" + token).expect(200);

        assertThat(works(first, token)).isFalse();
        soon(() -> assertThat(works(second, token)).isFalse());
    }

    @Test
    void aRevokedFamilyIsRefusedByTheOtherProcess() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        assertThat(works(second, granted.access())).isTrue();

        TokenFixture.form(first, granted.client(), "/oauth2/revoke", "token=" + granted.refresh())
                .expect(200);

        soon(() -> assertThat(works(second, granted.access())).isFalse());
        refresh(second, granted.client(), granted.refresh()).expect(400);
    }

    @Test
    void allProcessesSignWithTheNewKeyAndTakeTokensOfTheOld() throws Exception {
        TestServer.Registered client = first.newClient("admin", "oauth.service.r");
        String before = second.token(client.clientId(), client.secret());

        first.administrator().send("POST", "/oauth2/keys/rotation", null).expect(200);

        String kid = keyId(first.token(client.clientId(), client.secret()));
        assertThat(kid).isNotEqualTo(keyId(before));
        soon(() -> assertThat(keyId(second.token(client.clientId(), client.secret())))
                .isEqualTo(kid));
        assertThat(works(first, before)).isTrue();
        assertThat(works(second, before)).isTrue();
        assertThat(second.open().get("/oauth2/jwks").text()).contains(kid, keyId(before));
    }

    @Test
    void aCompromisedKeyIsForgottenEverywhere() throws Exception {
        TestServer.Registered client = first.newClient("admin", "oauth.service.r");
        String before = second.token(client.clientId(), client.secret());
        assertThat(works(first, before)).isTrue();
        assertThat(works(second, before)).isTrue();

        first.administrator()
                .send("POST", "/oauth2/keys/rotation?compromised=true", null)
                .expect(200);

        assertThat(works(first, before)).isFalse();
        soon(() -> assertThat(works(second, before)).isFalse());
        assertThat(first.open().get("/oauth2/jwks").text()).doesNotContain(keyId(before));
        soon(() -> assertThat(works(second, second.token(client.clientId(), client.secret())))
                .isTrue());
        assertThat(first.administrator()
                        .get("/oauth2/audit?page=1&action=signing-key.rotate")
                        .text())
                .contains("\"compromised\":true");
    }

    private static String keyId(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
