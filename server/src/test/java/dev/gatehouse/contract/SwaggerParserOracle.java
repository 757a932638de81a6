package dev.gatehouse.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.core.extensions.SwaggerParserExtension;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What an independent parser finds in the same document, in a form to compare with. */
record SwaggerParserOracle(OpenAPI model) {

    static {
        ((Logger) LoggerFactory.getLogger("io.swagger")).setLevel(Level.OFF);
    }

    /**
     * An operation's name and what it asks for.
     *
     * @param anonymous whether it explicitly lets anyone in
     * @param alternatives the OAuth alternatives; empty where neither it nor the document states any security
     */
    record Found(String operationId, boolean anonymous, Optional<Set<Set<String>>> alternatives) {

        /** Whether it asks for something, but for nothing of OAuth. */
        boolean asksForOthersOnly() {
            return !anonymous && alternatives.filter(Set::isEmpty).isPresent();
        }

        /** What our {@link Endpoint#alternatives()} must be in a document that uses OAuth. */
        Set<Set<String>> expected() {
            if (anonymous || alternatives.isEmpty()) {
                return Set.of();
            }
            return alternatives.get().contains(Set.<String>of()) ? Set.of(Set.of()) : alternatives.get();
        }
    }

    static SwaggerParserOracle parse(String document) {
        SwaggerParseResult result = parser(document).readContents(document, null, new ParseOptions());
        if (result == null || result.getOpenAPI() == null) {
            throw new AssertionError("swagger-parser cannot read it: " + result);
        }
        return new SwaggerParserOracle(result.getOpenAPI());
    }

    private static SwaggerParserExtension parser(String document) {
        boolean second = document.lines().anyMatch(line -> line.matches("\\s*\\{?\\s*\"?swagger\"?\\s*:.*"));
        return second ? new SwaggerConverter() : new OpenAPIV3Parser();
    }

    /** Endpoints without their base path → what they need. */
    Map<String, Found> operations() {
        Map<String, Found> found = new TreeMap<>();
        if (model.getPaths() != null) {
            model.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) ->
                                    found.put(path + "@" + method.name().toLowerCase(Locale.ROOT), found(operation))));
        }
        return found;
    }

    /** Whether an operation or the document asks for OAuth. */
    boolean statesScopes() {
        boolean document = model.getSecurity() != null
                && !alternatives(model.getSecurity()).isEmpty();
        return document
                || operations().values().stream()
                        .anyMatch(found -> found.alternatives()
                                .filter(sets -> !sets.isEmpty())
                                .isPresent());
    }

    private Found found(Operation operation) {
        List<SecurityRequirement> stated =
                operation.getSecurity() == null ? model.getSecurity() : operation.getSecurity();
        if (stated == null) {
            return new Found(operation.getOperationId(), false, Optional.empty());
        }
        boolean anonymous = stated.isEmpty() || stated.stream().anyMatch(Map::isEmpty);
        return new Found(operation.getOperationId(), anonymous, Optional.of(alternatives(stated)));
    }

    private Set<Set<String>> alternatives(List<SecurityRequirement> stated) {
        return stated.stream()
                .filter(requirement -> requirement.keySet().stream().anyMatch(this::hasScopes))
                .map(this::scopes)
                .collect(Collectors.toSet());
    }

    private Set<String> scopes(SecurityRequirement requirement) {
        Set<String> scopes = new HashSet<>();
        requirement.forEach((scheme, needed) -> scopes.addAll(hasScopes(scheme) ? needed : List.of()));
        return scopes;
    }

    private boolean hasScopes(String name) {
        SecurityScheme scheme = model.getComponents().getSecuritySchemes().get(name);
        if (scheme.get$ref() != null) {
            return hasScopes(scheme.get$ref().replace("#/components/securitySchemes/", ""));
        }
        return scheme.getType() == SecurityScheme.Type.OAUTH2 || scheme.getType() == SecurityScheme.Type.OPENIDCONNECT;
    }
}
