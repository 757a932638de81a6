package dev.gatehouse.guard;

import dev.gatehouse.client.service.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is decided about, beside its endpoints. Immutable.
 *
 * @param methodParameters query parameters that name methods to the service; null for the usual ones
 * @param content by which requests are read that name their endpoints themselves; null where method and path tell
 * @param refuses whether what is not allowed is refused; otherwise it passes, as nobody's
 */
record DecisionRules(
        @Nullable List<String> methodParameters, @Nullable ContentRules content, boolean refuses) {
    /** Of a service that nobody registered. */
    static final DecisionRules USUAL = new DecisionRules(null, null, true);

    private static final String SHADOW = "shadow";

    static DecisionRules of(Service service, @Nullable ContentRules content) {
        return new DecisionRules(
                service.tokens().methodParameters(),
                content,
                !SHADOW.equals(service.rules().decisionMode()));
    }
}
