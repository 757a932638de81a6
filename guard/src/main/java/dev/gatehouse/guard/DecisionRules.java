package dev.gatehouse.guard;

import dev.gatehouse.client.service.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is decided about, beside its endpoints. Immutable.
 *
 * @param methodParameters query parameters that name methods to the service; null for the usual ones
 * @param refuses whether what is not allowed is refused; otherwise it passes, as nobody's
 */
record DecisionRules(@Nullable List<String> methodParameters, boolean refuses) {
    /** Of a service that nobody registered. */
    static final DecisionRules USUAL = new DecisionRules(null, true);

    private static final String SHADOW = "shadow";

    static DecisionRules of(Service service) {
        return new DecisionRules(
                service.tokens().methodParameters(),
                !SHADOW.equals(service.rules().decisionMode()));
    }
}
