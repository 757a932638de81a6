package dev.gatehouse.authority;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who gets access to a service or a scope; each is stricter than the one before it. */
public enum AccessPolicy {
    /** Whoever may register clients. */
    OPEN,
    /** Whom the owner approved. */
    APPROVAL,
    /** Nobody new. */
    CLOSED;

    @JsonCreator
    public static AccessPolicy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As it is written in requests and kept in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of the two that lets fewer in. */
    public AccessPolicy stricter(AccessPolicy other) {
        return compareTo(other) < 0 ? other : this;
    }
}
