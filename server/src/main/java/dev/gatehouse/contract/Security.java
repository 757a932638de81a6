package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Located;
import java.util.List;
import java.util.Set;

/**
 * What an operation asks its callers for, as far as OAuth scopes go. Immutable.
 *
 * @param anonymous whether it lets callers in without any credential
 * @param alternatives the OAuth alternatives, each a list of scopes that are all needed; no two hold the same scopes
 * @param others what else than OAuth it asks for
 */
public record Security(boolean anonymous, List<List<String>> alternatives, Others others) {

    /** One that asks for nothing but OAuth. */
    public Security(boolean anonymous, List<List<String>> alternatives) {
        this(anonymous, alternatives, new Others(Set.of(), 1, 1));
    }

    /**
     * Schemes that have no scopes, such as API keys.
     *
     * @param schemes in the words of a message, such as "'key' (apiKey)", in the document's order
     * @param line where they are asked for
     * @param column where they are asked for
     */
    public record Others(Set<String> schemes, int line, int column) implements Located {}

    /** Whether it asks for OAuth. */
    public boolean statesScopes() {
        return !alternatives.isEmpty();
    }

    /** Whether it asks for something, but nothing of OAuth. */
    boolean asksForOthersOnly() {
        return !anonymous && alternatives.isEmpty() && !others.schemes().isEmpty();
    }

    /** Whether a valid token is enough, with whatever scopes. */
    boolean acceptsAnyToken() {
        return alternatives.isEmpty() || alternatives.contains(List.of());
    }
}
