package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;

/** Who may see what is in the archive. */
final class Visitors {
    static final String PASSWORD = "s:cret/pässword@1";

    private Visitors() {}

    /** @throws ConnectorException for a wrong password */
    static String name(Account account) {
        if (!(account.credential() instanceof Credential.Password(String name, String password))
                || !password.equals(PASSWORD)) {
            throw new ConnectorException(
                    Failure.UNAUTHORIZED, "The archive does not take this password; connect again.");
        }
        return name;
    }
}
