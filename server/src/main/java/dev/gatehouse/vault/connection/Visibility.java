package dev.gatehouse.vault.connection;

import dev.gatehouse.api.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Whose connections a caller sees: a client that acts for itself those to its own connectors, a person their own, an
 * administrator all, without their secrets. Immutable.
 */
public record Visibility(Caller caller) {

    /** Only connections to this client's connectors; null for no such bound. */
    public @Nullable String registrant() {
        return caller.forUser() || caller.isAdministrator() ? null : caller.clientId();
    }

    /** Only connections of this person; null for no such bound. */
    public @Nullable String userId() {
        return caller.forUser() && !caller.isAdministrator() ? caller.userId() : null;
    }

    /** Whether the caller may know that the connection is there. */
    public boolean sees(Connection connection) {
        return caller.isAdministrator() || maySeeSecretsOf(connection);
    }

    /** Whether the caller may have the connection's tokens: being an administrator is no reason for that. */
    public boolean maySeeSecretsOf(Connection connection) {
        return caller.forUser()
                ? caller.isUser(connection.id().userId())
                : caller.clientId().equals(connection.registrant());
    }
}
