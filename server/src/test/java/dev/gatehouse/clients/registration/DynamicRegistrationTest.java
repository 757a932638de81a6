package dev.gatehouse.clients.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import dev.gatehouse.clients.ClientsOfTests;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7591 and RFC 7592, with Nimbus as the client that registers itself. */
class DynamicRegistrationTest {
    private static final URI CALLBACK = URI.create("https://desk.example.org/callback");

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final Api initial =
            server.open().withToken(server.as(user, "oauth.client.w").token());
    private final URI endpoint = URI.create(server.publicUrl() + "/oauth2/register");

    private static OIDCClientMetadata metadata() {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName("Order desk");
        metadata.setRedirectionURI(CALLBACK);
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        return metadata;
    }

    private OIDCClientInformation register(OIDCClientMetadata metadata) throws Exception {
        HTTPResponse response = new OIDCClientRegistrationRequest(
                        endpoint, metadata, new BearerAccessToken(initial.token()))
                .toHTTPRequest()
                .send();
        return parsed(response);
    }

    private static OIDCClientInformation parsed(HTTPResponse response) throws Exception {
        ClientRegistrationResponse parsed = OIDCClientRegistrationResponseParser.parse(response);
        assertThat(parsed.indicatesSuccess()).as(response.getBody()).isTrue();
        return (OIDCClientInformation) parsed.toSuccessResponse().getClientInformation();
    }

    @Test
    void aClientRegistersAndBelongsToTheTokensUser() throws Exception {
        OIDCClientInformation client = register(metadata());

        assertThat(client.getSecret().getValue()).hasSizeGreaterThan(40);
        assertThat(client.getSecret().getExpirationDate()).isNull();
        assertThat(client.getMetadata().getRedirectionURIs()).containsExactly(CALLBACK);
        assertThat(client.getMetadata().getGrantTypes())
                .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(client.getMetadata().getResponseTypes()).containsExactly(ResponseType.CODE);
        assertThat(client.getMetadata().getTokenEndpointAuthMethod())
                .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        assertThat(client.getRegistrationURI()).isEqualTo(URI.create(endpoint + "/" + client.getID()));
        var stored = server.administrator()
                .get("/oauth2/client/" + client.getID())
                .expect(200)
                .json();
        assertThat(stored.get("ownerId").asString()).isEqualTo(user);
        assertThat(stored.get("clientProfile").asString()).isEqualTo("webserver");
        assertThat(stored.get("redirectUri").asString()).isEqualTo(CALLBACK.toString());
    }

    @Test
    void aServiceMayRegisterForItsOwnTokens() throws Exception {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        metadata.setScope(Scope.parse("oauth.client.w"));

        OIDCClientInformation client = register(metadata);

        assertThat(ClientsOfTests.scope(
                        server, client.getID().getValue(), client.getSecret().getValue()))
                .isEqualTo("oauth.client.w");
    }

    @Test
    void aNativeApplicationIsPublicAndHasASchemeOfItsOwn() throws Exception {
        OIDCClientMetadata metadata = metadata();
        metadata.setApplicationType(ApplicationType.NATIVE);
        metadata.setRedirectionURI(URI.create("org.example.desk:/callback"));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);

        OIDCClientInformation client = register(metadata);

        assertThat(client.getSecret()).isNull();
        assertThat(client.getOIDCMetadata().getApplicationType()).isEqualTo(ApplicationType.NATIVE);
    }

    @Test
    void aClientReadsChangesAndRemovesItsRegistration() throws Exception {
        OIDCClientInformation client = register(metadata());
        URI place = client.getRegistrationURI();
        BearerAccessToken token = client.getRegistrationAccessToken();

        OIDCClientInformation read =
                parsed(new ClientReadRequest(place, token).toHTTPRequest().send());
        assertThat(read.getSecret()).isNull();
        assertThat(read.getRegistrationAccessToken()).isEqualTo(token);
        assertThat(read.getMetadata().toJSONObject())
                .isEqualTo(client.getMetadata().toJSONObject());

        OIDCClientMetadata changed = metadata();
        changed.setName("Renamed");
        changed.setRedirectionURI(URI.create("https://desk.example.org/other"));
        OIDCClientInformation updated =
                parsed(new OIDCClientUpdateRequest(place, client.getID(), token, changed, client.getSecret())
                        .toHTTPRequest()
                        .send());
        assertThat(updated.getMetadata().getName()).isEqualTo("Renamed");
        assertThat(updated.getMetadata().getRedirectionURIStrings()).containsExactly("https://desk.example.org/other");

        assertThat(new ClientDeleteRequest(place, token).toHTTPRequest().send().getStatusCode())
                .isEqualTo(204);
        HTTPResponse gone = new ClientReadRequest(place, token).toHTTPRequest().send();
        assertThat(gone.getStatusCode()).isEqualTo(401);
    }

    @Test
    void s12_aRegistrationTokenIsForItsOwnClientOnly() throws Exception {
        OIDCClientInformation client = register(metadata());
        OIDCClientInformation other = register(metadata());
        String path = "/oauth2/register/" + client.getID();

        for (Api stranger : List.of(
                server.open().withToken(other.getRegistrationAccessToken().getValue()),
                initial,
                server.open()
                        .withBasic(client.getID().getValue(), client.getSecret().getValue()))) {
            Answer refused = stranger.get(path).expect(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(stranger.delete(path).expect(401).text()).doesNotContain("ERR1");
            stranger.put(path, "{\"client_id\":\"" + client.getID() + "\"}").expect(401);
        }
        assertThat(server.open().get(path).expect(401).header("WWW-Authenticate"))
                .startsWith("Bearer")
                .doesNotContain("error=");
        Api itself = server.open().withToken(client.getRegistrationAccessToken().getValue());
        itself.get(path).expect(200);
        assertThat(itself.put(
                                path,
                                "{\"client_id\":\"" + other.getID() + "\",\"redirect_uris\":[\"" + CALLBACK + "\"]}")
                        .expect(400)
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_client_metadata");
    }

    @Test
    void s12_aClientGivesItselfNoSystemScopes() throws Exception {
        OIDCClientInformation client = register(metadata());
        Api itself = server.open().withToken(client.getRegistrationAccessToken().getValue());

        for (String scope : List.of("oauth.admin", "oauth.client.w", "token-storage.r")) {
            Answer refused = itself.put(
                            "/oauth2/register/" + client.getID(), """
                            {"client_id":"%s","redirect_uris":["%s"],"scope":"%s"}
                            """.formatted(client.getID(), CALLBACK, scope))
                    .expect(400);
            assertThat(refused.json().get("error").asString()).isEqualTo("invalid_client_metadata");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"redirect_uris\":[\"http://desk.example.org/cb\"]} | invalid_redirect_uri",
                "{\"redirect_uris\":[\"https://desk.example.org/cb#f\"]} | invalid_redirect_uri",
                "{\"redirect_uris\":[\"javascript:alert(1)\"]} | invalid_redirect_uri",
                "{\"redirect_uris\":[\"org.example.desk:/cb\"]} | invalid_redirect_uri",
                "{\"redirect_uris\":[\"/cb\"]} | invalid_redirect_uri",
                "{} | invalid_redirect_uri",
                "{\"redirect_uris\":7} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"scope\":\"nobody.declares.this\"} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"scope\":\"oauth.admin\"} | invalid_client_metadata",
                "{\"grant_types\":[\"password\"]} | invalid_client_metadata",
                "{\"redirect_uris\":[\"https://a.example/cb\"],\"grant_types\":[\"implicit\"],\"response_types\":[\"token\"]} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks_uri\":\"http://a.example/jwks\"} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"none\"} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"private_key_jwt\"} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"client_name\":\"a\\u0000b\"} | invalid_client_metadata",
                "{\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"tls_client_auth\"} | invalid_client_metadata",
                "{\"redirect_uris\":[\"\\\"\"]} | invalid_client_metadata",
                "{\"redirect_uris\":[null]} | invalid_client_metadata",
                "not json | invalid_client_metadata",
                "[] | invalid_client_metadata",
            })
    void refusesWithTheErrorsOfRfc7591(String body, String error) {
        Answer refused = initial.post("/oauth2/register", body).expect(400);

        assertThat(refused.json().get("error").asString()).isEqualTo(error);
        assertThat(refused.json().get("error_description").asString()).isNotBlank();
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void unknownMembersAreIgnored() {
        var registered = initial.post("/oauth2/register", """
                        {"redirect_uris":["https://desk.example.org/callback"],"favourite_colour":"green",
                         "software_statement":"eyJhbGciOiJub25lIn0.e30.","nested":{"x":[1]}}
                        """).expect(201).json();

        assertThat(registered.get("client_secret_expires_at").asInt()).isZero();
        assertThat(registered.has("favourite_colour")).isFalse();
    }

    @Test
    void registeringNeedsATokenWithItsScope() {
        Answer nobody = server.open().post("/oauth2/register", "{}").expect(401);
        Answer reader = server.open()
                .withToken(server.as(user, "oauth.client.r").token())
                .post("/oauth2/register", "{}")
                .expect(403);

        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer ");
        assertThat(reader.json().get("error").asString()).isEqualTo("insufficient_scope");
        assertThat(reader.header("WWW-Authenticate")).contains("scope=\"oauth.client.register oauth.client.w\"");
    }

    @Test
    void s8_registrationTokensAreNotReadableInTheDatabase() throws Exception {
        OIDCClientInformation client = register(metadata());

        String row = server.jdbi()
                .withHandle(handle -> handle.createQuery("select c::text from client c where client_id = :id")
                        .bind("id", client.getID().getValue())
                        .mapTo(String.class)
                        .one());

        assertThat(row)
                .doesNotContain(
                        client.getRegistrationAccessToken().getValue(),
                        client.getSecret().getValue());
    }
}
