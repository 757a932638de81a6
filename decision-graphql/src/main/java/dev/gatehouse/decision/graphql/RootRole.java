package dev.gatehouse.decision.graphql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a root operation type is for. Its endpoints are named by this, whatever the schema calls the type. */
public enum RootRole {
    QUERY("Query"),
    MUTATION("Mutation"),
    SUBSCRIPTION("Subscription");

    private final String text;

    RootRole(String text) {
        this.text = text;
    }

    /** The type's name where the schema does not choose another. */
    public String defaultType() {
        return text;
    }

    /** The endpoint of a root field, such as {@code Query.orders}. */
    public String endpoint(String field) {
        return text + "." + field;
    }

    /** Whether such an operation changes nothing. */
    public boolean reads() {
        return this != MUTATION;
    }

    /** The role that a schema definition names by its keyword, such as {@code query}. */
    public static Optional<RootRole> ofKeyword(String keyword) {
        return Arrays.stream(values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(keyword))
                .findFirst();
    }
}
