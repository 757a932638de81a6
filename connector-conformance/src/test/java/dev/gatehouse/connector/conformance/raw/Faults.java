package dev.gatehouse.connector.conformance.raw;

/**
 * The faults of a connector.
 *
 * @param only the one it has, or {@link Fault#NONE}
 */
record Faults(Fault only) {
    boolean has(Fault fault) {
        return only == fault;
    }
}
