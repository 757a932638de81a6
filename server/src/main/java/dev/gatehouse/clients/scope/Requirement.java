package dev.gatehouse.clients.scope;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a linked endpoint needs.
 *
 * @param alternatives sets of scopes of which one must be covered, the preferred one first; {@code [[]]} needs nothing
 * @param vouched the reserved scopes that whoever made the link was entitled to give
 * @param withheld scopes of others that the link does not give, since they did not approve
 */
public record Requirement(List<List<String>> alternatives, Set<String> vouched, Set<String> withheld) {
    /** Those that leave no choice come first, so that they can settle the others. */
    private static final Comparator<Requirement> CERTAIN_FIRST =
            Comparator.comparing(requirement -> requirement.alternatives().size() > 1);

    public Requirement {
        alternatives = List.copyOf(alternatives);
        vouched = Set.copyOf(vouched);
        withheld = Set.copyOf(withheld);
    }

    /**
     * @param scope what the endpoint needs where {@code requires} is empty, separated by space
     * @param requires the endpoint's alternatives
     */
    public static Requirement of(String scope, List<List<String>> requires, List<String> vouched) {
        return new Requirement(
                requires.isEmpty() ? List.of(Scopes.split(scope)) : requires, Set.copyOf(vouched), Set.of());
    }

    /** Every scope that it names. */
    public Set<String> scopes() {
        return alternatives.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** The same where the link does not give these scopes. */
    public Requirement withholding(Set<String> scopes) {
        return new Requirement(alternatives, vouched, scopes);
    }

    /**
     * The scopes a client may ask for: its own, and for each requirement that they and the others do not meet yet, the
     * first alternative that may be given. Endpoints with one alternative come before those with several, and these in
     * the order given.
     */
    static Set<String> effectiveScope(String ownScope, List<Requirement> requirements) {
        Set<String> scopes = new LinkedHashSet<>(Scopes.split(ownScope));
        requirements.stream().sorted(CERTAIN_FIRST).forEach(requirement -> requirement.addTo(scopes));
        return scopes;
    }

    private void addTo(Set<String> scopes) {
        if (!isMetBy(scopes)) {
            alternatives.stream()
                    .filter(alternative -> alternative.stream().allMatch(scope -> mayBeGiven(scope, scopes)))
                    .findFirst()
                    .ifPresent(scopes::addAll);
        }
    }

    /** The same, vouched for by somebody who may give the reserved scopes that the predicate names. */
    public Requirement vouchedFor(Predicate<String> mayGive) {
        return new Requirement(
                alternatives,
                alternatives.stream()
                        .flatMap(List::stream)
                        .filter(ReservedScopes::isReserved)
                        .filter(mayGive)
                        .collect(Collectors.toSet()),
                withheld);
    }

    /** Whether somebody was entitled to give what of our own API is in the alternative. */
    public boolean isVouchedFor(List<String> alternative) {
        return alternative.stream().filter(ReservedScopes::isReserved).allMatch(vouched::contains);
    }

    /** Whether it can be met as far as the scopes of our own API go. */
    public boolean isWithinReach(Set<String> scopes) {
        return alternatives.stream()
                .anyMatch(alternative -> alternative.stream()
                        .filter(ReservedScopes::isReserved)
                        .allMatch(scope -> vouched.contains(scope) || scopes.contains(scope)));
    }

    public boolean isMetBy(Set<String> scopes) {
        return alternatives.stream().anyMatch(scopes::containsAll);
    }

    private boolean mayBeGiven(String scope, Set<String> scopes) {
        boolean given = ReservedScopes.isReserved(scope) ? vouched.contains(scope) : !withheld.contains(scope);
        return given || scopes.contains(scope);
    }
}
