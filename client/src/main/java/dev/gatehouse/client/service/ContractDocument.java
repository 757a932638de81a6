package dev.gatehouse.client.service;

import java.nio.charset.StandardCharsets;

/**
 * A contract as a service's authors wrote it.
 *
 * @param bytes not to be changed
 * @param mediaType such as {@code application/yaml}
 * @param entityTag the version it had when it was read; empty where it was not
 */
public record ContractDocument(byte[] bytes, String mediaType, String entityTag) {
    public static ContractDocument yaml(String text) {
        return of(text, "application/yaml");
    }

    public static ContractDocument json(String text) {
        return of(text, "application/json");
    }

    public static ContractDocument graphql(String text) {
        return of(text, "application/graphql");
    }

    private static ContractDocument of(String text, String mediaType) {
        return new ContractDocument(text.getBytes(StandardCharsets.UTF_8), mediaType, "");
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ContractDocument[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
