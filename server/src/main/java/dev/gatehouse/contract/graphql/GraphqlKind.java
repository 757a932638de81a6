package dev.gatehouse.contract.graphql;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.graphql.change.SchemaDifference;
import dev.gatehouse.contract.graphql.schema.GraphqlSchema;
import dev.gatehouse.contract.graphql.schema.RootField;
import dev.gatehouse.contract.graphql.schema.SchemaReader;
import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.graphql.GraphqlRequestReader;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GraphQL schema documents. Stateless. */
public final class GraphqlKind implements ContractKind {
    public static final ContractType GRAPHQL = new ContractType("graphql");

    private static final RequestReader REQUESTS = new GraphqlRequestReader();

    @Override
    public List<ContractType> types() {
        return List.of(GRAPHQL);
    }

    @Override
    public String documents() {
        return "GraphQL schemas";
    }

    @Override
    public String missing() {
        return "no GraphQL definition at the beginning";
    }

    @Override
    public boolean hasOwnSyntax() {
        return true;
    }

    @Override
    public boolean believesSenders() {
        return true;
    }

    @Override
    public Optional<ContractType> recognise(ContractDocument document, String supported) {
        return SchemaBeginning.isOf(document.source()) ? Optional.of(GRAPHQL) : Optional.empty();
    }

    @Override
    public ContractContent read(ContractType type, ContractDocument document, Notes notes) {
        GraphqlSchema schema = SchemaReader.read(document.source(), notes);
        return new ContractContent(
                "",
                StorableText.clean(schema.description()),
                schema.rootFields().stream().map(GraphqlKind::operation).toList(),
                declared(schema),
                schema.statesAccess(),
                List.of());
    }

    @Override
    public MessageDiff messageDiff(ContractDocument before, ContractDocument after) {
        return SchemaDifference.between(before.source(), after.source());
    }

    private static Operation operation(RootField field) {
        return new Operation(
                field.endpoint(),
                field.name(),
                field.role().reads(),
                field.access().map(access -> new Security(false, access.alternatives())),
                field.deprecated(),
                null,
                null);
    }

    /** The scopes that the document names; a schema has no place to describe them. */
    private static Map<String, String> declared(GraphqlSchema schema) {
        Map<String, String> scopes = new LinkedHashMap<>();
        schema.scopes().forEach(scope -> scopes.put(scope, ""));
        return scopes;
    }

    @Override
    public String mediaType(SourceText document) {
        return "application/graphql";
    }

    @Override
    public Optional<RequestReader> requestReader() {
        return Optional.of(REQUESTS);
    }

    /** Where the schema cannot be read any more, nothing below the root can be told, and it is refused. */
    @Override
    public Optional<RequestReader> requestReader(byte[] document) {
        return Optional.of(new GraphqlRequestReader(graph(document)));
    }

    private static SchemaGraph graph(byte[] document) {
        try {
            return SchemaReader.read(SourceText.of(document), new Notes()).graph();
        } catch (ApiException e) {
            return SchemaGraph.UNKNOWN;
        }
    }
}
