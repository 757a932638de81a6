package dev.gatehouse.contract.schema;

/** Who writes what a schema describes. */
public enum Direction {
    /** Clients do: they break where less is taken than before. */
    REQUEST,
    /** The service does: clients break where something else comes than before. */
    RESPONSE;

    /** The member of a schema that says of a property that the other side alone writes it. */
    String othersOnly() {
        return this == REQUEST ? "readOnly" : "writeOnly";
    }
}
