package dev.gatehouse.contract;

import java.util.List;

/**
 * What an operation asks its callers for, as far as OAuth scopes go. Immutable.
 *
 * @param anonymous whether it lets callers in without any credential
 * @param alternatives the OAuth alternatives, each a list of scopes that are all needed; no two hold the same scopes
 */
public record Security(boolean anonymous, List<List<String>> alternatives) {

    /** Whether it asks for OAuth. */
    public boolean statesScopes() {
        return !alternatives.isEmpty();
    }

    /** Whether a valid token is enough, with whatever scopes. */
    boolean acceptsAnyToken() {
        return alternatives.isEmpty() || alternatives.contains(List.of());
    }
}
