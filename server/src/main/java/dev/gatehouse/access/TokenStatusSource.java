package dev.gatehouse.access;

import java.util.List;
import java.util.Optional;

/** What is on record about tokens, beside what they say themselves. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface TokenStatusSource {
    /**
     * The user a token acts as: its subject, or who owns the client that is its subject.
     *
     * @param ids the token's own id and those of what it came from
     * @return empty where it was revoked, or its client or subject is gone
     */
    Optional<String> actsAs(String clientId, String subject, List<String> ids);
}
