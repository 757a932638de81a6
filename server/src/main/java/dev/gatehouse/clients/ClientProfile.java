package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of program a client is (RFC 6749 section 2.1). */
public enum ClientProfile {
    /** A web application with a server of its own. */
    WEBSERVER,
    /** A program that runs in the browser. */
    BROWSER,
    /** An application on a device; the only kind that may have private-use redirect URIs (RFC 8252 section 7.1). */
    MOBILE,
    /** A service that calls others. */
    SERVICE,
    /** A job without anybody before it. */
    BATCH;

    /** The name in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ClientProfile of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
