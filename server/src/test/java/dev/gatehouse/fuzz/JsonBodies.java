package dev.gatehouse.fuzz;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.clients.ClientInput;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.registry.Service;
import java.util.List;

/** Bodies in JSON, of schemas with all that schemas of ours have. */
public final class JsonBodies implements Reader {
    private final List<BodySchema<?>> schemas = List.of(
            new BodySchema<>("registry.yaml", "Service", Service.class),
            new BodySchema<>("registry.yaml", "EndpointList", Endpoint[].class),
            new BodySchema<>("clients.yaml", "ClientInput", ClientInput.class));

    @Override
    public void read(byte[] sent) {
        for (BodySchema<?> schema : schemas) {
            try {
                schema.read(sent);
            } catch (ApiException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
            }
        }
    }
}
