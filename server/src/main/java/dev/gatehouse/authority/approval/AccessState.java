package dev.gatehouse.authority.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of an access request. */
public enum AccessState {
    REQUESTED,
    APPROVED,
    DENIED,
    WITHDRAWN,
    /** It was approved, and nothing of it is left. */
    ENDED;

    static AccessState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
