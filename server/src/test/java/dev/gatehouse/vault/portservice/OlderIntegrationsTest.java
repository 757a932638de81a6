package dev.gatehouse.vault.portservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.crypto.Sha256;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connect.ConnectFixture;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calls of the port service as programs make them that were written for another one. */
class OlderIntegrationsTest {
    private static final String REDIRECT = "https://portal.example/rds";

    private final ConnectFixture fixture = new ConnectFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void registered(String... more) {
        fixture.registeredAt(
                fixture.vendor.authorizeUrl() + "%3Fredirect_uri=" + REDIRECT + "&response_type=code&client_id=ours",
                more);
    }

    private JsonNode offered() {
        return fixture.api
                .get("/port-service/service/" + fixture.name)
                .expect(200)
                .json();
    }

    /** As the web client does it: the registered address, decoded, and the state behind it. */
    private String codeByRegisteredUrl(JsonNode offered, String state) {
        String url = offered.at("/informations/authorize_url").asString().replace("%3F", "?");
        return ConnectFixture.query("http://x" + fixture.consent(url + "&state=" + PathSegment.of(state)))
                .get("code");
    }

    private void exchange(String state, String code, String userId) {
        String claims = encoded("{\"typ\":\"JWT\",\"alg\":\"" + JWSAlgorithm.HS256 + "\"}") + "."
                + encoded(Json.text(Map.of(
                        "servicename", fixture.name.toUpperCase(java.util.Locale.ROOT),
                        "state", state,
                        "code", code,
                        "userId", userId)));
        byte[] signature = Sha256.hmac(
                VendorSimulator.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8),
                claims.getBytes(StandardCharsets.US_ASCII));
        String jwt = claims + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        fixture.api
                .post("/port-service/exchange", "{\"jwt\":\"" + jwt + "\",\"more\":true}")
                .expect(204);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> lastTokenRequest() {
        return fixture.vendor.calls().stream()
                .filter(call -> call.path().equals("/token"))
                .reduce((_, last) -> last)
                .orElseThrow()
                .form();
    }

    @Test
    void aServiceComesWithItsInformationsAndIsFoundWithoutThePrefix() throws ParseException {
        registered();
        String bare = fixture.name.substring("port-".length());

        JsonNode offered = fixture.api
                .send(
                        "GET",
                        "/port-service/service/" + bare.toUpperCase(java.util.Locale.ROOT),
                        "{\"userId\":\"maria\"}")
                .expect(200)
                .json();

        JsonNode informations = offered.get("informations");
        assertThat(informations.get("servicename").asString()).isEqualTo(fixture.name);
        assertThat(informations.get("fileTransferMode").asInt()).isZero();
        assertThat(informations.get("fileTransferArchive").asInt()).isZero();
        assertThat(informations.at("/description/en").asString()).isEmpty();
        assertThat(informations.has("client_secret")).isFalse();
        SignedJWT jwt = SignedJWT.parse(offered.get("jwt").asString());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("servicename")).isEqualTo(fixture.name);
        assertThat(jwt.getJWTClaimsSet().getStringListClaim("implements")).containsExactly("fileStorage");
        assertThat(jwt.getJWTClaimsSet().getIssueTime()).isNotNull();
        fixture.api.get("/port-service/service/nobody").expect(404);
    }

    @Test
    void aPersonsServiceIsFoundWithoutThePrefix() {
        registered();
        fixture.api
                .post(
                        "/token-storage/user/maria/token",
                        "{\"service\":\"" + fixture.name + "\",\"access_token\":\"ABC\"}")
                .expect(201);
        String path = "/port-service/user/maria/service";
        String bare = path + "/" + fixture.name.substring("port-".length());

        assertThat(fixture.api.get(path).json().at("/list/0/implements/0").asString())
                .isEqualTo("fileStorage");
        assertThat(fixture.api
                        .get(bare)
                        .expect(200)
                        .json()
                        .at("/data/access_token")
                        .asString())
                .isEqualTo("ABC");
        assertThat(fixture.api.get(bare + "/projects").expect(200).text()).isEqualTo("[]");
        fixture.api.send("DELETE", bare, "{\"servicename\":\"any\"}").expect(200);
        fixture.api.get(bare + "/projects").expect(404);
    }

    @Test
    void aCodeIsExchangedWithoutAVerifierWhoseChallengeNobodySent() throws ParseException {
        registered();
        JsonNode offered = offered();
        String state = offered.get("jwt").asString();

        exchange(state, codeByRegisteredUrl(offered, state), "maria");

        assertThat(lastTokenRequest()).containsKey("code").doesNotContainKey("code_verifier");
        assertThat(SignedJWT.parse(state).getJWTClaimsSet().getStringClaim("authorize_url"))
                .doesNotContain("code_challenge");
    }

    @Test
    void aCodeIsExchangedWithTheVerifierOfTheChallengeThatWasSentFromHere() {
        registered();
        String there = fixture.api
                .get("/port-service/service/" + fixture.name, "Accept", "text/html")
                .expect(302)
                .header("Location");
        assertThat(there).contains("code_challenge=");
        Map<String, String> back = ConnectFixture.query("http://x" + fixture.consent(there));

        exchange(back.get("state"), back.get("code"), "maria");

        assertThat(lastTokenRequest()).containsKey("code_verifier");
    }

    @Test
    void whereItIsRegisteredThatAChallengeIsNeededTheStateHasOne() throws ParseException {
        registered("\"pkce\":true");

        SignedJWT jwt = SignedJWT.parse(offered().get("jwt").asString());

        assertThat(jwt.getJWTClaimsSet().getStringClaim("authorize_url")).contains("code_challenge=");
    }

    private static String wrapped(String user, String jwt) {
        byte[] object = Json.bytes(Map.of("jwt", jwt));
        String text = new String(object, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"user\":\"" + user + "\",");
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String redirect(String state, String code) {
        Answer answer = fixture.server
                .admin()
                .get("/port-service/redirect?code=" + code + "&state=" + state)
                .expect(302);
        return answer.header("Location");
    }

    @Test
    void aStateInBase64NamesThePerson() {
        registered();
        JsonNode offered = offered();
        String state = wrapped("~~~maria", offered.get("jwt").asString());
        String code = codeByRegisteredUrl(offered, state);
        // As some send it on: a plus sign stands in it, which reads as a space where it is not encoded.
        assertThat(state).contains("+");

        assertThat(redirect(state.replace("=", "%3D"), code)).isEqualTo("/port-service/authorization-success");

        assertThat(fixture.vendor.grants().accepts(fixture.accessToken("~~~maria")))
                .isTrue();
        assertThat(redirect(PathSegment.of(state), code)).isEqualTo("/port-service/authorization-cancel");
    }

    @Test
    void s6_aNameThatNobodySignedReplacesNothing() {
        registered();
        fixture.api
                .post(
                        "/token-storage/user/maria/token",
                        "{\"service\":\"" + fixture.name + "\",\"access_token\":\"ABC\"}")
                .expect(201);
        JsonNode offered = offered();
        String state = wrapped("maria", offered.get("jwt").asString());

        assertThat(redirect(PathSegment.of(state), codeByRegisteredUrl(offered, state)))
                .isEqualTo("/port-service/authorization-cancel");

        assertThat(fixture.accessToken("maria")).isEqualTo("ABC");
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s6_aStateThatWasMadeForSomebodyConnectsNobodyElse() {
        registered();
        String person = fixture.server.newUser();
        try (TokenFixture tokens = new TokenFixture(fixture.server)) {
            Api acting = fixture.server
                    .admin()
                    .withToken(tokens.grant(
                                    fixture.newClient("token-storage.r", "token-storage.w"),
                                    person,
                                    null,
                                    "token-storage.r",
                                    "token-storage.w")
                            .access());
            JsonNode offered = acting.get("/port-service/service/" + fixture.name)
                    .expect(200)
                    .json();
            String jwt = offered.get("jwt").asString();
            String code = codeByRegisteredUrl(offered, jwt);

            assertThat(redirect(PathSegment.of(wrapped("mallory", jwt)), code))
                    .isEqualTo("/port-service/authorization-cancel");
            assertThat(redirect(
                            PathSegment.of(wrapped("a/b", offered().get("jwt").asString())), code))
                    .isEqualTo("/port-service/authorization-cancel");
            assertThat(redirect(PathSegment.of(wrapped(person, jwt)), code))
                    .isEqualTo("/port-service/authorization-success");
        }
        fixture.api.get("/token-storage/user/mallory").expect(404);
        fixture.api.get("/token-storage/user/" + person).expect(200);
    }
}
