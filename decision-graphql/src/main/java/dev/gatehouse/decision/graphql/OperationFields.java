package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Undecidable;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a request means, and what it reaches. Stateless. */
final class OperationFields {
    private OperationFields() {}

    /**
     * Adds what the operation reaches that the request means.
     *
     * @param schema null where it is not known: then the root fields are all that is told
     * @throws Undecidable where that is not clear
     */
    static void add(GraphqlRequest request, @Nullable SchemaGraph schema, Reached reached) {
        Document document = QueryParser.parse(request.query());
        OperationDefinition operation = operation(document, request.operationName());
        RootRole role = RootRole.valueOf(operation.getOperation().name());
        Map<String, FragmentDefinition> fragments = fragments(document);
        if (schema == null) {
            new RootSelections(fragments, reached).follow(role, operation.getSelectionSet());
        } else {
            new SchemaWalk(schema, fragments, reached).follow(role, operation.getSelectionSet());
        }
        if (reached.isEmpty()) {
            throw Undecidable.because("the operation asks for no field");
        }
    }

    private static Map<String, FragmentDefinition> fragments(Document document) {
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            if (fragments.put(fragment.getName(), fragment) != null) {
                throw Undecidable.because("fragment %s is defined twice".formatted(Quoted.text(fragment.getName())));
            }
        }
        return fragments;
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
                .orElseThrow(() -> Undecidable.because("it has no operation %s".formatted(Quoted.text(name))));
    }
}
