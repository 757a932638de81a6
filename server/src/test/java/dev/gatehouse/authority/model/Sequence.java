package dev.gatehouse.authority.model;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.authority.model.Model.Person;
import dev.gatehouse.authority.model.Model.Principal;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/** One random sequence in a world of its own. */
final class Sequence {
    private static final Set<String> NARROW = Set.of(Model.CLIENT_WRITE, Model.STORAGE_READ, Model.STORAGE_WRITE);

    private final long seed;
    private final Model model = new Model();
    private final World world;
    private final List<Principal> principals = new ArrayList<>();
    private final Draw draw;
    private final Tally tally;
    private final List<String> told = new ArrayList<>();

    /** @param watcher may introspect every token */
    Sequence(TestServer server, Registered watcher, Tally tally, long seed) {
        this.seed = seed;
        this.world = new World(server, watcher);
        this.tally = tally;
        this.draw = new Draw(new Random(seed), model, world, principals);
    }

    /** @return what is not as the model says, with all that led to it; null where everything is */
    String run() {
        populate();
        for (int step = 0; step < draw.steps(); step++) {
            String problem = step(draw.next());
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
            person.given = name.equals("alice") ? draw.given() : Set.of();
            String user = world.newPerson(person.administrator);
            model.people.put(user, person);
            guarded(user);
            principals.add(world.signedIn(model, name, user, Set.of()));
            principals.add(world.signedIn(model, name + "'s narrow token", user, NARROW));
        }
        String team = world.newTeam(principals.get(2).user());
        model.people.put(team, new Person());
        model.teams.put(team, new TreeSet<>());
        model.teamOwners.put(team, principals.get(2).user());
        guarded(team);
        principals.add(world.signedIn(model, "the team", team, Set.of()));
        if (draw.isAboutAccounts()) {
            model.linked.registrant = draw.any(principals).user();
            world.newConnector(model.linked.registrant);
        }
    }

    private void guarded(String owner) {
        String policy = draw.policy();
        String service = world.newService(owner, policy);
        model.services.put(service, owner);
        model.policies.put(service, policy);
    }

    private String step(Operation operation) {
        boolean allowed = operation.allowed(model);
        Answer answer = operation.call(world);
        boolean done = operation.isDone(answer);
        tally.count(operation, done);
        told.add(operation + " -> " + answer.status() + (done ? "" : " " + said(answer)));
        if (done != allowed) {
            return allowed ? "the model allows it" : "the model does not allow it";
        }
        if (!done && !operation.isRefusal(answer)) {
            return "is no refusal";
        }
        if (done) {
            operation.change(model);
            operation.learn(model, world, answer);
        } else {
            operation.refused(model);
        }
        return differences();
    }

    /** Of a page only what it is called. */
    private static String said(Answer answer) {
        return answer.text()
                .lines()
                .filter(line -> !answer.text().startsWith("<") || line.contains("<title>"))
                .findFirst()
                .orElse("");
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
}
