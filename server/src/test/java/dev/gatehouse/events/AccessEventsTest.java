package dev.gatehouse.events;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Owners and administrators hear what happens to what is theirs, as docs/events.md lists it. */
class AccessEventsTest {
    private static final String ADMINISTRATORS = "";
    private static TestServer server;

    private final String ann = server.newUser();
    private final String bob = server.newUser();
    private final String service = "orders-" + UUID.randomUUID();
    private final Api annsApi = server.as(ann, "oauth.service.r", "oauth.service.w");
    private final Api administrator = server.administrator();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void register() {
        annsApi.post("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Orders","ownerId":"%s","scope":""}
                """.formatted(service, ann)).expect(200);
        endpoints(annsApi, "/a", "/b").expect(201);
    }

    private Answer endpoints(Api api, String... paths) {
        String all = Arrays.stream(paths)
                .map("{\"endpoint\":\"%s@get\",\"operation\":\"x\",\"scope\":\"\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        String query = api == administrator ? "?cascade=true" : "";
        return api.post("/oauth2/service/" + service + "/endpoint" + query, all);
    }

    private String linkedClientOf(String owner) {
        String client = server.newClient(owner).clientId();
        server.link(client, service, "/a@get");
        return client;
    }

    /** Who hears events of the type about the subject. */
    private static Set<String> hearers(String type, String subject) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select hearer from connection_event where event_type = :type and subject = :subject")
                        .bind("type", type)
                        .bind("subject", subject)
                        .mapTo(String.class)
                        .set());
    }

    private static JsonNode data(String type, String subject) {
        return server.jdbi()
                .withHandle(handle -> Json.read(
                        handle.createQuery("""
                                select data::text from connection_event where event_type = :type and subject = :subject
                                 order by event_id desc limit 1
                                """)
                                .bind("type", type)
                                .bind("subject", subject)
                                .mapTo(String.class)
                                .one(),
                        JsonNode.class));
    }

    private static void audit(String action, String subject, String detail) {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into audit (user_id, client_id, action, subject, detail) values ('x', '', ?, ?, ?::jsonb)",
                        action,
                        subject,
                        detail));
    }

    @Test
    void aServiceIsHeardByItsOwnerAndByThoseWhoUseIt() {
        register();
        String subject = "service/" + service;
        assertThat(hearers("service.created", subject)).containsExactlyInAnyOrder(ADMINISTRATORS, ann);
        linkedClientOf(bob);

        endpoints(annsApi, "/a", "/b", "/c").expect(201);
        assertThat(hearers("service.contract_changed", subject)).containsExactlyInAnyOrder(ADMINISTRATORS, ann, bob);
        assertThat(data("service.contract_changed", subject).get("breaking").asBoolean())
                .isFalse();

        endpoints(administrator, "/b").expect(201);
        assertThat(data("service.contract_changed", subject).toString())
                .contains("\"breaking\":true", "\"by\":\"admin\"", "\"serviceId\":\"" + service + "\"");
        administrator.delete("/oauth2/service/" + service).expect(204);
        assertThat(hearers("service.removed", subject)).contains(ADMINISTRATORS, ann);
    }

    @Test
    void whoseLinksGoWithAServiceHearsOfItsEnd() {
        register();
        linkedClientOf(bob);

        administrator.delete("/oauth2/service/" + service + "?cascade=true").expect(200);

        assertThat(hearers("service.removed", "service/" + service))
                .containsExactlyInAnyOrder(ADMINISTRATORS, ann, bob);
    }

    @Test
    void aClientIsHeardByItsOwnerAlone() {
        register();
        Api bobs = server.as(bob, "oauth.client.r", "oauth.client.w");
        String client = bobs.post("/oauth2/client", "{\"clientName\":\"Shop\"}")
                .expect(200)
                .json()
                .get("clientId")
                .asString();
        String subject = "client/" + client;
        server.link(client, service, "/a@get");
        bobs.post("/oauth2/client/" + client + "/secret", "").expect(200);
        bobs.delete("/oauth2/client/" + client).expect(204);

        for (String type : List.of("client.created", "client.changed", "client.secret", "client.removed")) {
            assertThat(hearers(type, subject)).as(type).containsExactlyInAnyOrder(ADMINISTRATORS, bob);
            assertThat(data(type, subject).get("clientId").asString()).isEqualTo(client);
        }
        assertThat(data("client.changed", subject).get("serviceId").asString()).isEqualTo(service);
    }

    @Test
    void accessIsHeardByBothSidesAndASessionByItsUser() {
        register();
        String client = server.newClient(bob).clientId();
        String request = "access-request/" + UUID.randomUUID();
        String detail = "{\"clientId\":\"%s\",\"serviceId\":\"%s\",\"state\":\"approved\",\"reason\":\"psst\"}";
        audit("access.approve", request, detail.formatted(client, service));
        audit("session.end", "user/" + bob, "{\"sessionId\":\"s1\"}");

        assertThat(hearers("access.approved", request)).containsExactlyInAnyOrder(ADMINISTRATORS, ann, bob);
        assertThat(data("access.approved", request).toString())
                .contains(client, service, "\"state\":\"approved\"")
                .doesNotContain("psst");
        audit("access.end", "client/" + client, "{\"serviceId\":\"" + service + "\"}");
        assertThat(hearers("access.ended", "client/" + client)).containsExactlyInAnyOrder(ADMINISTRATORS, ann, bob);
        assertThat(hearers("session.ended", "user/" + bob)).containsExactlyInAnyOrder(ADMINISTRATORS, bob);
    }

    @Test
    void whatHappensNeverFailsForItsEvent() {
        for (String detail :
                new String[] {null, "[]", "\"text\"", "{\"breaks\":7,\"affected\":{\"a\":[]},\"clientId\":[]}"}) {
            for (String action : List.of("contract.import", "endpoint.delete", "access.end", "client.link")) {
                audit(action, "thing/" + UUID.randomUUID(), detail);
            }
        }
    }

    @Test
    void webhooksTellOwnersWhatTheyAskedForAndOthersNothing() {
        register();
        linkedClientOf(bob);
        try (Receiver bobs = new Receiver();
                Receiver usual = new Receiver();
                Receiver eves = new Receiver()) {
            String secret = webhook(bob, bobs, "\"service.contract_changed\"")
                    .get("secret")
                    .asString();
            webhook(server.newUser(), eves, "\"service.contract_changed\"");
            EventCallers connector = EventCallers.on(server);
            connector.webhook(usual.url());

            endpoints(annsApi, "/a", "/c").expect(201);
            connector.connect("maria");

            soon(() -> assertThat(bobs.messages()).hasSize(1));
            Receiver.Message message = bobs.messages().getFirst();
            assertThat(message.isSignedBy(secret)).isTrue();
            assertThat(message.type()).isEqualTo("service.contract_changed");
            assertThat(message.json().get("data").get("serviceId").asString()).isEqualTo(service);
            soon(() -> assertThat(usual.messages()).hasSize(1));
            assertThat(usual.messages().getFirst().type()).isEqualTo("connection.connected");
            assertThat(eves.messages()).isEmpty();
        }
    }

    private static JsonNode webhook(String owner, Receiver receiver, String types) {
        return server.as(owner, "token-storage.r", "token-storage.w", "oauth.service.r", "oauth.client.r")
                .post("/webhook", "{\"url\":\"" + receiver.url() + "\",\"eventTypes\":[" + types + "]}")
                .expect(201)
                .json();
    }

    @Test
    void s25_aNarrowTokenSendsNobodyWhatAdministratorsHear() {
        TestServer.Registered wide =
                server.newClient("admin", "oauth.admin", "oauth.client.r", "token-storage.r", "token-storage.w");
        Api whole = server.admin().withToken(server.token(wide.clientId(), wide.secret()));
        Api narrow = server.admin()
                .withToken(server.token(wide.clientId(), wide.secret(), "oauth.client.r", "token-storage.w"));
        String body = "{\"url\":\"https://%s.example.org/\",\"eventTypes\":[\"%s\"]}";
        String id = whole.post("/webhook", body.formatted("desk", "client.created"))
                .expect(201)
                .json()
                .get("webhookId")
                .asString();

        narrow.post("/webhook", body.formatted("evil", "client.created"))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        narrow.put("/webhook/" + id, body.formatted("evil", "client.created"))
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        narrow.post("/webhook", body.formatted("desk", "connection.revoked")).expect(201);
        whole.delete("/webhook/" + id).expect(204);
    }

    @Test
    void deliveriesNameWhatTheyAreAboutAndAreReplayed() {
        register();
        try (Receiver receiver = new Receiver()) {
            Api api = server.as(ann, "token-storage.r", "token-storage.w", "oauth.service.r");
            String path = "/webhook/"
                    + api.post("/webhook", "{\"url\":\"" + receiver.url() + "\",\"eventTypes\":[\"service.changed\"]}")
                            .expect(201)
                            .json()
                            .get("webhookId")
                            .asString();
            audit("service.update", "service/" + service, "{}");
            soon(() -> assertThat(receiver.messages()).hasSize(1));

            JsonNode delivery =
                    api.get(path + "/delivery?page=1").expect(200).json().get(0);
            assertThat(delivery.get("subject").asString()).isEqualTo("service/" + service);
            assertThat(delivery.has("user")).isFalse();
            api.post(path + "/replay", "{\"event\":\"" + delivery.get("event").asString() + "\"}")
                    .expect(202);
            soon(() -> assertThat(receiver.messages()).hasSize(2));
            assertThat(api.post(path + "/replay", "{\"since\":\"2026-01-31T12:00:00Z\"}")
                            .expect(202)
                            .json()
                            .get("deliveries")
                            .asInt())
                    .isEqualTo(1);
            String other = server.jdbi()
                    .withHandle(handle -> handle.createQuery("""
                            select 'msg_' || message_id from connection_event
                             where subject = :subject and hearer = '' limit 1
                            """)
                            .bind("subject", "service/" + service)
                            .mapTo(String.class)
                            .one());
            api.post(path + "/replay", "{\"event\":\"" + other + "\"}").expectError(404, "ERR12151", "EVENT_NOT_FOUND");
        }
    }

    @Test
    void s25_nobodyHearsWhatTheirTokenDoesNotReach() {
        Api connector = server.as(bob, "token-storage.r", "token-storage.w");
        String body = "{\"url\":\"https://port.example.org/\",\"eventTypes\":[\"%s\"]}";

        for (String type : List.of("client.secret", "service.created", "access.requested", "session.begun")) {
            connector.post("/webhook", body.formatted(type)).expectError(403, "ERR11620", "PERMISSION_DENIED");
            connector.get("/events?types=" + type).expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        connector
                .get("/events?types=service.created,nonsense")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        server.as(bob, "oauth.user.r").get("/events").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void s27_aDemotedAdministratorHearsTheirOwnOnly() {
        String client = server.newClient(bob, "oauth.admin").clientId();
        assertThat(hearer(client)).isEqualTo(bob);
        setType("admin");
        assertThat(hearer(client)).isEqualTo(ADMINISTRATORS);
        assertThat(hearer(server.newClient(bob, "oauth.client.r").clientId())).isEqualTo(bob);
        setType("employee");
        assertThat(hearer(client)).isEqualTo(bob);
    }

    private void setType(String type) {
        server.jdbi()
                .useHandle(handle -> handle.execute("update users set user_type = ? where user_id = ?", type, bob));
    }

    private static String hearer(String client) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select hearer from event_hearer where client_id = :client")
                        .bind("client", client)
                        .mapTo(String.class)
                        .one());
    }
}
