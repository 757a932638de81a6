package dev.gatehouse.contract.document;

import java.util.Set;

/**
 * Where in a contract the reader is: decides what is kept, and where {@code $ref} is a reference rather than data. The
 * rules hold for every contract format of ours, because a document may name its format last.
 */
enum Place {
    /** The document itself. */
    ROOT,
    /** {@code components} of OpenAPI 3. */
    COMPONENTS,
    /** {@code paths}. */
    PATHS,
    /** {@code components.pathItems}. */
    PATH_ITEMS,
    PATH_ITEM,
    OPERATION,
    /** {@code action} of hybrid specifications. */
    ACTION,
    /** Kept whole. */
    KEPT,
    /** Kept whole, as something may point to it, but without a meaning of its own. */
    KEPT_DATA,
    /** Not kept; its names are keywords. */
    SKIMMED,
    /** Not kept; its names are free, such as those of properties. */
    SKIMMED_NAMES,
    /** Examples, defaults and extensions: not kept, and a {@code $ref} means nothing. */
    DATA;

    private static final Set<String> OPERATIONS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> ROOT_SKIMMED =
            Set.of("definitions", "parameters", "responses", "webhooks", "schemas");
    private static final Set<String> COMPONENTS_SKIMMED =
            Set.of("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks");
    private static final Set<String> DATA_KEYWORDS = Set.of("example", "examples", "default", "enum", "const");
    private static final Set<String> NAME_KEYWORDS = Set.of(
            "properties",
            "patternProperties",
            "dependentSchemas",
            "definitions",
            "$defs",
            "responses",
            "headers",
            "content",
            "links",
            "callbacks");

    boolean isKept() {
        return this != SKIMMED && this != SKIMMED_NAMES && this != DATA;
    }

    boolean checksReferences() {
        return this != DATA && this != KEPT_DATA;
    }

    /** The place to read an anchored value in: as it may be used anywhere, all of it is kept. */
    Place anchored() {
        return switch (this) {
            case SKIMMED, SKIMMED_NAMES -> KEPT;
            case DATA -> KEPT_DATA;
            default -> this;
        };
    }

    /** The place of a member of an object in this place. */
    Place member(String name) {
        boolean extension = name.startsWith("x-");
        return switch (this) {
            case ROOT -> extension ? KEPT_DATA : rootMember(name);
            case COMPONENTS -> extension ? KEPT_DATA : componentsMember(name);
            case PATHS -> extension ? KEPT_DATA : PATH_ITEM;
            case PATH_ITEMS -> PATH_ITEM;
            case PATH_ITEM -> extension ? DATA : pathItemMember(name);
            case OPERATION -> extension ? operationExtension(name) : operationMember(name);
            case ACTION -> extension ? operationExtension(name) : actionMember(name);
            case KEPT -> extension || DATA_KEYWORDS.contains(name) ? KEPT_DATA : KEPT;
            case SKIMMED -> extension ? DATA : skimmedMember(name);
            case SKIMMED_NAMES -> SKIMMED;
            case KEPT_DATA, DATA -> this;
        };
    }

    private static Place rootMember(String name) {
        return switch (name) {
            case "paths" -> PATHS;
            case "action" -> ACTION;
            case "components" -> COMPONENTS;
            case "tags", "externalDocs" -> SKIMMED;
            default -> ROOT_SKIMMED.contains(name) ? SKIMMED_NAMES : KEPT;
        };
    }

    private static Place componentsMember(String name) {
        if (name.equals("pathItems")) {
            return PATH_ITEMS;
        }
        return COMPONENTS_SKIMMED.contains(name) ? skimmedComponents(name) : KEPT;
    }

    private static Place skimmedComponents(String name) {
        return name.equals("examples") ? DATA : SKIMMED_NAMES;
    }

    private static Place pathItemMember(String name) {
        if (OPERATIONS.contains(name)) {
            return OPERATION;
        }
        return name.equals("$ref") || name.equals("servers") ? KEPT : SKIMMED;
    }

    private static Place operationMember(String name) {
        return switch (name) {
            case "operationId", "security", "servers", "deprecated" -> KEPT;
            default -> skimmedMember(name);
        };
    }

    private static Place operationExtension(String name) {
        return name.equals("x-sunset") ? KEPT_DATA : DATA;
    }

    private static Place actionMember(String name) {
        return switch (name) {
            case "name", "version", "handler", "scope", "deprecated" -> KEPT;
            default -> skimmedMember(name);
        };
    }

    private static Place skimmedMember(String name) {
        if (DATA_KEYWORDS.contains(name)) {
            return DATA;
        }
        return NAME_KEYWORDS.contains(name) ? SKIMMED_NAMES : SKIMMED;
    }
}
