package dev.gatehouse.authority;

import dev.gatehouse.clients.scope.ReservedScopes;
import dev.gatehouse.clients.scope.Scopes;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which system scopes somebody may hold now: an administrator every one, everybody else those that reach only what they own
 * and what an administrator gave them. Scopes of services are not limited by it. Immutable.
 *
 * @param everything whether every system scope may be held, whatever {@code scopes} says
 * @param scopes the system scopes that may be held
 */
public record ScopeLimit(boolean everything, Set<String> scopes) {
    /** For nobody: no system scope at all. */
    public static final ScopeLimit NOTHING = new ScopeLimit(false, Set.of());

    private static final String ADMINISTRATOR = "admin";

    public ScopeLimit {
        scopes = Set.copyOf(scopes);
    }

    /**
     * What a user may hold; a team as a user of a type of its own.
     *
     * @param given what an administrator gave them, separated by space
     */
    public static ScopeLimit ofUser(String userType, String given) {
        Set<String> scopes = new HashSet<>(SystemScopes.OF_EVERYBODY);
        scopes.addAll(Scopes.split(given));
        return new ScopeLimit(userType.equals(ADMINISTRATOR), scopes);
    }

    /** @param holder type, {@code team} for a team, and given scopes, separated by space; null for nobody */
    static ScopeLimit parse(@Nullable String holder) {
        if (holder == null) {
            return NOTHING;
        }
        int end = holder.indexOf(' ');
        return ofUser(holder.substring(0, end), holder.substring(end + 1));
    }

    /** What both allow. */
    public ScopeLimit and(ScopeLimit other) {
        if (everything) {
            return other;
        }
        if (other.everything) {
            return this;
        }
        Set<String> both = new HashSet<>(scopes);
        both.retainAll(other.scopes);
        return new ScopeLimit(false, both);
    }

    public boolean allows(String scope) {
        return everything || scopes.contains(scope) || !ReservedScopes.isReserved(scope);
    }

    /** Those of the scopes that are allowed, in their order. */
    public Set<String> within(Collection<String> some) {
        Set<String> allowed = new LinkedHashSet<>(some);
        allowed.removeIf(scope -> !allows(scope));
        return allowed;
    }
}
