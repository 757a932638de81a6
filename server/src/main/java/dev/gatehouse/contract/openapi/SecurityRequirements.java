package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code security} members. One that is shared through a YAML alias is read once. Not thread-safe. */
final class SecurityRequirements {
    private static final int MAX_SCOPES = 2_000_000;

    private final SecuritySchemes schemes;
    private final References references;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_SCOPES, "scopes and alternatives in security requirements");
    private final Map<Node, Security> known = new IdentityHashMap<>();
    private final Set<String> withRoles = new HashSet<>();

    SecurityRequirements(SecuritySchemes schemes, References references, Notes notes) {
        this.schemes = schemes;
        this.references = references;
        this.notes = notes;
    }

    /** The security of an operation or of the document; empty where it states none. */
    Optional<Security> of(Node.Mapping owner) {
        return owner.member("security").map(this::read);
    }

    /** Whether anything read so far asks for OAuth. */
    boolean anyStatesScopes() {
        return known.values().stream().anyMatch(Security::statesScopes);
    }

    private Security read(Member member) {
        Node.Sequence list = references.sequence(member);
        Security remembered = known.get(list);
        if (remembered != null) {
            return remembered;
        }
        Security security = security(list);
        known.put(list, security);
        return security;
    }

    private Security security(Node.Sequence list) {
        boolean anonymous = list.items().isEmpty();
        Map<Set<String>, List<String>> alternatives = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (Node item : list.items()) {
            budget.spend(1, item);
            Node.Mapping requirement = requirement(item);
            anonymous |= requirement.members().isEmpty();
            alternative(requirement, others).ifPresent(scopes -> alternatives.putIfAbsent(scopes, List.copyOf(scopes)));
        }
        return new Security(
                anonymous, List.copyOf(alternatives.values()), new Security.Others(others, list.line(), list.column()));
    }

    private Node.Mapping requirement(Node item) {
        Node node = references.value(item);
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw Unreadable.at(
                node,
                "a security requirement is %s; it must be an object, such as {\"scheme\": [\"scope\"]}"
                        .formatted(node.kind()));
    }

    /**
     * The scopes of all OAuth schemes of one requirement; empty where it names none.
     *
     * @param others gets the other schemes
     */
    private Optional<Set<String>> alternative(Node.Mapping requirement, Set<String> others) {
        Set<String> scopes = new LinkedHashSet<>();
        boolean scoped = false;
        for (Member member : requirement.members().values()) {
            budget.spend(1, member);
            SecuritySchemes.Scheme scheme = schemes.scheme(member);
            if (scheme.hasScopes()) {
                scoped = true;
                scopes.addAll(scopes(member));
            } else {
                others.add(scheme.words());
                noteRoles(member, scheme);
            }
        }
        return scoped ? Optional.of(scopes) : Optional.empty();
    }

    /** Roles are known to the service alone. */
    private void noteRoles(Member member, SecuritySchemes.Scheme scheme) {
        boolean hasRoles = references.value(member.value()) instanceof Node.Sequence roles
                && !roles.items().isEmpty();
        if (hasRoles && withRoles.add(member.name())) {
            notes.add("Security scheme %s has roles, first at line %d; they are no scopes and were not taken."
                    .formatted(scheme.words(), member.line()));
        }
    }

    private List<String> scopes(Member scheme) {
        List<Node> items = references.sequence(scheme).items();
        budget.spend(items.size(), scheme);
        List<String> scopes = new ArrayList<>(items.size());
        for (Node item : items) {
            scopes.addAll(scopes(item));
        }
        return scopes;
    }

    /** One scope; several where a document wrongly puts a whole scope string into one item, as some do. */
    private List<String> scopes(Node place) {
        Node item = references.value(place);
        if (!(item instanceof Node.Scalar scalar) || scalar.type() != Node.Scalar.Type.STRING) {
            throw Unreadable.at(
                    item,
                    "a scope is %s; it must be text, in quotes where it looks like something else"
                            .formatted(item.kind()));
        }
        return ScopeToken.splitNoting(scalar.text(), scalar.line(), scalar.column(), notes);
    }
}
