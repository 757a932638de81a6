package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.content.RequestReaderProvider;

/** Makes readers of GraphQL requests from the graph of a schema. Stateless. */
public final class GraphqlReaderProvider implements RequestReaderProvider {
    @Override
    public String serviceType() {
        return "graphql";
    }

    @Override
    public RequestReader reader(String description) {
        return new GraphqlRequestReader(GraphText.read(description));
    }
}
