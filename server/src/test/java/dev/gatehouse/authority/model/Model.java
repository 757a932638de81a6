package dev.gatehouse.authority.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may what, as docs/authority.md says it, over a handful of people, their services and their clients. */
final class Model {
    static final String ADMIN = "oauth.admin";
    static final String CLIENT_WRITE = "oauth.client.w";
    static final String SERVICE_WRITE = "oauth.service.w";
    static final String USER_WRITE = "oauth.user.w";
    static final String REGISTER = "oauth.client.register";

    /** One of them for whoever changes teams. */
    static final Set<String> TEAM_WRITE = Set.of(CLIENT_WRITE, SERVICE_WRITE, USER_WRITE);

    static final String STORAGE_READ = "token-storage.r";
    static final String STORAGE_WRITE = "token-storage.w";
    static final String CONNECT = "token-storage.connect";

    private static final Set<String> OF_EVERYBODY = Set.of(
            "oauth.client.r",
            CLIENT_WRITE,
            REGISTER,
            "oauth.contract.check",
            "oauth.service.r",
            SERVICE_WRITE,
            "oauth.usage.w",
            STORAGE_READ,
            STORAGE_WRITE);

    /** Somebody who owns things: a user, or a team. */
    static final class Person {
        boolean administrator;
        boolean active = true;
        Set<String> given = Set.of();
        /** How often all that came of signing in was ended. */
        int ends;
    }

    /** Who calls: a person, with what their token carried when they got it. */
    record Principal(String name, String user, Set<String> carried) {}

    static final class Client {
        String owner;
        Set<String> own = new TreeSet<>();
        final Map<String, Set<String>> links = new TreeMap<>();
        /** Whether nobody is asked before it gets tokens, so that only administrators say where they go. */
        boolean trusted;
        /** The system scopes that the registration access token reaches; null where there is none. */
        Set<String> registration;
        /** The client that alone may exchange its tokens; null for any. */
        String mayAct;
    }

    /** What a client waits for: a scope of a service, directly or by a link. */
    record Pending(String clientId, String serviceId, String scope, boolean link) {}

    /** What happens to who asks for something of a service. */
    enum Access {
        GIVEN,
        WAITS,
        REFUSED
    }

    final Map<String, Person> people = new TreeMap<>();
    /** Who is in each team beside the one who owns it, by its id, under which it stands among the people, too. */
    final TreeMap<String, Set<String>> teams = new TreeMap<>();

    final Map<String, String> teamOwners = new TreeMap<>();
    final Map<String, Client> clients = new TreeMap<>();
    /** The owner of each service, which has a reading and a writing endpoint, each with a scope of its own. */
    final Map<String, String> services = new TreeMap<>();

    /** Who gets access to each service: open, approval or closed. */
    final Map<String, String> policies = new TreeMap<>();

    /** By the ids of access requests. */
    final Map<Long, Pending> pending = new TreeMap<>();

    final Held held = new Held();
    final Linked linked = new Linked();
    /** Whose client has each webhook, by its id. */
    final Map<String, String> webhooks = new TreeMap<>();

    static boolean isSystem(String scope) {
        return scope.startsWith("oauth.") || scope.startsWith("token-storage.");
    }

    static Set<String> system(Set<String> scopes) {
        return scopes.stream().filter(Model::isSystem).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean mayHold(String owner, String scope) {
        Person person = people.get(owner);
        return person.active
                && (!isSystem(scope)
                        || person.administrator
                        || OF_EVERYBODY.contains(scope)
                        || person.given.contains(scope));
    }

    /** What a client can get now. */
    Set<String> effective(Client client) {
        Set<String> scopes = new TreeSet<>(client.own);
        client.links.values().forEach(scopes::addAll);
        scopes.removeIf(scope -> !mayHold(client.owner, scope));
        return scopes;
    }

    /** What the token of a principal is good for now. */
    Set<String> power(Principal principal) {
        Set<String> scopes = new HashSet<>(principal.carried());
        scopes.removeIf(scope -> !mayHold(principal.user(), scope));
        return scopes;
    }

    boolean isAdministrator(Principal principal) {
        return power(principal).contains(ADMIN);
    }

    boolean actsFor(Principal principal, String owner) {
        return principal.user().equals(owner)
                || principal.user().equals(teamOwners.get(owner))
                || teams.getOrDefault(owner, Set.of()).contains(principal.user());
    }

    /** Whether the principal may say what the client is, and so make its tokens theirs. */
    boolean manages(Principal principal, Client client) {
        Set<String> power = power(principal);
        return power.contains(CLIENT_WRITE)
                && (power.contains(ADMIN)
                        || actsFor(principal, client.owner) && power.containsAll(system(effective(client))));
    }

    /** Whether the principal may say who is in the team, and so manages what it owns. */
    boolean managesTeam(Principal principal, String team) {
        Set<String> power = power(principal);
        return power.contains(ADMIN) && TEAM_WRITE.stream().anyMatch(power::contains)
                || principal.user().equals(teamOwners.get(team))
                        && power.containsAll(Set.of(CLIENT_WRITE, SERVICE_WRITE));
    }

    /** Whether somebody's tokens are good for anything. */
    boolean isActive(Principal principal) {
        return people.get(principal.user()).active;
    }

    /** Whether the principal may say where the client's tokens go, and take its secret. */
    boolean redirects(Principal principal, Client client) {
        return manages(principal, client) && (!client.trusted || isAdministrator(principal));
    }

    /** Whether the principal may give these scopes of our own API. */
    boolean gives(Principal principal, Set<String> scopes) {
        return isAdministrator(principal) || power(principal).containsAll(system(scopes));
    }

    /** @param by null for a client that changes itself, whose token is nobody's word */
    Access ask(Principal by, String serviceId) {
        String policy = policies.get(serviceId);
        boolean own = by != null
                && actsFor(by, services.get(serviceId))
                && (power(by).contains(CLIENT_WRITE) || power(by).contains(SERVICE_WRITE));
        if (policy.equals("open") || own || by != null && isAdministrator(by)) {
            return Access.GIVEN;
        }
        return policy.equals("closed") ? Access.REFUSED : Access.WAITS;
    }

    /** The scopes of services that are new to the client with which this happens. */
    Set<String> asked(Principal by, Set<String> had, Set<String> scopes, Access access) {
        return scopes.stream()
                .filter(scope -> !isSystem(scope) && !had.contains(scope))
                .filter(scope -> ask(by, serviceOf(scope)) == access)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }

    static String serviceOf(String scope) {
        return scope.substring(0, scope.indexOf('.'));
    }

    /** Whether the principal decides about access to the service. */
    boolean decides(Principal principal, String serviceId) {
        return power(principal).contains(SERVICE_WRITE)
                && (isAdministrator(principal) || actsFor(principal, services.get(serviceId)));
    }

    /** Whether the session still runs. */
    boolean isOpen(Held.Session session) {
        return !session.over && isThere(session);
    }

    /** Whether nothing has ended all that the user of the session had. */
    private boolean isThere(Held.Session session) {
        Person user = people.get(session.user);
        return user.active && user.ends == session.ends;
    }

    /** Whether a client is served, and what came of that is not ended. */
    boolean stands(String clientId, Held.Ground ground) {
        Client client = clients.get(clientId);
        return client != null
                && people.get(client.owner).active
                && (ground == null || (ground.whileAway() ? isThere(ground.session()) : isOpen(ground.session())));
    }

    /** What the client can get in the user's name now of these scopes. */
    Set<String> inNameOf(String user, String clientId, Set<String> scopes) {
        Set<String> effective = effective(clients.get(clientId));
        Set<String> left = new TreeSet<>(scopes);
        left.removeIf(
                scope -> !mayHold(user, scope) || !effective.contains(scope) && !Held.OF_A_PERSON.contains(scope));
        return left;
    }

    /** What a token is good for now; null where it is good for nothing, not even for saying whose it is. */
    Set<String> counting(Held.Token token) {
        Client subject = clients.get(token.subject());
        String user = subject == null ? token.subject() : subject.owner;
        boolean good = people.containsKey(user) && people.get(user).active && stands(token.clientId(), token.ground());
        return good ? inNameOf(user, token.clientId(), token.carried()) : null;
    }

    boolean mayOwn(Principal principal, String owner) {
        return isAdministrator(principal) || actsFor(principal, owner);
    }

    /** Whether the client manages itself by its registration access token. */
    boolean managesItself(Client client) {
        return client.registration != null
                && people.get(client.owner).active
                && client.registration.containsAll(system(effective(client)));
    }
}
