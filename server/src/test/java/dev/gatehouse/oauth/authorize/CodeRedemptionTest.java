package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Codes are bound to whom they were given, live shortly, and work once (RFC 6749 section 4.1.3, RFC 7636 section 4.6). */
class CodeRedemptionTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client = WebClient.confidential(server, "orders.r");

    @Test
    void s2_aCodeNeedsItsVerifier() {
        assertRefused(client.redeem(people.code(client, user), "code_verifier", null), "invalid_grant");
        assertRefused(client.redeem(people.code(client, user), "code_verifier", "A".repeat(43)), "invalid_grant");
    }

    @Test
    void s2_publicClientsNeedTheVerifierAndNothingElse() {
        WebClient open = WebClient.register(server, "public", List.of("authorization_code"), "orders.r");

        open.redeem(people.code(open, user)).expect(200);
    }

    @Test
    void s3_aCodeWorksOnceAndItsReplayIsRefused() {
        String code = people.code(client, user);

        client.redeem(code).expect(200);

        assertRefused(client.redeem(code), "invalid_grant");
    }

    @Test
    void s3_ofManyAtOnceOneGetsTheTokens() throws Exception {
        String code = people.code(client, user);
        List<Future<Answer>> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> redeem = () -> client.redeem(code);
            for (int i = 0; i < 8; i++) {
                answers.add(executor.submit(redeem));
            }
        }
        int granted = 0;
        for (Future<Answer> answer : answers) {
            granted += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(granted).isEqualTo(1);
    }

    @Test
    void s3_aCodeLivesForAMinute() {
        String code = people.code(client, user);
        Instant expires = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select max(expires) from authorization_code where client_id = ?")
                                .bind(0, client.id())
                                .mapTo(Instant.class)
                                .one());
        assertThat(expires).isBefore(Instant.now().plus(Duration.ofSeconds(61)));

        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update authorization_code set expires = now() - interval '1 second' where client_id = ?",
                        client.id()));

        assertRefused(client.redeem(code), "invalid_grant");
    }

    @Test
    void aCodeIsBoundToItsClientAndRedirectUri() {
        WebClient other = WebClient.confidential(server, "orders.r");

        assertRefused(
                other.redeem(people.code(client, user), "code_verifier", client.verifier.getValue()), "invalid_grant");
        assertRefused(
                client.redeem(people.code(client, user), "redirect_uri", "http://127.0.0.1/native"), "invalid_grant");
        assertRefused(client.redeem(people.code(client, user), "redirect_uri", null), "invalid_grant");
        assertRefused(client.redeem("made-up"), "invalid_grant");
        assertRefused(client.redeem(people.code(client, user), "resource", "not a uri"), "invalid_target");
    }

    @Test
    void s9_codesAndSessionsAreStoredHashed() {
        Visitor visitor = new Visitor(server.publicUrl());
        String code = WebClient.value(
                visitor.submit(people.signIn(visitor, client, user), Map.of("decision", "allow")), "code");

        List<String> rows = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select c::text from authorization_code c union all select s::text from session s
                        """).mapTo(String.class).list());

        assertThat(rows).noneMatch(row -> row.contains(code) || row.contains(visitor.cookie("gatehouse-session")));
    }
}
