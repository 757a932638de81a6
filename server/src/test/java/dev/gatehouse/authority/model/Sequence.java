package dev.gatehouse.authority.model;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.authority.model.Model.Client;
import dev.gatehouse.authority.model.Model.Person;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/** One random sequence in a world of its own. */
final class Sequence {
    private static final int STEPS = 6;
    private static final int MAX_CLIENTS = 4;
    private static final List<String> SYSTEM = List.of(Model.ADMIN, Model.CLIENT_WRITE, "oauth.user.r");

    private static final List<String> POLICIES = List.of("open", "approval", "approval", "closed");

    private final long seed;
    private final Random random;
    private final Model model = new Model();
    private final World world;
    private final List<Principal> principals = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    Sequence(TestServer server, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = new World(server);
    }

    /** @return what is not as the model says, with all that led to it; null where everything is */
    String run() {
        populate();
        for (int step = 0; step < STEPS; step++) {
            String problem = step(next());
            if (problem != null) {
                return "seed " + seed + "\n  " + String.join("\n  ", told) + "\n  " + problem;
            }
        }
        return null;
    }

    private void populate() {
        for (String name : List.of("root", "alice", "bob")) {
            Person person = new Person();
            person.administrator = name.equals("root");
            String user = world.newPerson(person.administrator);
            model.people.put(user, person);
            guarded(user);
            principals.add(world.signedIn(model, name, user, Set.of()));
            principals.add(world.signedIn(model, name + "'s narrow token", user, Set.of(Model.CLIENT_WRITE)));
        }
        String team = world.newTeam(principals.get(2).user());
        model.people.put(team, new Person());
        model.teams.put(team, new TreeSet<>());
        model.teamOwners.put(team, principals.get(2).user());
        guarded(team);
        principals.add(world.signedIn(model, "the team", team, Set.of()));
    }

    private void guarded(String owner) {
        String policy = any(POLICIES);
        String service = world.newService(owner, policy);
        model.services.put(service, owner);
        model.policies.put(service, policy);
    }

    private String step(Operation operation) {
        boolean allowed = operation.allowed(model);
        Answer answer = operation.call(world);
        boolean done = answer.status() < 300;
        told.add(operation + " -> " + answer.status() + (done ? "" : " " + answer.text()));
        if (done != allowed) {
            return allowed ? "the model allows it" : "the model does not allow it";
        }
        if (!done && answer.status() != 409 && answer.status() >= 404) {
            return "is no refusal";
        }
        if (done) {
            operation.change(model);
            operation.learn(model, world, answer);
        }
        return differences();
    }

    /** Changes are heard at once, though not with the answer. */
    private String differences() {
        List<String> differences = world.differences(model);
        if (differences.isEmpty()) {
            return null;
        }
        try {
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> world.differences(model).isEmpty());
            return null;
        } catch (ConditionTimeoutException e) {
            return String.join("; ", world.differences(model));
        }
    }

    private Operation next() {
        if (random.nextInt(4) == 0) {
            int which = random.nextInt(principals.size());
            if (model.isActive(principals.get(which))) {
                principals.set(which, world.renewed(model, principals.get(which)));
            }
        }
        Principal by = any(principals);
        String person = any(List.copyOf(model.people.keySet()));
        if (model.clients.isEmpty() || model.clients.size() < MAX_CLIENTS && random.nextInt(3) == 0) {
            return random.nextInt(3) == 0
                    ? new Operation.Register(by, scopes())
                    : new Operation.Create(
                            by, random.nextBoolean() ? by.user() : person, scopes(), random.nextInt(4) == 0);
        }
        String clientId = any(List.copyOf(model.clients.keySet()));
        Client client = model.clients.get(clientId);
        String service = any(List.copyOf(model.services.keySet()));
        if (!model.pending.isEmpty() && random.nextInt(3) == 0) {
            return new AccessOperation.Decide(by, any(List.copyOf(model.pending.keySet())), random.nextInt(4) != 0);
        }
        return switch (random.nextInt(client.registration == null ? 15 : 17)) {
            case 0 -> new Operation.Rotate(by, clientId);
            case 1, 2 -> new Operation.Rescope(by, clientId, scopes());
            case 3 -> new Operation.Hand(by, clientId, person);
            case 4, 5 -> new Operation.Link(by, clientId, service, random.nextBoolean() ? "r" : "w");
            case 6 -> new Operation.Unlink(by, clientId, service);
            case 7, 8 ->
                new PeopleOperation.Appoint(
                        random.nextBoolean() ? by : principals.getFirst(),
                        any(users()),
                        random.nextBoolean(),
                        some(SYSTEM),
                        random.nextInt(4) != 0);
            case 9 -> {
                String team = model.teams.firstEntry().getKey();
                String bob = principals.get(4).user();
                yield new PeopleOperation.Join(
                        by, team, bob, !model.teams.get(team).contains(bob));
            }
            case 10 -> new Operation.Delete(by, clientId);
            case 11 -> new AccessOperation.Guard(by, service, any(POLICIES));
            case 12 ->
                hasAccess(client, service)
                        ? new AccessOperation.End(by, clientId, service)
                        : new Operation.Unlink(by, clientId, service);
            case 13 -> new Operation.Redirect(by, clientId, World.CALLBACK + "/" + random.nextInt(1_000_000));
            case 14 -> claim(by, service);
            default -> new Operation.Change(clientId, scopes());
        };
    }

    private Operation claim(Principal by, String service) {
        String other = any(List.copyOf(model.services.keySet()));
        boolean same = model.services.get(other).equals(model.services.get(service));
        return same
                ? new AccessOperation.Guard(by, service, any(POLICIES))
                : new AccessOperation.Claim(by, service, other + ".r");
    }

    private List<String> users() {
        return model.people.keySet().stream()
                .filter(id -> !model.teams.containsKey(id))
                .toList();
    }

    private static boolean hasAccess(Client client, String service) {
        return !client.links.getOrDefault(service, Set.of()).isEmpty()
                || client.own.stream().anyMatch(scope -> scope.startsWith(service + "."));
    }

    private Set<String> scopes() {
        Set<String> scopes = some(SYSTEM);
        model.services.keySet().forEach(service -> {
            if (random.nextInt(3) == 0) {
                scopes.add(service + ".r");
            }
        });
        return scopes;
    }

    private Set<String> some(List<String> scopes) {
        Set<String> some = new TreeSet<>(scopes);
        some.removeIf(scope -> random.nextInt(3) != 0);
        return some;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
