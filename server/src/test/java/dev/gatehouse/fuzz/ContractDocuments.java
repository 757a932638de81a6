package dev.gatehouse.fuzz;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.registry.policy.GatewayAddresses;
import dev.gatehouse.registry.policy.KeptDecisions;
import dev.gatehouse.registry.policy.Policy;
import dev.gatehouse.registry.policy.PolicyFormat;
import java.util.Optional;

/** Contracts of any kind, recognised by what they are, and the policies that are written of them. */
public final class ContractDocuments implements Reader {
    private final ContractReader reader = new ContractReader(SupportedKinds.all());
    private final GatewayAddresses addresses = GatewayAddresses.of(null, null, null, null);

    @Override
    public void read(byte[] sent) {
        Contract contract = reader.read("shop", sent, Optional.empty());
        Policy policy = Policy.of(
                "shop", contract.title(), "https://id.example", "https://id.example/shop", contract.endpoints());
        for (PolicyFormat format : PolicyFormat.values()) {
            format.write(policy, addresses, KeptDecisions.NONE);
        }
    }
}
