package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractType;

/** The media type a stored contract document is served with. */
final class MediaTypes {
    private MediaTypes() {}

    /** GraphQL by its type; else JSON where the first character that matters opens an object, YAML otherwise. */
    static String of(ContractType type, byte[] document) {
        return type == ContractType.GRAPHQL ? "application/graphql" : structured(document);
    }

    private static String structured(byte[] document) {
        for (byte character : document) {
            boolean skipped = character <= ' '; // white space, and the bytes of a byte order mark, which are negative
            if (!skipped) {
                return character == '{' ? "application/json" : "application/yaml";
            }
        }
        return "application/yaml";
    }
}
