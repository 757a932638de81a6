package dev.gatehouse.connector;

import java.util.Objects;

/**
 * Whom a call is made for, and what opens the third-party service to them.
 *
 * @param user the person's name at the token storage, or at the third party where the caller brought a password
 * @param credential what the third party is shown; good for this one call
 */
public record Account(String user, Credential credential) {
    public Account {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(credential, "credential");
    }
}
