package dev.gatehouse.vault.portservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connect.ConnectFixture;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Integrations that exist speak to the port service. */
class PortServiceTest {
    private static final String OLD_REDIRECT = "https://old.example/rds";

    private final ConnectFixture fixture = new ConnectFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private ConnectFixture registered() {
        return fixture.registeredAt(fixture.vendor.authorizeUrl() + "%3Fredirect_uri=" + OLD_REDIRECT
                + "&response_type=code&client_id=our%20client");
    }

    private String jwt(Api api) {
        return api.get("/port-service/service/" + fixture.name)
                .expect(200)
                .json()
                .get("jwt")
                .asString();
    }

    private static Map<String, Object> claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** The person goes to the third party and brings back a code. */
    private String code(String jwt) {
        String url = claims(jwt).get("authorize_url") + "&state=" + jwt;
        Map<String, String> back = ConnectFixture.query("http://x" + fixture.consent(url));
        assertThat(back).containsEntry("state", jwt);
        return back.get("code");
    }

    private static String signed(String secret, Map<String, String> claims) {
        try {
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            String input =
                    encoder.encodeToString("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                            + encoder.encodeToString(Json.bytes(claims));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + "." + encoder.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> exchangeClaims(String state, String code, String userId) {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("servicename", fixture.name);
        claims.put("state", state);
        claims.put("code", code);
        if (userId != null) {
            claims.put("userId", userId);
        }
        return claims;
    }

    private static Answer exchange(Api api, String jwt) {
        return api.post("/port-service/exchange", "{\"jwt\":\"" + jwt + "\"}");
    }

    @Test
    void listsServicesEachWithItsJwt() throws ParseException {
        registered();
        JsonNode entry = fixture.api
                .get("/port-service/service")
                .expect(200)
                .json()
                .valueStream()
                .filter(one ->
                        one.get("informations").get("servicename").asString().equals(fixture.name))
                .findFirst()
                .orElseThrow();

        assertThat(entry.get("informations").has("client_secret")).isFalse();
        SignedJWT jwt = SignedJWT.parse(entry.get("jwt").asString());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("servicename")).isEqualTo(fixture.name);
        assertThat(jwt.getJWTClaimsSet().getClaims()).containsKeys("authorize_url", "date");
        assertThat(ConnectFixture.query(jwt.getJWTClaimsSet().getStringClaim("authorize_url")))
                .containsEntry("redirect_uri", OLD_REDIRECT)
                .containsEntry("client_id", VendorSimulator.CLIENT_ID)
                .doesNotContainKey("state");
    }

    @Test
    void sendsABrowserToTheThirdParty() {
        registered();
        Answer answer = fixture.api.get("/port-service/service/" + fixture.name, "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.expect(302).header("Location"))
                .startsWith(fixture.vendor.authorizeUrl() + "?")
                .contains("&state=");
        fixture.api.get("/port-service/service/port-nobody").expect(404);
    }

    @Test
    void exchangesACodeForThePersonWhomTheIntegrationNames() {
        registered();
        String state = jwt(fixture.api);
        String signed = signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state, code(state), "maria"));

        exchange(fixture.api, signed).expect(204);

        assertThat(fixture.vendor.grants().accepts(fixture.accessToken("maria")))
                .isTrue();
        exchange(fixture.api, signed).expect(400);
        assertThat(fixture.vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void thePersonIsWhomTheThirdPartyNamesWhereNobodyElseDoes() {
        registered();
        fixture.vendor.answerNext(VendorAnswer.json(200, "{\"access_token\":\"a\",\"user_id\":\"vera\"}"));
        String state = jwt(fixture.api);

        exchange(fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state, "code", null)))
                .expect(204);

        assertThat(fixture.accessToken("vera")).isEqualTo("a");
    }

    @Test
    void s6_aStateIsNotTakenUnlessItIsSignedByUsAndForThisClient() {
        registered();
        String state = jwt(fixture.api);
        String code = code(state);
        Api portal = fixture.basic(fixture.newClient("token-storage.r", "token-storage.w", "token-storage.connect"));
        String good = signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state, code, "maria"));

        exchange(portal, good).expect(403);
        exchange(fixture.api, signed("another secret", exchangeClaims(state, code, "maria")))
                .expect(400);
        exchange(fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state + "x", code, "maria")))
                .expect(400);
        exchange(fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(good, code, "maria")))
                .expect(400);
        exchange(fixture.api, "no jwt").expect(400);
        exchange(fixture.api, state).expect(400);
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s17_whoDidNotRegisterTheServiceGetsNoStateForIt() {
        registered();
        Api stranger = fixture.basic(fixture.newClient("token-storage.r", "token-storage.w"));
        String state = jwt(stranger);

        assertThat(claims(state)).doesNotContainKey("jti");
        exchange(stranger, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state, "code", "maria")))
                .expect(400);
        fixture.server.open().get("/connect/callback?code=x&state=" + state).expect(400);
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s7_aStateIsNoAccessToken() {
        registered();
        String state = jwt(fixture.api);

        fixture.server.admin().withToken(state).get("/port-service/service").expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "public"})
    void redirectsStoreTokensForWhomTheThirdPartyNames(String listener) {
        fixture.registered();
        String state = jwt(fixture.api);
        String code = code(state);
        fixture.vendor.answerNext(VendorAnswer.json(200, "{\"access_token\":\"a\",\"user_id\":\"vera\"}"));

        if (listener.equals("admin")) {
            Answer answer = fixture.server.admin().get("/port-service/redirect?code=" + code + "&state=" + state);
            assertThat(answer.expect(302).header("Location")).isEqualTo("/port-service/authorization-success");
        } else {
            fixture.server
                    .open()
                    .get("/connect/callback?code=" + code + "&state=" + state)
                    .expect(200);
        }

        assertThat(fixture.accessToken("vera")).isEqualTo("a");
        assertThat(fixture.server
                        .admin()
                        .get("/port-service/redirect?code=" + code + "&state=" + state)
                        .expect(302)
                        .header("Location"))
                .isEqualTo("/port-service/authorization-cancel");
    }

    @Test
    void redirectsThatBringNothingGoodLeadToTheOtherPage() {
        registered();
        String state = jwt(fixture.api);

        for (String query :
                new String[] {"", "?state=" + state, "?error=access_denied&state=" + state, "?code=x&state=y"}) {
            assertThat(fixture.server
                            .admin()
                            .get("/port-service/redirect" + query)
                            .expect(302)
                            .header("Location"))
                    .isEqualTo("/port-service/authorization-cancel");
        }
        fixture.server.admin().get("/port-service/authorization-success").expect(200);
        assertThat(fixture.server
                        .admin()
                        .get("/port-service/authorization-cancel")
                        .expect(200)
                        .text())
                .contains("Not connected");
    }

    @Test
    void aThirdPartyInTroubleIsToldApartFromOneThatRefuses() {
        registered();
        String first = jwt(fixture.api);
        String second = jwt(fixture.api);
        fixture.vendor.answerNext(VendorAnswer.json(502, "{}"));

        Answer busy = exchange(
                fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(first, code(first), "maria")));
        Answer refused =
                exchange(fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(second, "wrong", "maria")));

        assertThat(busy.expect(503).header("Retry-After")).isNotNull();
        assertThat(refused.expect(400).json().get("code").asString()).isEqualTo("ERR12140");
    }

    @Test
    void storesCredentialsOfLoginServices() {
        fixture.registeredForLogin(true, true);
        String body = """
                {"servicename":"%s","username":"maria","password":"hunter2","userId":"maria@example.org"}
                """.formatted(fixture.name);

        fixture.api.post("/port-service/credentials", body).expect(200);
        fixture.api
                .post("/port-service/credentials", body.replace("hunter2", "hunter3"))
                .expect(200);

        assertThat(fixture.accessToken("maria@example.org")).isEqualTo("hunter3");
        fixture.api
                .post("/port-service/credentials", body.replace("\"hunter2\"", "\"\""))
                .expect(400);
        fixture.api
                .post("/port-service/credentials", body.replace("maria@example.org", "a/b"))
                .expect(400);
        fixture.basic(fixture.newClient("token-storage.w"))
                .post("/port-service/credentials", body)
                .expect(403);
    }

    @Test
    void showsAPersonsServicesAndRemovesThem() {
        registered();
        String state = jwt(fixture.api);
        exchange(fixture.api, signed(VendorSimulator.CLIENT_SECRET, exchangeClaims(state, code(state), "maria")))
                .expect(204);
        String services = "/port-service/user/maria/service";

        JsonNode list = fixture.api.get(services).expect(200).json();
        assertThat(list.get("length").asInt()).isEqualTo(1);
        assertThat(list.get("list").get(0).get("servicename").asString()).isEqualTo(fixture.name);
        assertThat(list.get("list").get(0).get("access_token").asString()).isEqualTo(fixture.accessToken("maria"));

        JsonNode data = fixture.api
                .get(services + "/" + fixture.name)
                .expect(200)
                .json()
                .get("data");
        assertThat(data.get("access_token").asString()).isEqualTo(fixture.accessToken("maria"));
        assertThat(data.get("refresh_token").asString()).isEmpty();
        assertThat(data.get("service").get("data").get("client_secret").asString())
                .isEmpty();
        assertThat(data.get("user").get("data").get("username").asString()).isEqualTo("maria");

        Api stranger = fixture.basic(fixture.newClient("token-storage.r", "token-storage.w"));
        stranger.get(services).expect(404);
        stranger.get(services + "/" + fixture.name).expect(404);
        stranger.delete(services + "/" + fixture.name).expect(404);
        fixture.api.delete(services + "/" + fixture.name).expect(200);
        fixture.api.get(services + "/" + fixture.name).expect(404);
    }
}
