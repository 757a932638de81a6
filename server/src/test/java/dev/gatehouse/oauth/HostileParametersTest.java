package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization requests that are meant to break something. */
class HostileParametersTest {
    private static final List<String> NAMES = List.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "response_mode",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "prompt",
            "max_age",
            "login_hint",
            "id_token_hint",
            "resource",
            "request",
            "request_uri",
            "display",
            "ui_locales",
            "claims",
            "acr_values",
            "dpop_jkt",
            "authorization_details");

    private final TestServer server = TestServer.shared();
    private final WebClient client =
            WebClient.register(server, "confidential", List.of("authorization_code", "implicit"), "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    /** A page, or the way back to the client; never a failure of ours. */
    private static Answer decent(Answer answer) {
        assertThat(answer.status())
                .as("%s: %s", answer.request(), answer.text())
                .isIn(200, 303, 400);
        if (answer.status() == 303) {
            assertThat(answer.header("Location")).startsWith(WebClient.REDIRECT);
        }
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%20",
                "%00",
                "%0d%0aSet-Cookie:%20x=1",
                "%FF%FE",
                "%ED%A0%80",
                "%F0%9F%92%A9",
                "a%20a",
                "%22%5C",
                "99999999999999999999",
                "%7B%7D",
                "urn:ietf:params:oauth:request_uri:%00",
                "eyJhbGciOiJub25lIn0.e30.",
            })
    void noValueOfAnyParameterBreaksTheEndpoint(String value) {
        for (String name : NAMES) {
            decent(visitor.get(client.url("scope", "openid", name, null) + "&" + name + "=" + value));
        }
    }

    @Test
    void noParameterMayBeGivenTwice() {
        for (String name : NAMES) {
            Answer answer = decent(visitor.get(client.url(name, null) + "&" + name + "=a&" + name + "=a"));
            assertThat(answer.status()).as(name).isNotEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "code token, unsupported_response_type",
        "code id_token, unsupported_response_type",
        "code id_token token, unsupported_response_type",
        "code code, unsupported_response_type",
        "token token, unsupported_response_type",
        "none, unsupported_response_type",
        "CODE, unsupported_response_type",
    })
    void s5_mixedResponseTypesGiveNothing(String type, String error) {
        Answer back = visitor.get(client.url("response_type", type, "nonce", "n", "scope", "openid"));

        assertThat(back.expect(303).header("Location"))
                .contains("error=" + error)
                .doesNotContain("access_token=", "id_token=", "code=");
    }

    @Test
    void aLineBreakInTheStateStaysInTheState() {
        Answer back = visitor.get(client.url("state", "a\r\nSet-Cookie: evil=1", "scope", "nobody.has"));

        assertThat(back.expect(303).header("Location")).contains("error=").doesNotContain("\r", "\n");
        assertThat(back.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("evil"));
    }

    @Test
    void aLineBreakInAUserCodeLeadsNowhere() {
        Answer page = visitor.get("/device?user_code=BC%0d%0aLocation:%20https://evil.example");

        assertThat(page.expect(400).text()).doesNotContain("evil.example");
        assertThat(page.header("Location")).isNull();
    }

    @Test
    void aBlankStateOfALogoutIsNone() {
        Answer gone = visitor.get("/logout?state=%20&client_id=" + client.id() + "&post_logout_redirect_uri="
                + Visitor.encoded("https://app.example/bye?from=gatehouse"));

        assertThat(gone.expect(303).header("Location")).isEqualTo("https://app.example/bye?from=gatehouse");
    }

    @Test
    void hugeValuesAreRefusedBeforeTheyAreRead() {
        Answer pushed = client.post("/oauth2/par", client.request("state", "x".repeat(200_000)));
        assertThat(pushed.expect(413).json().get("error").asString()).isEqualTo("invalid_request");
        for (String name : List.of("state", "nonce", "scope")) {
            assertThat(visitor.get(client.url(name, "x".repeat(20_000))).status())
                    .isIn(414, 431);
        }
    }

    @Test
    void whatIsLargeButAllowedComesBackAsItWas() {
        String state = "s".repeat(10_000);

        Answer back = visitor.get(client.url("state", state, "scope", "nobody.has"));

        assertThat(WebClient.value(back, "state")).isEqualTo(state);
    }

    @Test
    void tenThousandScopesAreRefused() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "s" + i % 5000).collect(Collectors.joining(" "));

        assertThat(client.post("/oauth2/par", client.request("scope", many))
                        .expect(400)
                        .json()
                        .get("error")
                        .asString())
                .isIn("invalid_scope", "invalid_request");
        assertThat(client.post("/oauth2/token", java.util.Map.of("grant_type", "client_credentials", "scope", many))
                        .expect(400)
                        .text()
                        .length())
                .isLessThan(1000);
    }
}
