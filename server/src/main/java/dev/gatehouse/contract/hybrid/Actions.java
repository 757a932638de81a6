package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.EndpointNames;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a specification's actions, each with {@code name}, {@code version} and {@code scope}. Not thread-safe. */
final class Actions {
    private static final int MAX_ACTIONS = 50_000;
    private static final String NO_SCOPE = "";

    private final String prefix;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_ACTIONS, "actions");
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    /** @param prefix what stands before an action in the name of its endpoint */
    Actions(String prefix, Notes notes) {
        this.prefix = prefix;
        this.notes = notes;
    }

    List<Operation> of(Node.Mapping root) {
        Member actions = root.member("action").orElseThrow(() -> Unreadable.at(root, "it has no 'action'"));
        actions.sequence().items().forEach(this::add);
        return operations;
    }

    private void add(Node item) {
        budget.spend(1, item);
        if (!(item instanceof Node.Mapping action)) {
            throw Unreadable.at(
                    item,
                    "an item of 'action' is %s; it must be an object with 'name' and 'version'".formatted(item.kind()));
        }
        Operation operation = operation(action);
        Integer earlier = lines.putIfAbsent(operation.endpoint(), action.line());
        if (earlier != null) {
            throw Unreadable.at(
                    action,
                    "action %s is there already, at line %d"
                            .formatted(Unreadable.quote(operation.endpoint()), earlier));
        }
        operations.add(operation);
    }

    /** An action may do anything, so that none counts as reading. */
    private Operation operation(Node.Mapping action) {
        String name = HybridNames.part(action, "name");
        String endpoint = prefix + name + "/" + HybridNames.version(action);
        EndpointNames.requireShort(endpoint, action);
        action.member("handler").ifPresent(Member::string);
        return new Operation(
                endpoint,
                name,
                false,
                security(action),
                Deprecations.isDeprecated(action),
                Deprecations.sunset(action, notes).orElse(null));
    }

    /** An empty scope makes an action public; several are all needed. */
    private static Optional<Security> security(Node.Mapping action) {
        return action.member("scope").map(scope -> {
            String text = scope.string();
            return text.equals(NO_SCOPE) ? new Security(true, List.of()) : needing(text, scope.value());
        });
    }

    private static Security needing(String scopes, Node place) {
        List<String> needed = ScopeToken.split(scopes, place.line(), place.column());
        return new Security(false, List.of(List.copyOf(new LinkedHashSet<>(needed))));
    }
}
