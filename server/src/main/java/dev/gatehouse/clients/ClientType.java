package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a client can be trusted with a secret (RFC 6749 section 2.1), and by whom it is run. */
public enum ClientType {
    /** Keeps a secret or a private key. */
    CONFIDENTIAL,
    /** Runs where everybody can read it, and has no secret. */
    PUBLIC,
    /** Confidential, and run by the same people as this server. */
    TRUSTED,
    /** Confidential, and run by somebody else. */
    EXTERNAL;

    /** The name in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ClientType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
