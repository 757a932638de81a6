package dev.gatehouse.authority.scope;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the owner says of a scope from now on. What is null was left out, and stays; JSON's null takes it back.
 *
 * @param description JSON's null for what contract and service say
 * @param serviceId the service that is to have it
 * @param policy JSON's null for the service's own
 */
record ScopeInput(
        @Nullable JsonNode description,
        @Nullable String serviceId,
        @Nullable JsonNode policy,
        @Nullable Boolean shared) {
    /** Whether it says what the scope allows, or takes it back. */
    boolean describes() {
        return description != null;
    }

    /** What the scope allows; null for what contract and service say. */
    @Nullable
    String text() {
        String text = description == null ? null : description.stringValue(null);
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The scope with this change, of which the description is looked after by the store.
     *
     * @param before as it is
     */
    ScopeOwner of(ScopeOwner before) {
        return new ScopeOwner(
                before.scope(),
                serviceId == null ? before.serviceId() : serviceId,
                before.ownerId(),
                policy == null ? before.policy() : policy.stringValue(null),
                shared == null ? before.shared() : shared);
    }
}
