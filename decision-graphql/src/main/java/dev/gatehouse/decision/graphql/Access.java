package dev.gatehouse.decision.graphql;

import java.util.List;

/**
 * What directives ask a caller for. Immutable.
 *
 * @param alternatives lists of scopes of which a token must cover one, as {@code @requiresScopes} writes them; an empty
 *     list inside is met by every valid token; none at all means that only what is not understood was asked for
 */
public record Access(List<List<String>> alternatives) {
    /** Any valid token, as {@code @authenticated} asks for. */
    public static final Access ANY_TOKEN = new Access(List.of(List.of()));

    /** Something that is not about tokens, as {@code @policy} asks for. */
    public static final Access NOT_UNDERSTOOD = new Access(List.of());
}
