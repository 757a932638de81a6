package dev.gatehouse.vault;

import dev.gatehouse.http.Caller;

/**
 * Whose connections a caller sees: a client that acts for itself those to its own connectors, a person their own, an
 * administrator all, without their secrets. Immutable.
 */
record Viewer(Caller caller) {

    /** Only connections to this client's connectors; null for no such bound. */
    String registrant() {
        return caller.forUser() || caller.isAdministrator() ? null : caller.clientId();
    }

    /** Only connections of this person; null for no such bound. */
    String userId() {
        return caller.forUser() && !caller.isAdministrator() ? caller.userId() : null;
    }

    /** Whether the caller may know that the connection is there. */
    boolean sees(Connection connection) {
        return caller.isAdministrator() || maySeeSecretsOf(connection);
    }

    /** Whether the caller may have the connection's tokens: being an administrator is no reason for that. */
    boolean maySeeSecretsOf(Connection connection) {
        return caller.forUser()
                ? caller.isUser(connection.id().userId())
                : caller.clientId().equals(connection.registrant());
    }
}
