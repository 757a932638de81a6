package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.EndpointNames;
import dev.gatehouse.contract.FreshSignIn;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds a specification's actions, each with {@code name}, {@code version} and what it asks for. Not thread-safe. */
final class Actions {
    private static final int MAX_ACTIONS = 50_000;

    private final References references;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_ACTIONS, "actions");
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Action> found = new ArrayList<>();

    Actions(References references, Notes notes) {
        this.references = references;
        this.notes = notes;
    }

    /** An action as it stands in the document. */
    private record Action(String endpoint, String name, Node.Mapping content) {}

    /** Those of the list {@code action}. @param prefix what stands before an action in the name of its endpoint */
    void addList(String prefix, Node.Mapping root) {
        Member actions = root.member("action").orElseThrow(() -> Unreadable.at(root, "it has no 'action'"));
        references.sequence(actions).items().forEach(item -> {
            Node.Mapping action = action(item);
            String name = HybridNames.part(action, "name");
            action.member("handler").ifPresent(Member::string);
            add(prefix + name + "/" + HybridNames.version(action), name, action, action);
        });
    }

    /** One of the older form: an object named as its endpoint is. */
    void addNamed(Member member) {
        String[] parts = member.name().split("/");
        add(member.name(), parts[2], references.mapping(member), member);
    }

    private Node.Mapping action(Node item) {
        Node node = references.value(item);
        if (node instanceof Node.Mapping action) {
            return action;
        }
        throw Unreadable.at(
                node,
                "an item of 'action' is %s; it must be an object with 'name' and 'version'".formatted(node.kind()));
    }

    private void add(String endpoint, String name, Node.Mapping action, Located place) {
        budget.spend(1, place);
        EndpointNames.requireShort(endpoint, place);
        Integer earlier = lines.putIfAbsent(endpoint, place.line());
        if (earlier != null) {
            throw Unreadable.at(
                    place, "action %s is there already, at line %d".formatted(Unreadable.quote(endpoint), earlier));
        }
        found.add(new Action(endpoint, name, action));
    }

    /** Whether any of them says who may call it. */
    boolean stateAccess() {
        return found.stream().anyMatch(action -> ActionSecurity.isStated(action.content()));
    }

    /** The actions as they stand in the document, by their endpoints. */
    Map<String, Node.Mapping> contents() {
        Map<String, Node.Mapping> contents = new LinkedHashMap<>();
        found.forEach(action -> contents.put(action.endpoint(), action.content()));
        return contents;
    }

    /** An action may do anything, so that none counts as reading. */
    List<Operation> operations() {
        ActionSecurity security = new ActionSecurity(stateAccess(), notes);
        return found.stream()
                .map(action -> new Operation(
                        action.endpoint(),
                        action.name(),
                        false,
                        security.of(action.content(), action.endpoint()),
                        Deprecations.isDeprecated(action.content()),
                        Deprecations.sunset(action.content(), notes).orElse(null),
                        FreshSignIn.of(action.content()).orElse(null)))
                .toList();
    }
}
