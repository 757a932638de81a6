package dev.gatehouse.connector;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What a third-party service is shown. Never told by {@code toString}. */
public sealed interface Credential {
    /** The value of the header {@code Authorization} that shows it. */
    String authorization();

    /**
     * An access token (RFC 6750).
     *
     * @param value the token itself
     */
    record BearerToken(String value) implements Credential {
        public BearerToken {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String authorization() {
            return "Bearer " + value;
        }

        @Override
        public String toString() {
            return "BearerToken[...]";
        }
    }

    /**
     * A name and a password (RFC 7617).
     *
     * @param username the name at the third party
     * @param password the password there
     */
    record Password(String username, String password) implements Credential {
        public Password {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String authorization() {
            byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Password[username=" + username + "]";
        }
    }

    /** Nothing, for services that are open or know nobody. */
    record None() implements Credential {
        @Override
        public String authorization() {
            throw new IllegalStateException("there is nothing to show");
        }
    }
}
