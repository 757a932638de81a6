package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settles which scopes each operation needs. Not thread-safe: one per document. */
final class EndpointScopes {
    // a shared requirement costs a few bytes in the document, but its scopes once per endpoint in the answer
    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;
    private static final int PER_ALTERNATIVE = 16;
    private static final int MAX_NAMED = 5;

    private final boolean derived;
    private final String serviceId;
    private final String prefix;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_CHARACTERS, "characters of endpoints, operations and scopes");
    private final OtherSchemes otherSchemes;
    private final Map<String, List<String>> askingForOthers = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();
    private int unstated;

    /**
     * @param derived whether the document states no OAuth security anywhere, so that scopes are made up
     * @param otherSchemes what becomes of operations that ask for something, but not for OAuth
     */
    EndpointScopes(boolean derived, String serviceId, OtherSchemes otherSchemes, Notes notes) {
        this.derived = derived;
        this.otherSchemes = otherSchemes;
        this.serviceId = serviceId;
        this.prefix = ScopeToken.encode(serviceId);
        this.notes = notes;
    }

    List<Endpoint> endpoints(List<Operation> operations) {
        List<Endpoint> endpoints = operations.stream()
                .map(this::endpoint)
                .sorted(Comparator.comparing(Endpoint::endpoint))
                .toList();
        if (unstated > 0) {
            notes.add("%,d of %,d operations state no security, nor does the document for all of them: they are public."
                    .formatted(unstated, operations.size()));
        }
        askingForOthers.forEach(this::noteOthers);
        return endpoints;
    }

    /** The declared scopes and those the endpoints use, with descriptions. */
    Map<String, String> scopes(Map<String, String> declared, List<Endpoint> endpoints, String title) {
        Map<String, String> scopes = new LinkedHashMap<>(declared);
        String subject = title.isEmpty() ? serviceId : title;
        for (Endpoint endpoint : endpoints) {
            used(endpoint).forEach(scope -> scopes.putIfAbsent(scope, description(scope, subject)));
        }
        return scopes;
    }

    private String description(String scope, String subject) {
        if (!made.contains(scope)) {
            return "";
        }
        return (scope.equals(prefix + ".r") ? "read " : "write ") + subject;
    }

    private static List<String> used(Endpoint endpoint) {
        if (endpoint.requires().isEmpty()) {
            return endpoint.scope().isEmpty()
                    ? List.of()
                    : List.of(endpoint.scope().split(" "));
        }
        return endpoint.requires().stream().flatMap(List::stream).toList();
    }

    private Endpoint endpoint(Operation operation) {
        Endpoint endpoint = operation
                .security()
                .map(security -> stated(operation, security))
                .orElseGet(() -> unstated(operation));
        budget.spend(size(endpoint), 1, 1);
        return endpoint;
    }

    private Endpoint stated(Operation operation, Security security) {
        if (security.anonymous()) {
            return needing(operation, "", List.of());
        }
        if (security.asksForOthersOnly()) {
            return askingForOthers(operation, security.others());
        }
        if (derived) {
            return derived(operation);
        }
        if (security.acceptsAnyToken()) {
            return needing(operation, "", Endpoint.ANY_TOKEN);
        }
        List<List<String>> alternatives = security.alternatives();
        String first = String.join(" ", alternatives.getFirst());
        return needing(operation, first, alternatives.size() > 1 ? alternatives : List.of());
    }

    private Endpoint unstated(Operation operation) {
        if (derived) {
            return derived(operation);
        }
        unstated++;
        return needing(operation, "", List.of());
    }

    private Endpoint derived(Operation operation) {
        String scope = prefix + (operation.reads() ? ".r" : ".w");
        made.add(scope);
        return needing(operation, scope, List.of());
    }

    private Endpoint askingForOthers(Operation operation, Security.Others others) {
        String schemes = String.join(", ", others.schemes());
        if (otherSchemes == OtherSchemes.REFUSE) {
            throw Unreadable.at(
                    others,
                    "%s asks for %s only, which has no OAuth scopes; have it ask for OAuth, or send otherSchemes=derive or ignore"
                            .formatted(Unreadable.quote(operation.endpoint()), schemes));
        }
        askingForOthers
                .computeIfAbsent(schemes, none -> new ArrayList<>())
                .add("%s (line %d)".formatted(operation.endpoint(), others.line()));
        return derived || otherSchemes == OtherSchemes.DERIVE
                ? derived(operation)
                : needing(operation, "", Endpoint.ANY_TOKEN);
    }

    private void noteOthers(String schemes, List<String> operations) {
        String first = String.join(", ", operations.subList(0, Math.min(operations.size(), MAX_NAMED)));
        String more = operations.size() > MAX_NAMED ? " and %,d more".formatted(operations.size() - MAX_NAMED) : "";
        String need = derived || otherSchemes == OtherSchemes.DERIVE
                ? "they need %s.r or %s.w".formatted(prefix, prefix)
                : "any valid token is good for them";
        notes.add("Asking for %s only, and not for OAuth 2 or OpenID Connect: %s%s; %s."
                .formatted(schemes, first, more, need));
    }

    private static Endpoint needing(Operation operation, String scope, List<List<String>> requires) {
        FreshSignIn fresh = operation.freshSignIn();
        Endpoint endpoint = new Endpoint(
                operation.endpoint(),
                operation.name(),
                scope,
                requires,
                operation.deprecated(),
                operation.sunset(),
                fresh == null ? null : (Integer) fresh.maxAge());
        if (fresh != null && endpoint.alternatives().isEmpty()) {
            throw Unreadable.at(
                    fresh,
                    "%s is public, so that nobody has signed in; give it security, or leave x-max-age out"
                            .formatted(Unreadable.quote(endpoint.endpoint())));
        }
        return endpoint;
    }

    private static long size(Endpoint endpoint) {
        long scopes = endpoint.requires().stream()
                .flatMap(List::stream)
                .mapToLong(scope -> scope.length() + 1L)
                .sum();
        long fixed = endpoint.endpoint().length()
                + endpoint.operation().length()
                + endpoint.scope().length();
        return fixed + scopes + (long) PER_ALTERNATIVE * endpoint.requires().size();
    }
}
