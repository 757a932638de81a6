package dev.gatehouse.contract.graphql.request;

import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.contract.graphql.schema.RootRole;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The root fields of one operation, fragments at the root included (GraphQL, section 6.3.2). Not thread-safe: one per
 * operation.
 */
final class OperationFields {
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Set<String> spread = new HashSet<>();
    private final Set<String> endpoints = new HashSet<>();
    private final Deque<SelectionSet> rest = new ArrayDeque<>();
    private final RootRole role;

    private OperationFields(Document document, OperationDefinition operation) {
        for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            if (fragments.put(fragment.getName(), fragment) != null) {
                throw Undecidable.because(
                        "fragment %s is defined twice".formatted(Unreadable.quote(fragment.getName())));
            }
        }
        role = RootRole.valueOf(operation.getOperation().name());
        rest.push(operation.getSelectionSet());
    }

    /** The endpoints of the operation that the request means; ERR12170 where that is not clear. */
    static Set<String> of(GraphqlRequest request) {
        Document document = QueryParser.parse(request.query());
        OperationDefinition operation = operation(document, request.operationName());
        return new OperationFields(document, operation).endpoints();
    }

    private static OperationDefinition operation(Document document, String name) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        Set<String> names = new HashSet<>();
        for (OperationDefinition operation : operations) {
            boolean nameless = operation.getName() == null;
            if (operations.size() > 1 && (nameless || !names.add(operation.getName()))) {
                throw Undecidable.because("of several operations, two have the same name or one has none");
            }
        }
        if (name.isEmpty() && operations.size() != 1) {
            throw Undecidable.because("it has %,d operations and does not say which is meant; send operationName"
                    .formatted(operations.size()));
        }
        return operations.stream()
                .filter(operation -> name.isEmpty() || name.equals(operation.getName()))
                .findFirst()
                .orElseThrow(() -> Undecidable.because("it has no operation %s".formatted(Unreadable.quote(name))));
    }

    private Set<String> endpoints() {
        while (!rest.isEmpty()) {
            for (Selection<?> selection : rest.pop().getSelections()) {
                take(selection);
            }
        }
        if (endpoints.isEmpty()) {
            throw Undecidable.because("the operation asks for no field");
        }
        return endpoints;
    }

    private void take(Selection<?> selection) {
        switch (selection) {
            case Field field -> endpoints.add(role.endpoint(field.getName()));
            case InlineFragment inline -> rest.push(inline.getSelectionSet());
            case FragmentSpread named -> spread(named.getName());
            default -> throw Undecidable.because("the operation has something that is neither field nor fragment");
        }
    }

    /** Each fragment once: one that spreads itself brings nothing new. */
    private void spread(String name) {
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            throw Undecidable.because("fragment %s is not defined".formatted(Unreadable.quote(name)));
        }
        if (spread.add(name)) {
            rest.push(fragment.getSelectionSet());
        }
    }
}
