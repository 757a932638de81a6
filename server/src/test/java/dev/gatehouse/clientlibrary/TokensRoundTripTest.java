package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.ClientCredentialsTokens;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.oauthclient.Browsers;
import dev.gatehouse.client.oauthclient.OAuthClient;
import dev.gatehouse.client.oauthclient.Profile;
import dev.gatehouse.client.oauthclient.Protocol;
import dev.gatehouse.client.token.DeviceAuthorization;
import dev.gatehouse.client.token.Introspection;
import dev.gatehouse.client.token.IssuedTokens;
import dev.gatehouse.client.token.PushedRequest;
import dev.gatehouse.client.token.TokenTarget;
import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens by the client: those it is asked for, and those it gets for itself. */
class TokensRoundTripTest {
    private final TestServer server = TestServer.shared();
    private final TestServer.Registered client = server.newClient("admin", "oauth.service.r", "oauth.client.r");
    private final Gatehouse gatehouse = Programs.as(server, client);

    @Test
    void aTokenIsIssuedInspectedAndRevoked() {
        IssuedTokens tokens = gatehouse.tokens().clientCredentials(TokenTarget.scopes("oauth.service.r"));
        assertThat(tokens.scope()).isEqualTo("oauth.service.r");
        assertThat(tokens.toString()).doesNotContain(tokens.accessToken().reveal());

        Introspection active = gatehouse.tokens().introspect(tokens.accessToken());
        assertThat(active.active()).isTrue();
        assertThat(active.clientId()).isEqualTo(client.clientId());
        assertThat(active.aud()).isNotEmpty();
        assertThat(active.origin().exp()).isNotNull();
        gatehouse.tokens().revoke(tokens.accessToken());
        assertThat(gatehouse.tokens().introspect(tokens.accessToken()).active()).isFalse();
    }

    @Test
    void aTokenIsExchangedForOneThatReachesLess() {
        IssuedTokens own = gatehouse.tokens().clientCredentials(TokenTarget.everything());
        IssuedTokens less =
                gatehouse.tokens().exchange(own.accessToken(), own.accessToken(), TokenTarget.scopes("oauth.client.r"));

        assertThat(less.scope()).isEqualTo("oauth.client.r");
        assertThat(less.issuedTokenType()).endsWith("access_token");
    }

    @Test
    void errorsOfOAuthHaveTheirCodes() {
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.tokens().refresh(Secret.of("nonsense"), TokenTarget.everything()))
                .matches(refused -> refused.status() == 400 && refused.code().equals("invalid_grant"));
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> Gatehouse.at(server.adminUrl(), server.publicUrl())
                        .withClientCredentials(client.clientId(), "wrong secret")
                        .build()
                        .services()
                        .list()
                        .findFirst())
                .matches(refused -> refused.status() == 401 && refused.code().equals("invalid_client"))
                .withMessageNotContaining("wrong secret");
    }

    @Test
    void aRevokedTokenIsReplacedByItself() {
        ClientCredentialsTokens own = new ClientCredentialsTokens(this::issue, Clock.systemUTC());
        Gatehouse program = Gatehouse.at(server.adminUrl(), server.publicUrl())
                .withTokens(own)
                .build();
        program.services().list().limit(1).toList();
        Secret first = own.current();
        program.services().list().limit(1).toList();
        assertThat(own.current()).isEqualTo(first);

        gatehouse.tokens().revoke(first);

        program.services().list().limit(1).toList();
        assertThat(own.current()).isNotEqualTo(first);
    }

    private ClientCredentialsTokens.IssuedToken issue() {
        IssuedTokens issued = gatehouse.tokens().clientCredentials(TokenTarget.everything());
        return new ClientCredentialsTokens.IssuedToken(issued.accessToken(), Duration.ofSeconds(issued.expiresIn()));
    }

    @Test
    void aRefusalThatAnotherTokenDoesNotMendIsTold() {
        Gatehouse program = Gatehouse.at(server.adminUrl(), server.publicUrl())
                .withTokens(() -> Secret.of("not.a.token"))
                .build();

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> program.services().get("orders"))
                .matches(refused -> refused.status() == 401 && refused.code().startsWith("ERR1"))
                .matches(refused -> refused.challenge().startsWith("Bearer "));
    }

    @Test
    void requestsArePushedAndDevicesAuthorized() {
        Gatehouse administrator = Programs.administrator(server);
        OAuthClient web = administrator
                .clients()
                .create(OAuthClient.of(new Profile("confidential", "webserver", "Shop", null, null))
                        .withBrowsers(Browsers.backTo("https://shop.example.org/back"))
                        .withProtocol(Protocol.grants(
                                "authorization_code",
                                "refresh_token",
                                "urn:ietf:params:oauth:grant-type:device_code")));
        Gatehouse shop = Programs.as(
                server,
                new TestServer.Registered(web.clientId(), web.clientSecret().reveal()));

        PushedRequest pushed = shop.tokens()
                .push(Map.of(
                        "response_type", "code",
                        "scope", "openid",
                        "redirect_uri", "https://shop.example.org/back",
                        "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        "code_challenge_method", "S256"));
        assertThat(pushed.requestUri()).startsWith("urn:");
        DeviceAuthorization device = shop.tokens().authorizeDevice(TokenTarget.scopes("openid"));
        assertThat(device.userCode()).isNotEmpty();
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> shop.tokens().deviceCode(device.deviceCode()))
                .matches(refused -> refused.code().equals("authorization_pending"));
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> shop.tokens()
                        .authorizationCode(
                                Secret.of("none"), "https://shop.example.org/back", Secret.of("v".repeat(43))))
                .matches(refused -> refused.code().equals("invalid_grant"));
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> shop.tokens().userInfo(Secret.of("not.a.token")))
                .matches(refused -> refused.status() == 401);
    }
}
