package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.FreshSignIn;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.Map;
import java.util.Set;

/** What is kept of an OpenAPI document, of whatever version. */
enum OpenApiFilter implements MemberFilter {
    /** {@code components} of OpenAPI 3. */
    COMPONENTS,
    /** {@code paths}. */
    PATHS,
    /** {@code components.pathItems}. */
    PATH_ITEMS,
    PATH_ITEM,
    /** {@code additionalOperations} of a path. */
    OPERATIONS,
    OPERATION;

    /** Of the members of the document itself. */
    static final Map<String, MemberFilter> ROOT = Map.of(
            "paths", PATHS,
            "components", COMPONENTS,
            "tags", StandardFilter.SKIM,
            "externalDocs", StandardFilter.SKIM,
            "definitions", StandardFilter.SKIM_NAMES,
            "parameters", StandardFilter.SKIM_NAMES,
            "responses", StandardFilter.SKIM_NAMES,
            "webhooks", StandardFilter.SKIM_NAMES);

    private static final Set<String> SKIMMED_COMPONENTS = Set.of(
            "schemas", "responses", "parameters", "requestBodies", "headers", "links", "callbacks", "mediaTypes");

    @Override
    public MemberFilter member(String name) {
        boolean extension = StandardFilter.isExtension(name);
        return switch (this) {
            case COMPONENTS -> extension ? StandardFilter.KEEP_DATA : component(name);
            case PATHS -> extension ? StandardFilter.KEEP_DATA : PATH_ITEM;
            case PATH_ITEMS -> PATH_ITEM;
            case PATH_ITEM -> pathItemMember(name);
            case OPERATIONS -> OPERATION;
            case OPERATION -> operationMember(name);
        };
    }

    private static MemberFilter component(String name) {
        return switch (name) {
            case "pathItems" -> PATH_ITEMS;
            case "examples" -> StandardFilter.DROP;
            default -> SKIMMED_COMPONENTS.contains(name) ? StandardFilter.SKIM_NAMES : StandardFilter.KEEP;
        };
    }

    private static MemberFilter pathItemMember(String name) {
        if (OpenApiDialect.OPENAPI_3_2.methods().contains(name)) {
            return OPERATION;
        }
        if (name.equals(OpenApiDialect.ADDITIONAL_OPERATIONS)
                || name.equals(OpenApiDialect.OLDER_ADDITIONAL_OPERATIONS)) {
            return OPERATIONS;
        }
        if (StandardFilter.isExtension(name)) {
            return StandardFilter.DROP;
        }
        return name.equals("$ref") || name.equals("servers") ? StandardFilter.KEEP : StandardFilter.SKIM;
    }

    private static MemberFilter operationMember(String name) {
        return switch (name) {
            case "operationId", "security", "servers", Deprecations.DEPRECATED -> StandardFilter.KEEP;
            case Deprecations.SUNSET, FreshSignIn.MEMBER -> StandardFilter.KEEP_DATA;
            default -> StandardFilter.SKIM.member(name);
        };
    }
}
