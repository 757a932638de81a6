package dev.gatehouse.http.input;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.events.EventCallers;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/** A server with a row of every kind that paths name, so that a path that leads elsewhere finds something to harm. */
final class FilledServer implements AutoCloseable {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final TestServer server = TestServer.start(Map.of());
    private final Map<String, String> names = new HashMap<>();
    private final Sender admin;
    private final Sender open;
    private final JsonNode registration;
    private final Set<String> publicOperations;

    FilledServer() {
        admin = new Sender(server.adminUrl(), token());
        open = new Sender(server.publicUrl(), token());
        publicOperations = server.gatehouse().publicRoutes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
        Api administrator = server.administrator();
        String person = server.newUser();
        String service = TokenFixture.newService(server, "filled.r");
        administrator.post("/oauth2/service/" + service + "/endpoint", """
                        [{"endpoint":"/v1/orders@get","operation":"orders","scope":"filled.r"}]
                        """).expect(201);
        String client = server.newClient("admin", "filled.r").clientId();
        server.link(client, service, "/v1/orders@get");
        administrator
                .post("/oauth2/team", "{\"teamId\":\"filled\",\"teamName\":\"A team\"}")
                .expect(200);
        EventCallers connector = EventCallers.on(server);
        connector.connect(person);
        String webhook = connector
                .webhook("https://port.invalid/events", "connection.revoked")
                .get("webhookId")
                .asString();
        registration = server.open()
                .withToken(token())
                .post("/oauth2/register", "{\"client_name\":\"filled\",\"redirect_uris\":[\"https://app.example/cb\"]}")
                .expect(201)
                .json();
        names.putAll(Map.of("serviceId", service, "clientId", client, "scope", "filled.r", "teamId", "filled"));
        names.putAll(Map.of("userId", person, "user", person, "tokenId", "0", "webhookId", webhook));
        names.putAll(Map.of("connector", connector.connector(), "servicename", connector.connector(), "version", "1"));
    }

    TestServer server() {
        return server;
    }

    /** Sends an administrator's requests to the admin listener, one after the other. */
    Sender admin() {
        return admin;
    }

    /** The same to the public listener. */
    Sender open() {
        return open;
    }

    /** To the listener that an operation is on. */
    Sender sender(OpenApiContract.Operation operation) {
        return isPublic(operation) ? open : admin;
    }

    /** A token of an administrator's client for the admin listener. */
    String token() {
        return server.administrator().token();
    }

    /** Where a client manages its registration, and the token with which it does. */
    String registered() {
        return "/oauth2/register/" + registration.get("client_id").asString();
    }

    String registrationToken() {
        return registration.get("registration_access_token").asString();
    }

    boolean isPublic(OpenApiContract.Operation operation) {
        return publicOperations.contains(operation.signature());
    }

    /** The parameters of the operation's path. */
    static List<String> parameters(OpenApiContract.Operation operation) {
        return PARAMETER
                .matcher(operation.path())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The path with what is there for every parameter. */
    String path(OpenApiContract.Operation operation) {
        return path(operation, Map.of());
    }

    /** The path with these values, as they are sent, and what is there for every other parameter. */
    String path(OpenApiContract.Operation operation, Map<String, String> given) {
        return PARAMETER.matcher(operation.path()).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(given.getOrDefault(name, names.getOrDefault(name, "1")));
        });
    }

    /** What is in each table, once what is to come by itself, the places of events, has come. */
    Map<String, String> content() {
        await().until(() -> server.jdbi()
                .withHandle(
                        handle -> handle.select("select not exists (select from connection_event where place is null)")
                                .mapTo(Boolean.class)
                                .one()));
        return server.jdbi().withHandle(handle -> {
            Map<String, String> content = new TreeMap<>();
            tables(handle)
                    .forEach(table -> content.put(
                            table,
                            handle.select("select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from "
                                            + table + " t")
                                    .mapTo(String.class)
                                    .one()));
            return content;
        });
    }

    private static List<String> tables(Handle handle) {
        return handle.select("select quote_ident(tablename) from pg_tables where schemaname = current_schema()")
                .mapTo(String.class)
                .list();
    }

    @Override
    public void close() {
        admin.close();
        open.close();
        server.close();
    }
}
