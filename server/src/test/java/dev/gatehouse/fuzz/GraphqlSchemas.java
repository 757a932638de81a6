package dev.gatehouse.fuzz;

import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.contract.kinds.SupportedKinds;
import java.util.Optional;

/** Contracts whose sender says that they are schemas of GraphQL. */
public final class GraphqlSchemas implements Reader {
    private final ContractReader reader = new ContractReader(SupportedKinds.all());

    @Override
    public void read(byte[] sent) {
        reader.read("shop", sent, Optional.of(GraphqlKind.GRAPHQL));
    }
}
