package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.List;
import java.util.Set;

/**
 * What a schema document says about who may call what. Immutable.
 *
 * @param description the schema's own, empty where there is none
 * @param rootFields in the document's order
 * @param scopes every scope that any directive names, wherever it stands, in the document's order
 * @param statesAccess whether any directive asks for a token
 * @param graph all types
 */
public record GraphqlSchema(
        String description, List<RootField> rootFields, Set<String> scopes, boolean statesAccess, SchemaGraph graph) {
    public GraphqlSchema {
        rootFields = List.copyOf(rootFields);
    }
}
