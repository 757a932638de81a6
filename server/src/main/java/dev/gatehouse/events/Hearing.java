package dev.gatehouse.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody hears. Immutable.
 *
 * @param connections whose events of connections
 * @param hearer whose other events, as the outbox names it; null for none of them
 */
record Hearing(Connections connections, @Nullable String hearer, List<String> types) {
    /** The administrators, as the outbox names them. */
    static final String ADMINISTRATORS = "";

    Hearing {
        types = List.copyOf(types);
    }

    /**
     * Whose events of connections.
     *
     * @param registrant null for everybody's
     */
    record Connections(boolean any, @Nullable String registrant) {
        static final Connections NONE = new Connections(false, null);

        boolean isOf(String other) {
            return any && (registrant == null || registrant.equals(other));
        }
    }

    boolean isHeardBy(String other) {
        return other.equals(hearer);
    }
}
