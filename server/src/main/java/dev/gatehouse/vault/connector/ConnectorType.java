package dev.gatehouse.vault.connector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How people connect to a third-party service. */
public enum ConnectorType {
    OAUTH2("OAuth2Service"),
    /** With a username and a password, or an API key in place of the password. */
    LOGIN("LoginService");

    private final String label;

    ConnectorType(String label) {
        this.label = label;
    }

    /** As the API and the database call it. */
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException for a label that is none */
    @JsonCreator
    public static ConnectorType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connector type: " + label));
    }
}
