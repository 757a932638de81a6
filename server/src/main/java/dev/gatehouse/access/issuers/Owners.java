package dev.gatehouse.access.issuers;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Our users and teams, as far as tokens of other issuers name them. Implementations are thread-safe and may block. */
public interface Owners {
    Optional<Owner> withId(String userId);

    /** @param email compared without regard to case */
    Optional<Owner> withEmail(String email);

    /** The teams that a user is in, and those of the named that there are. */
    Set<String> teams(String userId, Collection<String> named);

    /** A user of ours. */
    record Owner(String userId, boolean administrator) {}
}
