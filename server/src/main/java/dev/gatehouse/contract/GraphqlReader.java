package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.graphql.GraphqlSchema;
import dev.gatehouse.contract.graphql.RootField;
import dev.gatehouse.contract.graphql.SchemaReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads GraphQL schema documents: an endpoint for each field of a root type. Thread-safe. */
final class GraphqlReader implements FormatReader {
    @Override
    public Contract read(ContractDocument document) {
        Notes notes = new Notes();
        GraphqlSchema schema = SchemaReader.read(document.source(), notes);
        boolean derived = !schema.statesAccess();
        List<Operation> operations =
                schema.rootFields().stream().map(GraphqlReader::operation).toList();
        EndpointScopes scopes = new EndpointScopes(derived, document.serviceId(), notes);
        List<Endpoint> endpoints = scopes.endpoints(operations);
        if (operations.isEmpty()) {
            notes.add("The document has no operations.");
        }
        return new Contract(
                ContractType.GRAPHQL,
                "",
                StorableText.clean(schema.description()),
                endpoints,
                scopes.scopes(declared(schema), endpoints, ""),
                derived,
                notes.list());
    }

    private static Operation operation(RootField field) {
        return new Operation(
                field.endpoint(),
                field.name(),
                field.role().reads(),
                field.access().map(access -> new Security(false, access.alternatives())),
                field.deprecated(),
                null);
    }

    /** The scopes that the document names; a schema has no place to describe them. */
    private static Map<String, String> declared(GraphqlSchema schema) {
        Map<String, String> scopes = new LinkedHashMap<>();
        schema.scopes().forEach(scope -> scopes.put(scope, ""));
        return scopes;
    }
}
