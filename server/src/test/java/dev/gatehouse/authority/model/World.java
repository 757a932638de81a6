package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import dev.gatehouse.vault.connect.ConnectFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The server, and every secret that it ever showed to anybody. */
final class World {
    static final String CALLBACK = "https://desk.example.org/callback";
    static final String GRANT_TYPES = """
            ["authorization_code","client_credentials","refresh_token","urn:ietf:params:oauth:grant-type:token-exchange"]""";

    /** The example of RFC 7636. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String[] OF_AGENTS = {
        Model.ADMIN,
        "oauth.client.r",
        Model.CLIENT_WRITE,
        "oauth.service.r",
        Model.SERVICE_WRITE,
        Model.USER_WRITE,
        Model.REGISTER,
        Model.STORAGE_READ,
        Model.STORAGE_WRITE,
        Model.CONNECT
    };

    /** Where a link leads, and what its maker confirms it by. */
    record Url(String linkId, String target) {}

    /** What somebody works with: a client of theirs that no call of a sequence is about. */
    private record Agent(Registered client, Set<String> asked) {}

    private final TestServer server;
    private final Registered watcher;
    private final Map<String, Registered> clients = new HashMap<>();
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    final Map<String, String> secrets = new HashMap<>();
    final Map<String, String> registrations = new HashMap<>();
    final Map<String, String> callbacks = new HashMap<>();
    /** Who alone may exchange what each client has. */
    final Map<String, String> mayAct = new HashMap<>();

    final Map<String, String> passwords = new HashMap<>();
    private final Map<Held.Session, Browser> browsers = new HashMap<>();
    final Map<Held.Token, String> held = new IdentityHashMap<>();
    final Map<Held.Family, String> refreshTokens = new IdentityHashMap<>();
    final Map<Linked.Invitation, Url> links = new HashMap<>();
    final Map<Linked.Invitation, String> codes = new HashMap<>();
    final String connector = "port-" + UUID.randomUUID();
    String teamOwner;

    /** @param watcher may introspect every token */
    World(TestServer server, Registered watcher) {
        this.server = server;
        this.watcher = watcher;
    }

    String newPerson(boolean administrator) {
        String user = server.newUser();
        if (administrator) {
            server.jdbi()
                    .useHandle(
                            handle -> handle.execute("update users set user_type = 'admin' where user_id = ?", user));
        }
        return user;
    }

    /** A team that somebody owns. */
    String newTeam(String owner) {
        String team = "team-" + UUID.randomUUID();
        server.administrator().post("/oauth2/team", """
                        {"teamId":"%s","teamName":"A team","members":[{"userId":"%s","role":"owner"}]}
                        """.formatted(team, owner)).expect(200);
        teamOwner = owner;
        return team;
    }

    /** A third party that the user's client registered, for accounts with a name and a password. */
    void newConnector(String user) {
        Registered registrant = clients.get(user);
        server.admin()
                .withBasic(registrant.clientId(), registrant.secret())
                .post("/token-storage/service", """
                        {"servicename":"%s","implements":["metadata"],"credentials":{"userId":true,"password":true}}
                        """.formatted(connector))
                .expect(200);
    }

    /** A service that asks one scope for reading and one for writing; there before anybody does anything. */
    String newService(String owner, String policy) {
        String service = "s" + UUID.randomUUID();
        server.jdbi().useTransaction(handle -> {
            handle.execute("""
                            insert into service (service_id, service_type, service_name, owner_id, policy, scope, created,
                                                 updated)
                            values (?, 'openapi', 'A service', ?, ?, ?, now(), now())
                            """, service, owner, policy, service + ".r " + service + ".w");
            handle.execute("""
                            insert into endpoint (service_id, endpoint, operation, scope)
                            values (?, '/r@get', 'r', ?), (?, '/w@get', 'w', ?)
                            """, service, service + ".r", service, service + ".w");
        });
        return service;
    }

    /** @param asked the scopes of the token; empty for everything */
    Principal signedIn(Model model, String name, String user, Set<String> asked) {
        agents.put(
                name,
                new Agent(clients.computeIfAbsent(user, _ -> newAgent(user, model.people.get(user).given)), asked));
        return renewed(model, new Principal(name, user, Set.of()));
    }

    private Registered newAgent(String user, Set<String> given) {
        Registered agent = server.newClient(user, OF_AGENTS);
        server.jdbi().useHandle(handle -> {
            handle.execute("update users set system_scope = ? where user_id = ?", String.join(" ", given), user);
            handle.execute(
                    "update client set redirect_uris = array[?] where client_id = ?", CALLBACK, agent.clientId());
        });
        return agent;
    }

    /** The principal with a new token. */
    Principal renewed(Model model, Principal principal) {
        Agent agent = agents.get(principal.name());
        Client client = new Client();
        client.owner = principal.user();
        client.own = new TreeSet<>(Set.of(OF_AGENTS));
        Set<String> carried = model.effective(client);
        if (!agent.asked().isEmpty()) {
            carried.retainAll(agent.asked());
        }
        tokens.put(
                principal.name(),
                server.token(
                        agent.client().clientId(),
                        agent.client().secret(),
                        agent.asked().toArray(String[]::new)));
        return new Principal(principal.name(), principal.user(), carried);
    }

    Api as(Principal principal) {
        return server.admin().withToken(tokens.get(principal.name()));
    }

    /** The public listener. */
    Api open(Principal principal) {
        return server.open().withToken(tokens.get(principal.name()));
    }

    Api itself(String clientId) {
        return server.open().withToken(registrations.get(clientId));
    }

    /** What a change of a client must repeat. */
    String repeated(String clientId) {
        return ",\"redirectUri\":\"" + callbacks.getOrDefault(clientId, CALLBACK) + "\"" + claims(clientId);
    }

    String claims(String clientId) {
        return claim(mayAct.get(clientId));
    }

    /** Nothing where nobody is named. */
    String claim(String actor) {
        return actor == null ? "" : ",\"customClaim\":{\"may_act\":{\"client_id\":\"" + actor + "\"}}";
    }

    String password(String user) {
        return passwords.getOrDefault(user, "correct horse");
    }

    Browser browser(Held.Session session) {
        return browsers.computeIfAbsent(session, _ -> Browser.signedIn(server, session.user));
    }

    /** What the client gets at the token endpoint. */
    Answer token(String clientId, String form) {
        return server.open()
                .withBasic(clientId, secrets.get(clientId))
                .send("POST", "/oauth2/token", form, "Content-Type", FORM);
    }

    /** What a client gets that sends a person here: tokens, or what the person sees in their place. */
    Answer tokensByCode(Held.Session session, String clientId, Set<String> asked) {
        String callback = "redirect_uri=" + Visitor.encoded(callbacks.getOrDefault(clientId, CALLBACK));
        String scope = asked.isEmpty() ? "" : "&scope=" + String.join("+", asked);
        Browser browser = browser(session);
        Answer page = browser.get("/oauth2/code?response_type=code&client_id=" + clientId + "&code_challenge="
                + CHALLENGE + "&code_challenge_method=S256&" + callback + scope);
        boolean asks = page.status() == 200 && page.text().contains("name=\"decision\"");
        Answer back = asks ? browser.submit(page, Map.of("decision", "allow")) : page;
        String location = back.status() == 303 ? back.header("Location") : "";
        return location.contains("?code=")
                ? token(
                        clientId,
                        "grant_type=authorization_code&code_verifier=" + VERIFIER + "&" + callback + "&code="
                                + ConnectFixture.query(location).get("code"))
                : back;
    }

    /** What is not as the model says: what clients get, what tokens are good for, and who is connected with what. */
    List<String> differences(Model model) {
        List<String> differences = differencesOfClients(model);
        held.forEach((token, value) -> {
            Set<String> expected = model.counting(token);
            Set<String> found = counting(value);
            if (!Objects.equals(expected, found)) {
                differences.add("token of " + token + " is good for " + found + " instead of " + expected);
            }
        });
        model.linked.links.stream().map(link -> link.user).distinct().forEach(user -> {
            String expected = model.linked.connections.get(user);
            String found = connection(model, user);
            if (!Objects.equals(expected, found)) {
                differences.add(user + " is connected with " + found + " instead of " + expected);
            }
        });
        return differences;
    }

    /** Null where the token is good for nothing. */
    private Set<String> counting(String token) {
        JsonNode answer = server.open()
                .withBasic(watcher.clientId(), watcher.secret())
                .send("POST", "/oauth2/introspect", "token=" + token, "Content-Type", FORM)
                .expect(200)
                .json();
        return answer.get("active").asBoolean() ? scopes(answer) : null;
    }

    /** What the third party's registrant reads, at least while it is served. */
    private String connection(Model model, String user) {
        if (!model.people.get(model.linked.registrant).active) {
            return model.linked.connections.get(user);
        }
        Registered registrant = clients.get(model.linked.registrant);
        Answer answer = server.admin()
                .withBasic(registrant.clientId(), registrant.secret())
                .get("/connections/" + user + "/" + connector + "/token");
        return answer.status() == 404
                ? null
                : answer.expect(200).json().get("access_token").asString();
    }

    /** Clients whose tokens carry something else than the model grants. */
    private List<String> differencesOfClients(Model model) {
        List<String> differences = new ArrayList<>();
        model.clients.forEach((id, client) -> {
            Set<String> granted = model.effective(client);
            Set<String> got = scopes(id, model.people.get(client.owner).active);
            if (!got.equals(granted)) {
                differences.add("client " + id + " gets " + got + " where " + granted + " is granted");
            }
        });
        return differences;
    }

    /** @param served whether there is a token at all, which holds nothing perhaps */
    private Set<String> scopes(String clientId, boolean served) {
        Answer answer = token(clientId, "grant_type=client_credentials");
        if (answer.status() == (served ? 401 : 200)) {
            return Set.of(served ? "no token" : "a token");
        }
        if (!served) {
            return Set.of();
        }
        return scopes(answer.expect(200).json());
    }

    static Set<String> scopes(JsonNode answer) {
        String scope = answer.path("scope").asString("");
        return scope.isEmpty() ? Set.of() : new TreeSet<>(List.of(scope.split(" ")));
    }
}
