package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The security schemes a document declares, and the scopes they declare. Not thread-safe. */
final class SecuritySchemes {
    private static final int MAX_SCOPES = 1_000_000;

    private final OpenApiDialect dialect;
    private final References references;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_SCOPES, "declared scopes");
    private final Map<String, Scheme> schemes = new HashMap<>();
    private final Map<String, String> scopes = new LinkedHashMap<>();

    /**
     * A security scheme.
     *
     * @param words what it is, for messages
     * @param hasScopes whether it is an OAuth 2 or OpenID Connect one
     */
    record Scheme(String words, boolean hasScopes) {}

    SecuritySchemes(Node.Mapping root, OpenApiDialect dialect, References references, Notes notes) {
        this.dialect = dialect;
        this.references = references;
        this.notes = notes;
        dialect.securitySchemes(root, references)
                .ifPresent(declared -> declared.members().values().forEach(this::declare));
    }

    /**
     * The scheme that a requirement names, in OpenAPI 3.2 maybe by its URI.
     *
     * @throws dev.gatehouse.api.ApiException ERR12103 where it is not declared in this document
     */
    Scheme scheme(Member requirement) {
        Scheme declared = schemes.get(requirement.name());
        if (declared == null && dialect.knowsUris() && requirement.name().contains("#")) {
            declare(references.named(requirement));
            declared = schemes.get(requirement.name());
        }
        if (declared == null) {
            throw Unreadable.at(
                    requirement,
                    "security scheme %s is not declared; declare it or correct its name"
                            .formatted(Unreadable.quote(requirement.name())));
        }
        return declared;
    }

    /** Whether there is an OAuth 2 or OpenID Connect scheme at all. */
    boolean anyHasScopes() {
        return schemes.values().stream().anyMatch(Scheme::hasScopes);
    }

    /** The declared scopes with their descriptions. */
    Map<String, String> scopes() {
        return scopes;
    }

    private void declare(Member member) {
        if (StandardFilter.isExtension(member.name()) && !(member.value() instanceof Node.Mapping)) {
            return;
        }
        Node.Mapping scheme = references.mapping(member);
        String type = type(member, scheme);
        boolean scoped = dialect.hasScopes(type);
        schemes.put(member.name(), new Scheme("%s (%s)".formatted(Unreadable.quote(member.name()), type), scoped));
        if (Deprecations.isDeprecated(scheme)) {
            notes.add("Security scheme %s at line %d is deprecated."
                    .formatted(Unreadable.quote(member.name()), member.line()));
        }
        if (scoped) {
            dialect.flows(scheme, references).forEach(this::declaredScopes);
        }
    }

    private String type(Member member, Node.Mapping scheme) {
        Member type = scheme.member("type")
                .orElseThrow(() -> Unreadable.at(
                        member, "security scheme %s has no 'type'".formatted(Unreadable.quote(member.name()))));
        if (!dialect.schemes().contains(type.string())) {
            throw Unreadable.at(
                    type,
                    "security scheme type %s is not known; the types are %s"
                            .formatted(
                                    Unreadable.quote(type.string()),
                                    String.join(", ", new TreeSet<>(dialect.schemes()))));
        }
        return type.string();
    }

    private void declaredScopes(Node.Mapping flow) {
        flow.member("scopes")
                .filter(declared -> !isEmpty(declared))
                .ifPresent(declared ->
                        references.mapping(declared).members().values().forEach(this::declaredScope));
    }

    private void declaredScope(Member scope) {
        budget.spend(1, scope);
        if (StandardFilter.isExtension(scope.name()) && !(scope.value() instanceof Node.Scalar)) {
            return;
        }
        if (!ScopeToken.isValid(scope.name())) {
            notes.add("Declared scope %s cannot be a scope (RFC 6749, section 3.3) and was left out."
                    .formatted(Unreadable.quote(scope.name())));
            return;
        }
        scopes.putIfAbsent(scope.name(), StorableText.clean(scope.text()));
    }

    private static boolean isEmpty(Member member) {
        return member.value() instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.NULL;
    }
}
