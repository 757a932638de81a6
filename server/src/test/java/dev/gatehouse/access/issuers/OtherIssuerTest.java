package dev.gatehouse.access.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tokens of other issuers may do here, and which are refused. */
class OtherIssuerTest {
    private static final TestIssuer READERS = new TestIssuer();
    private static final TestIssuer DEFAULTS = new TestIssuer();
    private static final TestIssuer FULL = new TestIssuer();
    private static final TestIssuer STRANGER = new TestIssuer();
    private static TestServer server;
    private static String user;

    @BeforeAll
    static void start() throws IOException {
        Path data = TestServer.newDirectory();
        Path file = Files.writeString(
                data.resolve("issuers.yaml"), """
                - issuer: %s
                  audience: [gatehouse, also-gatehouse]
                  scopes: [oauth.service.*, orders.r]
                  user-id-claim: preferred_username
                  clients:
                    machine: admin
                    orphan: nobody-here
                  subjects:
                    known-subject: admin
                - issuer: %s
                  audience: gatehouse
                  scope-claim: [scp, realm_access.roles]
                  email-claim: email
                - issuer: %s
                  audience: gatehouse
                  scopes: ["*", oauth.*, oauth.admin]
                  user-id-claim: sub
                  administrators: true
                """.formatted(READERS.name(), DEFAULTS.name(), FULL.name()));
        server = TestServer.start(TestDatabase.create(), data, Map.of("GATEHOUSE_TRUSTED_ISSUERS", file.toString()));
        user = server.newUser();
    }

    @AfterAll
    static void stop() {
        server.close();
        List.of(READERS, DEFAULTS, FULL, STRANGER).forEach(TestIssuer::close);
    }

    private static Map<String, Object> asUser(Object... more) {
        Map<String, Object> claims = new HashMap<>(Map.of("preferred_username", user));
        for (int i = 0; i < more.length; i += 2) {
            claims.put((String) more[i], more[i + 1]);
        }
        return claims;
    }

    private static Answer read(String token) {
        return server.admin().withToken(token).get("/oauth2/service?page=1");
    }

    private static Answer register(String token, String serviceId) {
        return server.admin().withToken(token).post("/oauth2/service", """
                        {"serviceId":"%1$s","serviceType":"openapi","serviceName":"x","scope":"%1$s.r"}
                        """.formatted(serviceId));
    }

    private static String owner(String token, String serviceId) {
        register(token, serviceId).expect(200);
        return server.administrator()
                .get("/oauth2/service/" + serviceId)
                .expect(200)
                .json()
                .get("ownerId")
                .asString();
    }

    private static Answer refused(String token) {
        Answer refused = read(token).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"", "resource_metadata=");
        assertThat(refused.text()).doesNotContain(token);
        return refused;
    }

    @Test
    void aTokenActsAsTheUserItNames() {
        String token = READERS.token(asUser("scope", "oauth.service.r oauth.service.w"));

        assertThat(owner(token, "named-user")).isEqualTo(user);
        read(token).expect(200);
        read(READERS.token("at+jwt", asUser())).expect(200);
        read(READERS.token(asUser("aud", List.of("other", "also-gatehouse")))).expect(200);
    }

    @Test
    void scopesAreReadFromListsAndFromInside() {
        server.administrator().put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"Maria.%s@Example.org"}
                        """.formatted(user, user)).expect(200);
        Map<String, Object> maria = Map.of(
                "email",
                "maria." + user + "@example.org",
                "email_verified",
                true,
                "scp",
                "a.r",
                "realm_access",
                Map.of("roles", List.of("orders.r", "x")));

        Answer scopes = read(DEFAULTS.token(maria)).expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");

        assertThat(scopes.description()).contains("[a.r orders.r x]");
    }

    @Test
    void anEmailThatItsIssuerDidNotVerifyNamesNobody() {
        String email = user + "@example.org";

        assertThat(refused(DEFAULTS.token(Map.of("email", email, "email_verified", false)))
                        .description())
                .contains("not verified");
        assertThat(refused(DEFAULTS.token(Map.of("email", "x@example.org"))).description())
                .contains("names no user");
    }

    @Test
    void aClientsOwnTokenActsAsTheUserTheOperatorNamed() {
        Map<String, Object> write = Map.of("scope", "oauth.service.w");
        Map<String, Object> rfc9068 = with(write, "sub", "machine", "client_id", "machine");
        Map<String, Object> entra = with(write, "azp", "machine", "idtyp", "app");
        Map<String, Object> keycloak =
                with(write, "client_id", "machine", "preferred_username", "service-account-machine");

        assertThat(owner(READERS.token(rfc9068), "by-rfc9068")).isEqualTo("admin");
        assertThat(owner(READERS.token(entra), "by-entra")).isEqualTo("admin");
        assertThat(owner(READERS.token(keycloak), "by-keycloak")).isEqualTo("admin");
        assertThat(owner(READERS.token(with(write, "sub", "known-subject")), "by-subject"))
                .isEqualTo("admin");
    }

    private static Map<String, Object> with(Map<String, Object> claims, String... more) {
        Map<String, Object> all = new HashMap<>(claims);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void s12_aUserNeverActsAsTheOneBehindTheirClient() {
        assertThat(refused(READERS.token(Map.of("azp", "machine"))).description())
                .contains("names no user");
        // Chose that name, where names are free.
        refused(READERS.token(Map.of("azp", "machine", "preferred_username", "service-account-machine")));
    }

    @Test
    void aClientWithNobodyBehindItIsRefused() {
        assertThat(refused(READERS.token(Map.of("sub", "other", "client_id", "other")))
                        .description())
                .contains("client other");
        assertThat(refused(READERS.token(Map.of("sub", "orphan", "client_id", "orphan")))
                        .description())
                .contains("names no user");
        // As a client registers itself under the name of a person.
        refused(FULL.token(Map.of("sub", user, "client_id", user)));
    }

    @Test
    void s12_anIssuerSpeaksForAdministratorsOnlyWhereItMay() {
        assertThat(refused(READERS.token(Map.of("preferred_username", "admin"))).description())
                .contains("administrators");
        refused(DEFAULTS.token(Map.of("email", "admin@localhost", "email_verified", true)));
        read(FULL.token(Map.of("sub", "admin"))).expect(200);
    }

    @Test
    void s12_scopesOfOurApiCountOnlyWhereTheyAreAllowed() {
        String email = user + "@elsewhere.example";
        server.administrator().post("/oauth2/user", """
                        {"userId":"%s-2","userType":"employee","email":"%s",
                         "password":"correct horse","passwordConfirm":"correct horse"}
                        """.formatted(user, email)).expect(200);
        read(DEFAULTS.token(Map.of("email", email, "scp", "oauth.service.r oauth.admin")))
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        server.admin()
                .withToken(READERS.token(asUser("scope", "oauth.user.r oauth.service.r")))
                .get("/oauth2/user?page=1")
                .expect(403);
        server.admin()
                .withToken(FULL.token(Map.of("sub", user, "scope", "oauth.user.r")))
                .get("/oauth2/user?page=1")
                .expect(200);
    }

    @Test
    void itsClientsAreNotTakenForOurs() {
        String ours = server.newClient("admin", "oauth.service.r").clientId();
        register(READERS.token(asUser("scope", "oauth.service.w", "azp", ours)), "audited")
                .expect(200);

        String client = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select client_id from audit where subject = 'service/audited'")
                                .mapTo(String.class)
                                .one());
        assertThat(client).isEqualTo(READERS.name() + "#" + ours);
    }

    @Test
    void s7_aTokenForAnotherAudienceIsRefused() {
        refused(READERS.token(asUser("aud", "another")));
        refused(READERS.token(asUser("aud", null)));
    }

    @Test
    void s7_aTokenOfAnIssuerThatIsNotTrustedIsRefused() throws JOSEException {
        refused(STRANGER.token(asUser()));
        refused(READERS.token(asUser("iss", READERS.name() + "/")));
        refused(READERS.token(asUser("iss", null)));
        // One trusted issuer speaks for itself, not for the other.
        refused(TestIssuer.signed(
                "JWT",
                JWSAlgorithm.ES256,
                DEFAULTS.key().getKeyID(),
                new ECDSASigner(DEFAULTS.key()),
                READERS.claims(asUser())));
    }

    @Test
    void onlyItsOwnAsymmetricSignaturesCount() throws JOSEException {
        ECKey key = READERS.key();
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        refused(TestIssuer.signed(
                "JWT", JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(other), READERS.claims(asUser())));
        byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(TestIssuer.signed(
                "JWT", JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(publicKey), READERS.claims(asUser())));
        refused(new PlainJWT(READERS.claims(asUser())).serialize());
    }

    @Test
    void timesAreChecked() {
        Date past = Date.from(Instant.now().minusSeconds(120));
        Date soon = Date.from(Instant.now().plusSeconds(120));

        read(READERS.token(asUser("exp", past))).expectError(401, "ERR10001", "AUTH_TOKEN_EXPIRED");
        refused(READERS.token(asUser("nbf", soon)));
        refused(READERS.token(asUser("exp", null)));
    }

    @Test
    void tokensOfAnotherKindAreRefused() {
        refused(READERS.token(asUser("nonce", "n")));
        refused(READERS.token(asUser("at_hash", "h")));
        assertThat(refused(READERS.token(asUser("typ", "ID"))).description()).contains("kind ID");
        refused(READERS.token(asUser("typ", "Refresh")));
        refused(READERS.token("logout+jwt", asUser()));
        read(READERS.token(asUser("typ", "Bearer"))).expect(200);
    }

    @Test
    void whoeverAsksIsToldOfTheIssuers() {
        String metadata = server.open()
                .get("/.well-known/oauth-protected-resource")
                .expect(200)
                .json()
                .get("authorization_servers")
                .toString();

        assertThat(metadata).contains(server.publicUrl().toString(), READERS.name(), DEFAULTS.name());
    }

    @Test
    void aUserWhoIsGoneIsGoneAtOnce() {
        String leaving = server.newUser();
        String token = READERS.token(Map.of("preferred_username", leaving));
        read(token).expect(200);
        read(token).expect(200);

        server.administrator().delete("/oauth2/user/" + leaving).expect(204);

        assertThat(refused(token).description()).contains("names no user");
    }

    @Test
    void anotherGatehouseCanBeTheIssuer() throws IOException {
        TestServer issuer = TestServer.shared();
        TestServer.Registered client = issuer.newClient("admin", "oauth.service.r");
        Path data = TestServer.newDirectory();
        Path file =
                Files.writeString(data.resolve("issuers.yaml"), """
                - issuer: %1$s
                  audience: %1$s
                  scopes: oauth.service.r
                  clients: {%2$s: admin}
                """.formatted(issuer.publicUrl(), client.clientId()));
        try (TestServer other = TestServer.start(Map.of("GATEHOUSE_TRUSTED_ISSUERS", file.toString()))) {
            String token = issuer.token(client.clientId(), client.secret());

            other.admin().withToken(token).get("/oauth2/service?page=1").expect(200);
        }
    }
}
