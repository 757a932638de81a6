package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.Standing;
import java.util.List;
import java.util.Optional;

/** How tokens stand whose signature is good: what the database says of them, and what their clients may have. Thread-safe. */
public final class TokenStandings {
    private final TokenStateStore states;
    private final ClientScopes scopes;

    /**
     * @param scopes forgets at a change before whoever remembers what is found here: it must hear of changes first, so made
     *     first
     */
    public TokenStandings(TokenStateStore states, ClientScopes scopes) {
        this.states = states;
        this.scopes = scopes;
    }

    /**
     * The user a token acts as, which is its subject, or who owns the client that is its subject; and which scopes can count of
     * those it carries.
     *
     * @param ids the token's own id and those of what it came from; what is no id of ours cannot be revoked
     * @return empty where it was revoked, or its client or subject is gone
     */
    public Optional<Standing> standing(String clientId, String subject, List<String> ids) {
        return states.acting(clientId, subject, ids)
                .map(acting -> new Standing(acting.userId(), acting.limit(), scopes.now(clientId)));
    }
}
