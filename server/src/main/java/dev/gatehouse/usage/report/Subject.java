package dev.gatehouse.usage.report;

/**
 * Whose calls are told: those of a service, or those that a client makes. Immutable.
 *
 * @param column that names it
 */
record Subject(String column, String id) {
    static Subject service(String serviceId) {
        return new Subject("service_id", serviceId);
    }

    static Subject client(String clientId) {
        return new Subject("client_id", clientId);
    }
}
