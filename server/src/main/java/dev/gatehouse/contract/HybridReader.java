package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Member;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads hybrid RPC specifications: {@code host}, {@code service} and a list {@code action} of calls, each with
 * {@code name}, {@code version} and {@code scope}. Members that say nothing about access are passed over. Thread-safe.
 */
final class HybridReader implements FormatReader {
    private static final int MOST_ACTIONS = 50_000;
    private static final String NO_SCOPE = "";

    @Override
    public Contract read(ContractDocument document) {
        Node.Mapping root = document.root();
        Notes notes = new Notes();
        String service = HybridNames.part(root, "service");
        String prefix = HybridNames.part(root, "host") + "/" + service + "/";
        List<Operation> operations = operations(root, prefix, notes);
        boolean derived = operations.stream()
                .noneMatch(operation ->
                        operation.security().filter(Security::statesScopes).isPresent());
        EndpointScopes scopes = new EndpointScopes(derived, document.serviceId(), notes);
        List<Endpoint> endpoints = scopes.endpoints(operations);
        if (operations.isEmpty()) {
            notes.add("The document has no operations.");
        }
        if (document.fileReferences() > 0) {
            notes.add("%,d $ref lead to other files; none was followed.".formatted(document.fileReferences()));
        }
        return new Contract(
                ContractType.HYBRID,
                service,
                root.member("description")
                        .map(Member::text)
                        .map(StorableText::clean)
                        .orElse(""),
                endpoints,
                scopes.scopes(new LinkedHashMap<>(), endpoints, service),
                derived,
                notes.list());
    }

    private static List<Operation> operations(Node.Mapping root, String prefix, Notes notes) {
        Member actions = root.member("action").orElseThrow(() -> Unreadable.at(root, "it has no 'action'"));
        Budget budget = new Budget(MOST_ACTIONS, "actions");
        Map<String, Integer> lines = new HashMap<>();
        List<Operation> operations = new ArrayList<>();
        for (Node item : actions.sequence().items()) {
            budget.spend(1, item);
            Node.Mapping action = action(item);
            Operation operation = operation(action, prefix, notes);
            Integer earlier = lines.putIfAbsent(operation.endpoint(), action.line());
            if (earlier != null) {
                throw Unreadable.at(
                        action,
                        "action %s is there already, at line %d"
                                .formatted(Unreadable.quote(operation.endpoint()), earlier));
            }
            operations.add(operation);
        }
        return operations;
    }

    private static Node.Mapping action(Node item) {
        if (item instanceof Node.Mapping action) {
            return action;
        }
        throw Unreadable.at(
                item,
                "an item of 'action' is %s; it must be an object with 'name' and 'version'".formatted(item.kind()));
    }

    /** An action may do anything, so that none counts as reading. */
    private static Operation operation(Node.Mapping action, String prefix, Notes notes) {
        String name = HybridNames.part(action, "name");
        String endpoint = prefix + name + "/" + HybridNames.version(action);
        HybridNames.requireShort(endpoint, action);
        action.member("handler").ifPresent(Member::string);
        boolean deprecated = Deprecations.isDeprecated(action);
        return new Operation(
                endpoint,
                name,
                false,
                security(action),
                deprecated,
                deprecated ? Deprecations.sunset(action, notes).orElse(null) : null);
    }

    /** An empty scope makes an action public; several are all needed. */
    private static Optional<Security> security(Node.Mapping action) {
        return action.member("scope").map(scope -> {
            String text = scope.string();
            return text.equals(NO_SCOPE)
                    ? new Security(true, List.of())
                    : new Security(
                            false,
                            List.of(List.copyOf(new LinkedHashSet<>(ScopeToken.split(
                                    text, scope.value().line(), scope.value().column())))));
        });
    }
}
