package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.oauthclient.BrowserUris;
import dev.gatehouse.client.oauthclient.ClientMetadata;
import dev.gatehouse.client.oauthclient.ClientRegistration;
import dev.gatehouse.client.oauthclient.LinkedEndpoint;
import dev.gatehouse.client.oauthclient.OAuthClient;
import dev.gatehouse.client.oauthclient.Profile;
import dev.gatehouse.client.oauthclient.RotatedSecret;
import dev.gatehouse.client.oauthclient.ScopeChange;
import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.client.service.Endpoint.Lifetime;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** OAuth clients, their links and dynamic registrations by the client. */
class ClientsRoundTripTest {
    private final TestServer server = TestServer.shared();
    private final Gatehouse gatehouse = Programs.administrator(server);

    @Test
    void aClientIsCreatedReadChangedAndRemoved() {
        OAuthClient created = gatehouse.clients().create(OAuthClient.service("Order desk", "oauth.service.r"));
        assertThat(created.clientSecret()).isNotNull();
        assertThat(created.toString()).doesNotContain(created.clientSecret().reveal());

        Versioned<OAuthClient> read = gatehouse.clients().getVersioned(created.clientId());
        assertThat(read.value().profile().clientName()).isEqualTo("Order desk");
        assertThat(read.value().clientSecret()).isNull();
        OAuthClient changed = gatehouse
                .clients()
                .update(read.value().withProfile(read.value().profile().named("Desk")), read.entityTag());
        assertThat(changed.profile().clientName()).isEqualTo("Desk");
        assertThat(changed.protocol()).isEqualTo(read.value().protocol());
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.clients().delete(created.clientId(), read.entityTag()))
                .matches(refused -> refused.status() == 412);

        gatehouse.clients().delete(created.clientId());
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.clients().get(created.clientId()))
                .matches(refused -> refused.status() == 404);
    }

    @Test
    void oneRedirectUriAndSeveralAreRead() {
        Profile web = new Profile("confidential", "webserver", "Shop", null, null);
        OAuthClient one = gatehouse
                .clients()
                .create(OAuthClient.of(web).withBrowsers(BrowserUris.backTo("https://shop.example.org/a")));
        OAuthClient two = gatehouse
                .clients()
                .create(OAuthClient.of(web)
                        .withBrowsers(BrowserUris.backTo("https://shop.example.org/a", "https://shop.example.org/b")));

        assertThat(one.browsers().redirectUri()).containsExactly("https://shop.example.org/a");
        assertThat(two.browsers().redirectUri()).hasSize(2);
        assertThat(one.protocol().grantTypes()).contains("authorization_code");
    }

    @Test
    void secretsAreReplaced() {
        OAuthClient created = gatehouse.clients().create(OAuthClient.service("Batch", ""));
        RotatedSecret next = gatehouse.clients().rotateSecret(created.clientId(), Duration.ofHours(1));

        assertThat(next.clientSecret()).isNotEqualTo(created.clientSecret());
        assertThat(next.oldSecretExpireDt()).isAfter(Instant.now());
        assertThat(gatehouse
                        .clients()
                        .rotateSecret(created.clientId(), Duration.ZERO)
                        .oldSecretExpireDt())
                .isNull();
    }

    @Test
    void clientsAreListedByPages() {
        String prefix = "lib-" + UUID.randomUUID();
        for (String suffix : List.of("a", "b", "c")) {
            gatehouse.clients().create(OAuthClient.service("Batch", "").withId(prefix + suffix));
        }

        assertThat(gatehouse.clients().listStartingWith(prefix).map(OAuthClient::clientId))
                .containsExactly(prefix + "a", prefix + "b", prefix + "c");
        assertThat(gatehouse.clients().list().limit(3)).hasSize(3);
    }

    @Test
    void clientsAreLinkedToEndpoints() {
        String service = "lib-" + UUID.randomUUID();
        gatehouse.services().create(Service.of(service, "openapi", "Pets", ""));
        Instant sunset = Instant.parse("2040-01-31T00:00:00Z");
        gatehouse
                .endpoints()
                .replace(
                        service,
                        List.of(
                                new Endpoint(
                                        "/pets@get",
                                        "list",
                                        service + ".r",
                                        List.of(),
                                        new Lifetime(true, sunset),
                                        600),
                                Endpoint.of("/pets@post", "add", service + ".w")));
        String client = gatehouse
                .clients()
                .create(OAuthClient.service("Shop", "").ownedBy(server.newUser()))
                .clientId();

        ScopeChange change = gatehouse.links().link(client, service, List.of("/pets@get", "/pets@post"));
        assertThat(change.newScope()).isEqualTo(service + ".r " + service + ".w");
        assertThat(gatehouse.links().services(client).get(0).endpoints()).hasSize(2);
        assertThat(gatehouse.links().endpoints(client, service))
                .extracting(LinkedEndpoint::operation)
                .containsExactly("list", "add");
        String owner = gatehouse.clients().get(client).ownerId();
        assertThat(gatehouse.links().deprecatedOf(owner)).singleElement().satisfies(use -> {
            assertThat(use.endpoint()).isEqualTo("/pets@get");
            assertThat(use.sunset()).isEqualTo(sunset);
        });
        assertThat(gatehouse.links().deprecated()).isNotEmpty();

        gatehouse.links().unlink(client, service);
        assertThat(gatehouse.links().services(client)).isEmpty();
        gatehouse.links().link(client, service, List.of("/pets@get"));
        gatehouse.links().unlinkAll(client);
        assertThat(gatehouse.links().services(client)).isEmpty();
    }

    @Test
    void clientsRegisterThemselves() {
        ClientMetadata metadata = ClientMetadata.of(
                "Order desk", List.of("authorization_code"), List.of("https://desk.example.org/callback"));
        ClientRegistration registered = gatehouse.registrations().register(metadata);
        String clientId = registered.clientId();
        Secret token = registered.registrationAccessToken();

        assertThat(registered.metadata().uris().redirectUris()).containsExactly("https://desk.example.org/callback");
        assertThat(registered.toString()).doesNotContain(token.reveal());
        ClientRegistration read = gatehouse.registrations().read(clientId, token);
        assertThat(read.metadata().clientName()).isEqualTo("Order desk");
        ClientRegistration changed = gatehouse
                .registrations()
                .update(
                        clientId,
                        read.registrationAccessToken(),
                        ClientMetadata.of(
                                "Desk", List.of("authorization_code"), List.of("https://desk.example.org/callback")));
        assertThat(changed.metadata().clientName()).isEqualTo("Desk");
        gatehouse.registrations().delete(clientId, changed.registrationAccessToken());
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.registrations().read(clientId, token))
                .matches(refused -> refused.status() == 401);
    }
}
