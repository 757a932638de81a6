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

    private static final Set<String> OF_EVERYBODY =
            Set.of("oauth.client.r", CLIENT_WRITE, REGISTER, "oauth.contract.check", "oauth.service.r", SERVICE_WRITE);

    /** Somebody who owns things. */
    static final class Person {
        boolean administrator;
        boolean active = true;
        Set<String> given = Set.of();
    }

    /** Who calls: a person, with what their token carried when they got it. */
    record Principal(String name, String user, Set<String> carried) {}

    static final class Client {
        String owner;
        Set<String> own = new TreeSet<>();
        final Map<String, Set<String>> links = new TreeMap<>();
        /** The system scopes that the registration access token reaches; null where there is none. */
        Set<String> registration;
    }

    final Map<String, Person> people = new TreeMap<>();
    final Map<String, Client> clients = new TreeMap<>();
    /** The owner of each service, which has a reading and a writing endpoint, each with a scope of its own. */
    final Map<String, String> services = new TreeMap<>();

    static boolean isSystem(String scope) {
        return scope.startsWith("oauth.");
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
        return principal.user().equals(owner);
    }

    /** Whether the principal may say what the client is, and so make its tokens theirs. */
    boolean manages(Principal principal, Client client) {
        Set<String> power = power(principal);
        return power.contains(CLIENT_WRITE)
                && (power.contains(ADMIN)
                        || actsFor(principal, client.owner) && power.containsAll(system(effective(client))));
    }

    /** Whether the principal may give these scopes of our own API. */
    boolean gives(Principal principal, Set<String> scopes) {
        return isAdministrator(principal) || power(principal).containsAll(system(scopes));
    }

    boolean mayOwn(Principal principal, String owner) {
        return isAdministrator(principal) || actsFor(principal, owner);
    }

    /** Whether the client manages itself by its registration access token. */
    boolean managesItself(Client client) {
        return client.registration != null && client.registration.containsAll(system(effective(client)));
    }
}
