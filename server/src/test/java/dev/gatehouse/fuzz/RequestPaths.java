package dev.gatehouse.fuzz;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.http.syntax.RequestPath;
import dev.gatehouse.registry.policy.GatewayAddresses;
import dev.gatehouse.registry.policy.KeptDecisions;
import dev.gatehouse.registry.policy.Policy;
import dev.gatehouse.registry.policy.PolicyFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A line for each endpoint, and behind them one with the request that is asked about: its method, a space and its target. */
public final class RequestPaths implements Reader {
    private static final GatewayAddresses ADDRESSES = GatewayAddresses.of(null, null, null, null);

    @Override
    public void read(byte[] sent) {
        List<String> lines = List.of(new String(sent, StandardCharsets.UTF_8).split("\n", -1));
        List<String> endpoints = lines.subList(0, lines.size() - 1);
        String[] asked = lines.getLast().split(" ", 2);
        String target = asked.length == 2 ? asked[1] : "/";
        decide(endpoints, asked[0], target);
        endpoints.forEach(RequestPaths::write);
        RequestPath.parse(target.startsWith("/") ? target : "/" + target);
    }

    /** What is decided never throws, whatever was sent. */
    private static void decide(List<String> endpoints, String method, String target) {
        EndpointIndex index = EndpointIndex.of(endpoints.stream()
                .map(name -> new GuardedEndpoint(name, List.of(Set.of("shop.r"))))
                .toList());
        try {
            index.decide(ForwardedRequest.of(method, target), Set.of("shop.r"));
            index.decide(new ForwardedRequest("OPTIONS", target, List.of(method), method), null);
        } catch (ApiException e) {
            throw new IllegalStateException("a decision refused to be made", e);
        }
    }

    private static void write(String name) {
        for (PolicyFormat format : PolicyFormat.values()) {
            try {
                Endpoint endpoint = new Endpoint(name, "operate", "shop.r", List.of());
                format.write(
                        Policy.of("shop", "Shop", "https://id.example", "https://id.example/shop", List.of(endpoint)),
                        ADDRESSES,
                        KeptDecisions.NONE);
            } catch (ApiException notExpressible) {
                // the others may
            }
        }
    }
}
