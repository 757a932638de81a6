package dev.gatehouse.access;

import dev.gatehouse.authority.Standing;
import java.util.List;
import java.util.Optional;

/** What is on record about tokens, beside what they say themselves. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface TokenStatusSource {
    /**
     * The user a token acts as, which is its subject, or who owns the client that is its subject; and which scopes can count of
     * those it carries.
     *
     * @param ids the token's own id and those of what it came from
     * @return empty where it was revoked, or its client or subject is gone
     */
    Optional<Standing> standing(String clientId, String subject, List<String> ids);
}
