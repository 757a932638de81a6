package dev.gatehouse.guard;

import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.content.RequestReaderProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What requests are decided by that name endpoints in their content. Immutable.
 *
 * @param serviceType the kind of contract, such as {@code graphql}
 * @param description for a {@link RequestReaderProvider}, as the registry tells it
 * @param entityTag of the description; empty where it is not to be compared
 * @param resource where the service says it is; null where it does not
 */
record ContentRules(
        String serviceType,
        String description,
        String entityTag,
        @Nullable String resource) {
    /** The kind of contract whose requests are so. */
    static final String GRAPHQL = "graphql";

    /**
     * Reads requests as Gatehouse does, with the module that the service has for it; without one, it refuses them all.
     *
     * @throws IllegalArgumentException where the description is none
     */
    RequestReader reader() {
        for (RequestReaderProvider provider :
                ServiceLoader.load(RequestReaderProvider.class, ContentRules.class.getClassLoader())) {
            if (provider.serviceType().equals(serviceType)) {
                return provider.reader(description);
            }
        }
        return new NoReader(serviceType);
    }
}
