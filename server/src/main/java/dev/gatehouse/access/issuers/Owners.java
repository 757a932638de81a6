package dev.gatehouse.access.issuers;

import java.util.Optional;

/** Our users, as far as tokens of other issuers name them. Implementations are thread-safe and may block. */
public interface Owners {
    Optional<Owner> withId(String userId);

    /** @param email compared without regard to case */
    Optional<Owner> withEmail(String email);

    /** A user of ours. */
    record Owner(String userId, boolean administrator) {}
}
