package dev.gatehouse.client.service;

import java.nio.charset.StandardCharsets;

/**
 * A contract as a service's authors wrote it.
 *
 * @param bytes not to be changed
 * @param mediaType such as {@code application/yaml}
 * @param entityTag the version it had when it was read; empty where it was not
 */
public record ContractText(byte[] bytes, String mediaType, String entityTag) {
    public static ContractText yaml(String text) {
        return of(text, "application/yaml");
    }

    public static ContractText json(String text) {
        return of(text, "application/json");
    }

    public static ContractText graphql(String text) {
        return of(text, "application/graphql");
    }

    /** A document of several files. @param zip with JSON and YAML files */
    public static ContractText archive(byte[] zip) {
        return new ContractText(zip, "application/zip", "");
    }

    private static ContractText of(String text, String mediaType) {
        return new ContractText(text.getBytes(StandardCharsets.UTF_8), mediaType, "");
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ContractText[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
