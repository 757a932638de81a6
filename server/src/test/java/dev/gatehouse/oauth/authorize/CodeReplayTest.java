package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.TokenFixture.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An authorization code that is presented more than once (RFC 6749 section 4.1.2, RFC 9700 section 2.1.1). */
class CodeReplayTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = people.newAdministrator();
    private final WebClient client = WebClient.register(
            server, "confidential", List.of("authorization_code", "refresh_token"), "oauth.service.r");

    private String code() {
        return people.code(client, user, "scope", "oauth.service.r");
    }

    private boolean works(String accessToken) {
        return server.admin()
                        .withToken(accessToken)
                        .get("/oauth2/service?page=1")
                        .status()
                == 200;
    }

    private boolean isActive(String token) {
        return client.post("/oauth2/introspect", Map.of("token", token))
                .expect(200)
                .json()
                .get("active")
                .asBoolean();
    }

    @Test
    void s3_aReplayTakesBackTheAccessTokenAndTheRefreshToken() {
        String code = code();
        Answer tokens = client.redeem(code).expect(200);
        String access = member(tokens, "access_token");
        String refresh = member(tokens, "refresh_token");
        assertThat(works(access)).isTrue();
        assertThat(isActive(access)).isTrue();
        assertThat(isActive(refresh)).isTrue();

        assertThat(member(client.redeem(code).expect(400), "error")).isEqualTo("invalid_grant");

        assertThat(works(access)).isFalse();
        assertThat(isActive(access)).isFalse();
        assertThat(isActive(refresh)).isFalse();
        Answer refused = client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh));
        assertThat(member(refused.expect(400), "error")).isEqualTo("invalid_grant");
    }

    @Test
    void s3_aReplayTakesBackWhatWasRefreshedMeanwhile() {
        String code = code();
        String refresh = member(client.redeem(code).expect(200), "refresh_token");
        Answer later = client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh))
                .expect(200);

        client.redeem(code).expect(400);

        assertThat(works(member(later, "access_token"))).isFalse();
        assertThat(isActive(member(later, "refresh_token"))).isFalse();
    }

    @Test
    void s3_ofTwentyAtOnceOneGetsTokensAndTheOthersRevokeThem() throws Exception {
        String code = code();
        List<Future<Answer>> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> redeem = () -> client.redeem(code);
            for (int i = 0; i < 20; i++) {
                answers.add(executor.submit(redeem));
            }
        }
        List<Answer> granted = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            if (answer.get().status() == 200) {
                granted.add(answer.get());
            } else {
                assertThat(member(answer.get().expect(400), "error")).isEqualTo("invalid_grant");
            }
        }

        assertThat(granted).hasSize(1);
        assertThat(works(member(granted.getFirst(), "access_token"))).isFalse();
        assertThat(isActive(member(granted.getFirst(), "access_token"))).isFalse();
        assertThat(isActive(member(granted.getFirst(), "refresh_token"))).isFalse();
    }

    @Test
    void s3_codesHave256BitsOfTheirOwn() {
        String first = code();

        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(code());
    }
}
