package dev.gatehouse.client.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to change of a scope; what is not named stays. Immutable. */
public final class ScopeUpdate {
    private final Map<String, @Nullable Object> members;

    private ScopeUpdate(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Nothing yet. */
    public static ScopeUpdate none() {
        return new ScopeUpdate(Map.of());
    }

    /** What it allows, as people read it. @param description null for what contract and service say */
    public ScopeUpdate described(@Nullable String description) {
        return with("description", description);
    }

    /** Who may have it. @param policy {@code open}, {@code approval} or {@code closed}; null for the service's own */
    public ScopeUpdate policy(@Nullable String policy) {
        return with("policy", policy);
    }

    /** Whether services of other owners may declare it, too. */
    public ScopeUpdate shared(boolean shared) {
        return with("shared", shared);
    }

    /** Gives it to another service of the same owner that declares it. */
    public ScopeUpdate of(String serviceId) {
        return with("serviceId", serviceId);
    }

    Map<String, @Nullable Object> members() {
        return members;
    }

    private ScopeUpdate with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(members);
        changed.put(member, value);
        return new ScopeUpdate(Collections.unmodifiableMap(changed));
    }
}
