package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The security schemes a document declares, and the scopes they declare. Not thread-safe. */
final class SecuritySchemes {
    private static final int MAX_SCOPES = 1_000_000;

    private final OpenApiDialect dialect;
    private final LocalReferences references;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_SCOPES, "declared scopes");
    private final Map<String, Boolean> hasScopes = new HashMap<>();
    private final Map<String, String> scopes = new LinkedHashMap<>();

    SecuritySchemes(Node.Mapping root, OpenApiDialect dialect, LocalReferences references, Notes notes) {
        this.dialect = dialect;
        this.references = references;
        this.notes = notes;
        dialect.securitySchemes(root)
                .ifPresent(schemes -> schemes.mapping().members().values().forEach(this::scheme));
    }

    /** Whether the named scheme is an OAuth 2 or OpenID Connect one; empty where it is not declared. */
    Optional<Boolean> hasScopes(String scheme) {
        return Optional.ofNullable(hasScopes.get(scheme));
    }

    /** Whether there is an OAuth 2 or OpenID Connect scheme at all. */
    boolean anyHasScopes() {
        return hasScopes.containsValue(true);
    }

    /** The declared scopes with their descriptions. */
    Map<String, String> scopes() {
        return scopes;
    }

    private void scheme(Member member) {
        if (StandardFilter.isExtension(member.name()) && !(member.value() instanceof Node.Mapping)) {
            return;
        }
        Node.Mapping scheme = references.chain(member.mapping()).getLast();
        boolean scoped = dialect.hasScopes(type(member, scheme));
        hasScopes.put(member.name(), scoped);
        if (scoped) {
            dialect.flows(scheme).forEach(this::declaredScopes);
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
                .ifPresent(declared -> declared.mapping().members().values().forEach(this::declaredScope));
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
