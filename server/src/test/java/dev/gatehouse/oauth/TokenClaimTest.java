package dev.gatehouse.oauth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which claims tokens have, who may add to them, and what the metadata says of that and of grants. */
class TokenClaimTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);

    static Stream<String> reserved() {
        return TokenClaim.reserved().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("reserved")
    void noClientNamesAClaimOfOurs(String claim) {
        server.administrator()
                .post("/oauth2/client", "{\"clientName\":\"Wishes\",\"customClaim\":{\"%s\":\"x\"}}".formatted(claim))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA")
                .text()
                .contains("/customClaim");
    }

    @Test
    void aClientThatNamedOneBeforeItWasOursHasGoodTokens() {
        TestServer.Registered client = server.newClient("admin", "oauth.service.r");
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set custom_claim = '{\"origins\":\"x\",\"team\":\"north\"}' where client_id = ?",
                        client.clientId()));
        String token = server.token(client.clientId(), client.secret());

        server.admin().withToken(token).get("/oauth2/service?page=1").expect(200);
        form(server, client, "/oauth2/introspect", "token=" + token).expect(200);
        assertThat(claims(token).getClaims()).doesNotContainKey("origins").containsEntry("team", "north");
    }

    @Test
    void tokensOfEveryGrantHaveNoOtherClaims() {
        WebClient client = WebClient.register(
                server,
                "confidential",
                List.of(
                        "authorization_code",
                        "refresh_token",
                        "implicit",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:token-exchange"),
                "openid",
                "a");
        TestServer.Registered registered = client.registered();
        String user = people.newAdministrator();
        String resource = "resource=" + encoded(server.publicUrl() + "/" + newService(server, "a"));

        JsonNode code = people.tokens(client, user, "scope", "openid profile email offline_access a", "nonce", "n");
        String access = code.get("access_token").asString();
        JsonNode refreshed = form(
                        server,
                        registered,
                        "/oauth2/token",
                        "grant_type=refresh_token&refresh_token="
                                + code.get("refresh_token").asString())
                .expect(200)
                .json();
        String own = member(
                form(server, registered, "/oauth2/token", "grant_type=client_credentials", resource)
                        .expect(200),
                "access_token");
        String type = encoded("urn:ietf:params:oauth:token-type:access_token");
        Answer exchanged = form(
                        server,
                        registered,
                        "/oauth2/token",
                        "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange") + "&subject_token="
                                + access + "&subject_token_type=" + type + "&actor_token=" + own
                                + "&actor_token_type=" + type,
                        resource)
                .expect(200);

        Set<String> names = new TreeSet<>();
        for (String token : List.of(
                access,
                code.get("id_token").asString(),
                refreshed.get("access_token").asString(),
                own,
                member(exchanged, "access_token"))) {
            names.addAll(claims(token).getClaims().keySet());
        }
        assertThat(ours()).containsAll(names);
        assertThat(names).contains("origins", "act", "nonce", "at_hash", "auth_time", "jti");
        JsonNode userInfo = server.open()
                .withToken(access)
                .get("/oauth2/userinfo")
                .expect(200)
                .json();
        assertThat(ours()).containsAll(userInfo.propertyNames());
    }

    private static Set<String> ours() {
        return Arrays.stream(TokenClaim.values()).map(TokenClaim::text).collect(Collectors.toSet());
    }

    /** So that the list cannot fall behind, whatever the grant. */
    @Test
    void tokensAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.gatehouse.oauth..")
                .and()
                .doNotHaveFullyQualifiedName("dev.gatehouse.oauth.claims.TokenClaim$Builder")
                .should()
                .callMethod(JWTClaimsSet.Builder.class, "claim", String.class, Object.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.gatehouse.oauth"));
    }

    @Test
    void metadataAndClientsKnowTheGrantsThereAre() {
        for (String path : List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
            Set<String> told = server.open()
                    .get(path)
                    .expect(200)
                    .json()
                    .get("grant_types_supported")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet());
            assertThat(told)
                    .isEqualTo(Set.of(
                            "authorization_code",
                            "client_credentials",
                            "refresh_token",
                            "implicit",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "urn:ietf:params:oauth:grant-type:token-exchange"));
            for (String grant : told) {
                assertThat(created(grant).status()).as(grant).isEqualTo(200);
            }
        }
        assertThat(created("password").status()).isEqualTo(400);
    }

    private Answer created(String grant) {
        return server.administrator()
                .post(
                        "/oauth2/client",
                        "{\"clientName\":\"G\",\"redirectUri\":[\"https://a.example/cb\"],\"grantTypes\":[\"%s\"]}"
                                .formatted(grant));
    }
}
