package dev.gatehouse.access.decision;

/** Counts what was decided. Implementations are thread-safe and never block. */
public interface DecisionCounts {
    /**
     * A call may pass.
     *
     * @param clientId that of the token; empty where the call needs none and has none
     */
    void passed(String serviceId, String endpoint, String clientId);

    /**
     * A call may not, or passes only since its service refuses nothing yet.
     *
     * @param endpoint empty where it is for none that is registered
     * @param clientId that of the token; empty without a valid one
     */
    void refused(String serviceId, String endpoint, String clientId);
}
