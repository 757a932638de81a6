package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The server, and every secret that it ever showed to anybody. */
final class World {
    static final String CALLBACK = "https://desk.example.org/callback";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String[] OF_AGENTS = {
        Model.ADMIN,
        "oauth.client.r",
        Model.CLIENT_WRITE,
        "oauth.service.r",
        Model.SERVICE_WRITE,
        Model.USER_WRITE,
        Model.REGISTER
    };

    /** What somebody works with: a client of theirs that no call of a sequence is about. */
    private record Agent(Registered client, Set<String> asked) {}

    private final TestServer server;
    private final Map<String, Registered> clients = new HashMap<>();
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    final Map<String, String> secrets = new HashMap<>();
    final Map<String, String> registrations = new HashMap<>();
    final Map<String, String> callbacks = new HashMap<>();
    String teamOwner;

    World(TestServer server) {
        this.server = server;
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
        agents.put(name, new Agent(clients.computeIfAbsent(user, this::newAgent), asked));
        return renewed(model, new Principal(name, user, Set.of()));
    }

    private Registered newAgent(String user) {
        Registered agent = server.newClient(user, OF_AGENTS);
        server.jdbi().useHandle(handle -> handle.execute("update users set system_scope = '' where user_id = ?", user));
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
    String redirect(String clientId) {
        return ",\"redirectUri\":\"" + callbacks.getOrDefault(clientId, CALLBACK) + "\"";
    }

    /** Clients whose tokens carry something else than the model grants. */
    List<String> differences(Model model) {
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
        Answer answer = server.open()
                .withBasic(clientId, secrets.get(clientId))
                .send("POST", "/oauth2/token", "grant_type=client_credentials", "Content-Type", FORM);
        if (answer.status() == (served ? 401 : 200)) {
            return Set.of(served ? "no token" : "a token");
        }
        if (!served) {
            return Set.of();
        }
        answer.expect(200);
        String scope = answer.json().path("scope").asString("");
        return scope.isEmpty() ? Set.of() : new TreeSet<>(List.of(scope.split(" ")));
    }
}
