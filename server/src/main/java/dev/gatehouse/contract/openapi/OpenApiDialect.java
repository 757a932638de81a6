package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where OpenAPI 2.0 and 3.x put the same things. */
enum OpenApiDialect {
    SWAGGER_2(
            "2\\.0",
            List.of("get", "put", "post", "delete", "options", "head", "patch"),
            Set.of("oauth2"),
            Set.of("basic", "apiKey", "oauth2")),
    OPENAPI_3(
            "3\\.[01](?:\\.\\d{1,9})?(?:-[\\w.]{1,40})?",
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace"),
            Set.of("oauth2", "openIdConnect"),
            Set.of("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"));

    private final Pattern version;
    private final List<String> methods;
    private final Set<String> scopedSchemes;
    private final Set<String> schemes;

    OpenApiDialect(String version, List<String> methods, Set<String> scopedSchemes, Set<String> schemes) {
        this.version = Pattern.compile(version);
        this.methods = methods;
        this.scopedSchemes = scopedSchemes;
        this.schemes = schemes;
    }

    /** Whether a document that says this version is read. */
    boolean isVersion(String text) {
        return version.matcher(text).matches();
    }

    List<String> methods() {
        return methods;
    }

    /** The types of security schemes that exist. */
    Set<String> schemes() {
        return schemes;
    }

    /** Whether the scopes of such a scheme are OAuth scopes. */
    boolean hasScopes(String schemeType) {
        return scopedSchemes.contains(schemeType);
    }

    Optional<Member> securitySchemes(Node.Mapping root) {
        return this == SWAGGER_2
                ? root.member("securityDefinitions")
                : root.member("components")
                        .flatMap(components -> components.mapping().member("securitySchemes"));
    }

    /** The places in a scheme that declare scopes. */
    List<Node.Mapping> flows(Node.Mapping scheme) {
        if (this == SWAGGER_2) {
            return List.of(scheme);
        }
        return scheme.member("flows").stream()
                .flatMap(flows -> flows.mapping().members().values().stream())
                .filter(flow -> !StandardFilter.isExtension(flow.name()))
                .map(Member::mapping)
                .toList();
    }
}
