package dev.gatehouse.contract;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a contract before it is settled which scopes it needs. Immutable.
 *
 * @param endpoint identifies it within its service
 * @param name the document's own name for it, else the endpoint
 * @param reads whether it changes nothing
 * @param security what it or the document asks for; empty where neither states anything
 * @param sunset when a deprecated one is expected to go; null where the document does not say
 * @param freshSignIn how long ago its caller's user may have signed in; null where that does not matter
 */
public record Operation(
        String endpoint,
        String name,
        boolean reads,
        Optional<Security> security,
        boolean deprecated,
        @Nullable Instant sunset,
        @Nullable FreshSignIn freshSignIn) {}
