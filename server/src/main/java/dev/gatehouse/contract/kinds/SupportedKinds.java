package dev.gatehouse.contract.kinds;

import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.contract.hybrid.HybridKind;
import dev.gatehouse.contract.openapi.OpenApiKind;
import java.util.List;

/** The contract kinds that this server takes: the one list that names them. */
public final class SupportedKinds {
    private SupportedKinds() {}

    public static ContractKinds all() {
        return new ContractKinds(List.of(new OpenApiKind(), new GraphqlKind(), new HybridKind()));
    }
}
