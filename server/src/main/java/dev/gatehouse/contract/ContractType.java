package dev.gatehouse.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kind of contract a service has; also the registry's {@code serviceType}. */
public enum ContractType {
    /** OpenAPI 2.0, formerly Swagger. */
    SWAGGER("swagger"),
    /** OpenAPI 3.0 and 3.1. */
    OPENAPI("openapi"),
    /** GraphQL schema definition language. */
    GRAPHQL("graphql"),
    /** The hybrid framework's list of actions. */
    HYBRID("hybrid");

    /** All names, for messages. */
    public static final String NAMES =
            Arrays.stream(values()).map(ContractType::text).collect(Collectors.joining(", "));

    private final String text;

    ContractType(String text) {
        this.text = text;
    }

    /** The name in JSON, in query parameters and in the database. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The type with that exact name. */
    public static Optional<ContractType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    @JsonCreator
    static ContractType fromJson(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s".formatted(text, NAMES)));
    }
}
