package dev.gatehouse.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of requests to a service that are not allowed. */
public enum DecisionMode {
    /** They are refused. */
    ENFORCE,
    /** They pass, and are counted. */
    SHADOW;

    @JsonCreator
    public static DecisionMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As it is written in requests and kept in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
