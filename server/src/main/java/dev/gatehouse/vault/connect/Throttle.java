package dev.gatehouse.vault.connect;

/** Bounds how often something is done. Implementations are thread-safe. */
@FunctionalInterface
public interface Throttle {
    /**
     * Counts one time.
     *
     * @throws dev.gatehouse.api.ApiException ERR12104 with {@code Retry-After} after too many for the subject, or for all
     *     of its group
     */
    void count(String subject, String group);
}
