package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.IssuerUris;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.Service;
import dev.gatehouse.registry.ServiceIds;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /oauth2/service/{serviceId}/policy}: what a service registered, as configuration of others. */
public final class PolicyRoutes {
    private final Registry registry;
    private final String issuer;

    public PolicyRoutes(Registry registry, String issuer) {
        this.registry = registry;
        this.issuer = issuer;
    }

    public List<Route> all() {
        return List.of(Route.get("/oauth2/service/{serviceId}/policy", RegistryRoutes.READ_ONE, this::policy)
                .withQuery("format", "listen", "upstream", "gatehouse", "serverName", "keepSeconds"));
    }

    private Response policy(Request request) {
        PolicyFormat format = format(request);
        GatewayAddresses places = GatewayAddresses.of(
                request.query("listen"),
                request.query("upstream"),
                request.query("gatehouse"),
                request.query("serverName"));
        KeptDecisions kept = KeptDecisions.of(request.query("keepSeconds"));
        String serviceId = ServiceIds.of(request);
        Service service = registry.find(serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
        List<Endpoint> endpoints = registry.endpoints(serviceId);
        if (endpoints.isEmpty()) {
            throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND.with(serviceId);
        }
        String resource = service.tokens().resource() == null
                ? new IssuerUris(issuer).ofService(serviceId)
                : service.tokens().resource();
        Policy policy = Policy.of(serviceId, service.serviceName(), issuer, resource, endpoints)
                .with(MethodParameters.orUsual(service.tokens().methodParameters()));
        return Response.of(
                        200,
                        format.mediaType(),
                        format.write(policy, places, kept).getBytes(StandardCharsets.UTF_8))
                .withEntityTagOfBody();
    }

    private static PolicyFormat format(Request request) {
        String format = request.query("format");
        if (format == null) {
            throw request.missingQuery("format");
        }
        return PolicyFormat.parse(format)
                .orElseThrow(() -> ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "format", format, "send one of " + PolicyFormat.NAMES));
    }
}
