package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Member;
import dev.gatehouse.contract.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where OpenAPI 2.0 and 3.x put the same things. */
enum OpenApiDialect {
    SWAGGER_2(
            ContractType.SWAGGER,
            List.of("get", "put", "post", "delete", "options", "head", "patch"),
            Set.of("oauth2"),
            Set.of("basic", "apiKey", "oauth2")),
    OPENAPI_3(
            ContractType.OPENAPI,
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace"),
            Set.of("oauth2", "openIdConnect"),
            Set.of("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"));

    private final ContractType type;
    private final List<String> methods;
    private final Set<String> scopedSchemes;
    private final Set<String> schemes;

    OpenApiDialect(ContractType type, List<String> methods, Set<String> scopedSchemes, Set<String> schemes) {
        this.type = type;
        this.methods = methods;
        this.scopedSchemes = scopedSchemes;
        this.schemes = schemes;
    }

    ContractType type() {
        return type;
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
                .filter(flow -> !flow.name().startsWith("x-"))
                .map(Member::mapping)
                .toList();
    }
}
