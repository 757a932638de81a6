package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where versions of OpenAPI put the same things. */
enum OpenApiDialect {
    SWAGGER_2(
            "OpenAPI 2.0",
            "2\\.0",
            List.of("get", "put", "post", "delete", "options", "head", "patch"),
            Set.of("oauth2"),
            Set.of("basic", "apiKey", "oauth2")),
    OPENAPI_3(
            "OpenAPI 3.0 and 3.1",
            "3\\.[01](?:\\.\\d{1,9})?(?:-[\\w.]{1,40})?",
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace"),
            Set.of("oauth2", "openIdConnect"),
            Set.of("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")),
    OPENAPI_3_2(
            "OpenAPI 3.2",
            "3\\.2(?:\\.\\d{1,9})?(?:-[\\w.]{1,40})?",
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query"),
            OPENAPI_3.scopedSchemes,
            OPENAPI_3.schemes);

    /** Operations of a path by other methods, since OpenAPI 3.2. */
    static final String ADDITIONAL_OPERATIONS = "additionalOperations";

    /** The registered extension that means the same in earlier versions. */
    static final String OLDER_ADDITIONAL_OPERATIONS = "x-oai-additionalOperations";

    private final String words;
    private final Pattern version;
    private final List<String> methods;
    private final Set<String> scopedSchemes;
    private final Set<String> schemes;

    OpenApiDialect(String words, String version, List<String> methods, Set<String> scopedSchemes, Set<String> schemes) {
        this.words = words;
        this.version = Pattern.compile(version);
        this.methods = methods;
        this.scopedSchemes = scopedSchemes;
        this.schemes = schemes;
    }

    /** What it is, in the words of a message. */
    String words() {
        return words;
    }

    /** Whether a document that says this version is read. */
    boolean isVersion(String text) {
        return version.matcher(text).matches();
    }

    /** Those that are members of a path. */
    List<String> methods() {
        return methods;
    }

    /** The member of a path that holds operations by other methods. */
    Optional<String> additionalOperations() {
        return switch (this) {
            case SWAGGER_2 -> Optional.empty();
            case OPENAPI_3 -> Optional.of(OLDER_ADDITIONAL_OPERATIONS);
            case OPENAPI_3_2 -> Optional.of(ADDITIONAL_OPERATIONS);
        };
    }

    /** Whether requirements may name a scheme by its URI, and a document itself. */
    boolean knowsUris() {
        return this == OPENAPI_3_2;
    }

    /** The types of security schemes that exist. */
    Set<String> schemes() {
        return schemes;
    }

    /** Whether the scopes of such a scheme are OAuth scopes. */
    boolean hasScopes(String schemeType) {
        return scopedSchemes.contains(schemeType);
    }

    Optional<Node.Mapping> securitySchemes(Node.Mapping root, References references) {
        Optional<Member> schemes = this == SWAGGER_2
                ? root.member("securityDefinitions")
                : root.member("components")
                        .flatMap(components -> references.mapping(components).member("securitySchemes"));
        return schemes.map(references::mapping);
    }

    /** The places in a scheme that declare scopes. */
    List<Node.Mapping> flows(Node.Mapping scheme, References references) {
        if (this == SWAGGER_2) {
            return List.of(scheme);
        }
        return scheme.member("flows").stream()
                .flatMap(flows -> references.mapping(flows).members().values().stream())
                .filter(flow -> !StandardFilter.isExtension(flow.name()))
                .map(references::mapping)
                .toList();
    }
}
