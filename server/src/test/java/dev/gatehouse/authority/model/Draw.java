package dev.gatehouse.authority.model;

import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Principal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws what happens next. A sequence is mostly about one thing, so that one step of it can build on another. */
final class Draw {
    private static final int MAX_CLIENTS = 4;
    private static final List<String> SYSTEM = List.of(Model.ADMIN, Model.CLIENT_WRITE, "oauth.user.r");
    private static final List<String> GIVEN = List.of(Model.ADMIN, Model.USER_WRITE, Model.CONNECT);
    private static final List<String> POLICIES = List.of("open", "approval", "approval", "closed");

    /** With how many calls there are: more where the first ones only lead to what is tried. */
    private enum Subject {
        CLIENTS(6, Set.of()),
        TOKENS(9, Set.of(Model.USER_WRITE)),
        ACCOUNTS(8, Set.of(Model.CONNECT));

        private final int steps;
        private final Set<String> given;

        Subject(int steps, Set<String> given) {
            this.steps = steps;
            this.given = given;
        }
    }

    private static final List<Subject> SUBJECTS =
            List.of(Subject.CLIENTS, Subject.CLIENTS, Subject.TOKENS, Subject.TOKENS, Subject.ACCOUNTS);

    private final Random random;
    private final Model model;
    private final World world;
    private final List<Principal> principals;
    private final Subject subject;
    private final TokenDraw tokens;
    private final VaultDraw accounts;

    Draw(Random random, Model model, World world, List<Principal> principals) {
        this.random = random;
        this.model = model;
        this.world = world;
        this.principals = principals;
        this.subject = any(SUBJECTS);
        this.tokens = new TokenDraw(this, model);
        this.accounts = new VaultDraw(this, model);
    }

    int steps() {
        return subject.steps;
    }

    /** What somebody who is no administrator was given before. */
    Set<String> given() {
        return subject.given;
    }

    boolean isAboutAccounts() {
        return subject == Subject.ACCOUNTS;
    }

    Operation next() {
        if (oneIn(4)) {
            int which = random.nextInt(principals.size());
            if (model.isActive(principals.get(which))) {
                principals.set(which, world.renewed(model, principals.get(which)));
            }
        }
        return switch (subject) {
            case TOKENS -> model.clients.size() < 2 ? registered() : oneIn(4) ? aboutClients() : tokens.next();
            case ACCOUNTS -> oneIn(6) ? appoint() : accounts.next();
            case CLIENTS -> aboutClients();
        };
    }

    /** A client to get tokens with, as administrators may give people. */
    private Operation registered() {
        return new Operation.Create(principals.getFirst(), user(), scopes(), oneIn(4));
    }

    private Operation aboutClients() {
        Principal by = principal();
        String owner = any(List.copyOf(model.people.keySet()));
        if (model.clients.isEmpty() || model.clients.size() < MAX_CLIENTS && oneIn(3)) {
            return oneIn(3)
                    ? new Operation.Register(by, scopes())
                    : new Operation.Create(by, random.nextBoolean() ? by.user() : owner, scopes(), oneIn(4));
        }
        String clientId = clientId();
        Client client = model.clients.get(clientId);
        String service = any(List.copyOf(model.services.keySet()));
        if (!model.pending.isEmpty() && oneIn(3)) {
            return new AccessOperation.Decide(by, any(List.copyOf(model.pending.keySet())), !oneIn(4));
        }
        return switch (random.nextInt(client.registration == null ? 15 : 17)) {
            case 0 -> new Operation.Rotate(by, clientId);
            case 1, 2 -> new Operation.Rescope(by, clientId, scopes());
            case 3 -> new Operation.Hand(by, clientId, owner);
            case 4, 5 -> new Operation.Link(by, clientId, service, random.nextBoolean() ? "r" : "w");
            case 6 -> new Operation.Unlink(by, clientId, service);
            case 7, 8 -> appoint();
            case 9 -> {
                String team = model.teams.firstEntry().getKey();
                String bob = principals.get(4).user();
                yield new PeopleOperation.Join(
                        by, team, bob, !model.teams.get(team).contains(bob));
            }
            case 10 -> new Operation.Delete(by, clientId);
            case 11 -> new AccessOperation.Guard(by, service, policy());
            case 12 ->
                hasAccess(client, service)
                        ? new AccessOperation.End(by, clientId, service)
                        : new Operation.Unlink(by, clientId, service);
            case 13 -> new Operation.Redirect(by, clientId, World.CALLBACK + "/" + random.nextInt(1_000_000));
            case 14 -> claim(by, service);
            default -> new Operation.Change(clientId, scopes());
        };
    }

    private Operation appoint() {
        return new PeopleOperation.Appoint(
                administratorPerhaps(), user(), random.nextBoolean(), some(GIVEN), !oneIn(4));
    }

    private Operation claim(Principal by, String service) {
        String other = any(List.copyOf(model.services.keySet()));
        boolean same = model.services.get(other).equals(model.services.get(service));
        return same
                ? new AccessOperation.Guard(by, service, policy())
                : new AccessOperation.Claim(by, service, other + ".r");
    }

    private static boolean hasAccess(Client client, String service) {
        return !client.links.getOrDefault(service, Set.of()).isEmpty()
                || client.own.stream().anyMatch(scope -> scope.startsWith(service + "."));
    }

    private Set<String> scopes() {
        Set<String> scopes = some(SYSTEM);
        model.services.keySet().forEach(service -> {
            if (oneIn(3)) {
                scopes.add(service + ".r");
            }
        });
        return scopes;
    }

    private Set<String> some(List<String> scopes) {
        Set<String> some = new TreeSet<>(scopes);
        some.removeIf(_ -> !oneIn(3));
        return some;
    }

    Principal principal() {
        return any(principals);
    }

    /** Anybody, though most things about people are an administrator's. */
    Principal administratorPerhaps() {
        return random.nextBoolean() ? principal() : principals.getFirst();
    }

    /** One of the tokens of that user or team. */
    Principal of(String user) {
        return any(principals.stream()
                .filter(principal -> principal.user().equals(user))
                .toList());
    }

    /** No team. */
    String user() {
        return any(model.people.keySet().stream()
                .filter(id -> !model.teams.containsKey(id))
                .toList());
    }

    String clientId() {
        return any(List.copyOf(model.clients.keySet()));
    }

    String policy() {
        return any(POLICIES);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
