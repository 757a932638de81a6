package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.connection.ConnectionEvent;
import dev.gatehouse.client.connection.ConnectionQuery;
import dev.gatehouse.client.connection.LinkConfirmation;
import dev.gatehouse.client.connection.LinkRequest;
import dev.gatehouse.client.connection.PersonalConnectLink;
import dev.gatehouse.client.connection.UserConnection;
import dev.gatehouse.client.portservice.ConnectedService;
import dev.gatehouse.client.portservice.OfferedService;
import dev.gatehouse.client.tokenstorage.NewToken;
import dev.gatehouse.client.tokenstorage.OAuthWorkflow;
import dev.gatehouse.client.tokenstorage.StoredToken;
import dev.gatehouse.client.tokenstorage.StoredUser;
import dev.gatehouse.client.tokenstorage.ThirdPartyService;
import dev.gatehouse.client.tokenstorage.ThirdPartyService.LoginForm;
import dev.gatehouse.client.webhook.SentEvent;
import dev.gatehouse.client.webhook.Subscription;
import dev.gatehouse.client.webhook.WebhookRequest;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Third-party services, people's connections and tokens, events and webhooks by the client. */
class TokenStorageRoundTripTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestServer server = TestServer.shared();
    private final Gatehouse gatehouse = Programs.as(
            server, server.newClient("admin", "token-storage.r", "token-storage.w", "token-storage.secret.r"));
    private final String service = "port-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();

    private void register() {
        gatehouse
                .tokenStorage()
                .register(ThirdPartyService.oauth(
                        service,
                        List.of("fileStorage"),
                        OAuthWorkflow.of(
                                "https://vendor.example/authorize",
                                "https://vendor.example/token",
                                "our-id",
                                Secret.of("our-secret"))));
    }

    private void connect(String person) {
        gatehouse
                .storedTokens()
                .add(
                        person,
                        new NewToken(
                                service,
                                Secret.of("access-" + person),
                                Secret.of("refresh-" + person),
                                Instant.now().plusSeconds(7200)));
    }

    @Test
    void servicesAreRegisteredReadAndRemoved() {
        register();
        String login = "port-" + UUID.randomUUID();
        gatehouse
                .tokenStorage()
                .register(ThirdPartyService.login(login, List.of("metadata"), new LoginForm(true, false)));

        ThirdPartyService read = gatehouse.tokenStorage().service(service);
        assertThat(read.oauth().refreshUrl()).isEqualTo("https://vendor.example/token");
        assertThat(read.oauth().clientSecret()).isEqualTo(Secret.of("our-secret"));
        assertThat(read.toString()).doesNotContain("our-secret");
        assertThat(gatehouse.tokenStorage().service(login).credentials()).isEqualTo(new LoginForm(true, false));
        assertThat(gatehouse.tokenStorage().services().map(ThirdPartyService::servicename))
                .contains(service, login);
        gatehouse.tokenStorage().removeService(login);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.tokenStorage().service(login))
                .matches(refused -> refused.status() == 404 && refused.code().startsWith("ERR1"));
    }

    @Test
    void aConnectorWithIdAndSecretRegistersWhatOnlyItKnows() {
        TestServer.Registered connector = server.newClient("admin", "token-storage.r", "token-storage.w");
        Gatehouse basic = Gatehouse.atAdmin(server.adminUrl())
                .withBasic(new ClientCredentials(connector.clientId(), Secret.of(connector.secret())))
                .build();
        ObjectNode described = new JsonMapper().createObjectNode().put("servicename", service);
        described.putArray("implements").add("fileStorage");
        described.putObject("credentials").put("userId", true).put("password", true);
        described.put("displayName", "Memory");

        assertThat(basic.tokenStorage().register(described).path("success").booleanValue())
                .isTrue();
        assertThat(basic.tokenStorage().service(service).presentation().displayName())
                .isEqualTo("Memory");
    }

    @Test
    void peopleAndTheirTokensAreKept() {
        register();
        gatehouse.tokenStorage().addUser(user);
        assertThat(gatehouse.tokenStorage().user(user)).isEqualTo(new StoredUser(user));
        for (String suffix : List.of("a", "b", "c")) {
            connect(user + suffix);
        }
        assertThat(gatehouse.tokenStorage().users()).hasSize(4);
        assertThat(gatehouse.storedTokens().list()).hasSize(3);

        gatehouse.storedTokens().add(new StoredUser(user), new NewToken(service, Secret.of("its-token"), null, null));
        StoredToken token = gatehouse.storedTokens().get(user, service);
        assertThat(token.accessToken()).isEqualTo(Secret.of("its-token"));
        assertThat(token.user().data().username()).isEqualTo(user);
        assertThat(token.service().data().servicename()).isEqualTo(service);
        assertThat(token.toString()).doesNotContain("its-token");
        assertThat(gatehouse.storedTokens().ofUser(user)).hasSize(1);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.storedTokens().refresh(user, service));
        gatehouse.storedTokens().remove(user, service);
        gatehouse.tokenStorage().removeUser(user);
        assertThat(gatehouse.tokenStorage().users()).hasSize(3);
    }

    @Test
    void connectionsAreListedAndGiveTokens() {
        register();
        List.of("a", "b", "c").forEach(suffix -> connect(user + suffix));

        assertThat(gatehouse
                        .connections()
                        .list(ConnectionQuery.all().to(service).withStatus("connected"))
                        .map(UserConnection::user))
                .containsExactly(user + "a", user + "b", user + "c");
        assertThat(gatehouse.connections().list(ConnectionQuery.all().ofUser(user + "b")))
                .hasSize(1);
        assertThat(gatehouse.connections().get(user + "a", service).expireDt()).isAfter(Instant.now());
        assertThat(gatehouse
                        .connections()
                        .accessToken(user + "a", service, MINUTE)
                        .accessToken())
                .isEqualTo(Secret.of("access-" + user + "a"));
        PersonalConnectLink link = gatehouse.connections().link(LinkRequest.of(user + "a", service));
        assertThat(link.url().reveal()).contains("/connect/" + service);
        assertThat(link.bind()).isEqualTo("session");
        LinkConfirmation tooEarly = new LinkConfirmation(user + "a", Secret.of("code"));
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.connections().confirm(link.linkId(), tooEarly))
                .matches(refused -> refused.status() == 404 && refused.code().equals("ERR12230"));
        gatehouse.connections().disconnect(user + "a", service);
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.connections().accessToken(user + "a", service, MINUTE))
                .matches(refused -> refused.status() == 404 && refused.code().equals("ERR12131"));
    }

    @Test
    void eventsComeAsTheyHappen() {
        register();
        try (Stream<ConnectionEvent> events = gatehouse.connections().events(null)) {
            connect(user);
            gatehouse.connections().disconnect(user, service);
            Iterator<ConnectionEvent> each = events.iterator();
            ConnectionEvent first = each.next();
            assertThat(first.type()).isEqualTo("connection.connected");
            assertThat(first.user()).isEqualTo(user);
            assertThat(first.connector()).isEqualTo(service);
            assertThat(each.next().type()).isEqualTo("connection.revoked");
            try (Stream<ConnectionEvent> again = gatehouse.connections().events(first.id())) {
                assertThat(again.iterator().next().type()).isEqualTo("connection.revoked");
            }
        }
    }

    @Test
    void webhooksAreManaged() {
        register();
        Subscription created =
                gatehouse.webhooks().create(WebhookRequest.of("https://port.example.org/a", "connection.revoked"));
        assertThat(created.secret()).isNotNull();
        Versioned<Subscription> read = gatehouse.webhooks().getVersioned(created.webhookId());
        assertThat(read.value().secret()).isNull();
        Subscription disabled = gatehouse
                .webhooks()
                .update(
                        created.webhookId(),
                        WebhookRequest.of("https://port.example.org/b").withStatus("disabled"),
                        read.entityTag());
        assertThat(disabled.status()).isEqualTo("disabled");
        assertThat(disabled.eventTypes()).contains("connection.connected");
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.webhooks().delete(created.webhookId(), read.entityTag()))
                .matches(refused -> refused.status() == 412);
        assertThat(gatehouse
                        .webhooks()
                        .rotateSecret(created.webhookId(), MINUTE)
                        .secret())
                .isNotEqualTo(created.secret());
        assertThat(gatehouse.webhooks().test(created.webhookId()).delivered()).isFalse();
        gatehouse.webhooks().create(WebhookRequest.of("https://port.example.org/c"));
        gatehouse.webhooks().create(WebhookRequest.of("https://port.example.org/d"));
        assertThat(gatehouse.webhooks().list()).hasSize(3);
        gatehouse.webhooks().delete(created.webhookId());
        assertThat(gatehouse.webhooks().list()).hasSize(2);
    }

    @Test
    void deliveriesAreListedAndReplayed() {
        register();
        String id = gatehouse
                .webhooks()
                .create(WebhookRequest.of("https://port.example.org/a"))
                .webhookId();
        Instant before = Instant.now().minusSeconds(3600);
        List.of("a", "b", "c").forEach(suffix -> connect(user + suffix));

        // They are written by the sender, which is woken by the events.
        List<SentEvent> sent =
                await().until(() -> gatehouse.webhooks().deliveries(id, null).toList(), all -> all.size() == 3);
        assertThat(sent).extracting(SentEvent::user).containsExactly(user + "a", user + "b", user + "c");
        assertThat(gatehouse.webhooks().deliveries(id, "delivered")).isEmpty();
        assertThat(gatehouse.webhooks().replaySince(id, before)).isEqualTo(3);
        assertThat(gatehouse.webhooks().replay(id, sent.get(0).event())).isEqualTo(1);
    }

    @Test
    void portalsAskInTheOlderForm() {
        register();
        String login = "port-" + UUID.randomUUID();
        gatehouse
                .tokenStorage()
                .register(ThirdPartyService.login(login, List.of("metadata"), new LoginForm(true, true)));

        assertThat(gatehouse
                        .portService()
                        .services()
                        .map(OfferedService::informations)
                        .map(ThirdPartyService::servicename))
                .contains(service, login);
        assertThat(gatehouse.portService().service(service).reveal()).isNotEmpty();
        gatehouse.tokenStorage().addUser(user);
        gatehouse.portService().storeCredentials(login, user, "maria", Secret.of("moon"));
        assertThat(gatehouse.portService().ofUser(user))
                .extracting(ConnectedService::servicename)
                .containsExactly(login);
        assertThat(gatehouse.portService().token(user, login).accessToken()).isNotNull();
        gatehouse.portService().remove(user, login);
        assertThat(gatehouse.portService().ofUser(user)).isEmpty();
        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> gatehouse.portService().exchange(Secret.of("not.a.jwt")));
    }
}
