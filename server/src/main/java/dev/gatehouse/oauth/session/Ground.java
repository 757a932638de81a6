package dev.gatehouse.oauth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rests on somebody having signed in ends with it. Immutable.
 *
 * @param authenticated when the user signed in
 * @param accessId names all that the user got by signing in until another password, disabling or the user's wish ends it
 * @param sessionId names the session; null where its end changes nothing
 */
public record Ground(
        Instant authenticated, UUID accessId, @Nullable UUID sessionId) {
    /** For what outlives the session (OpenID Connect Back-Channel Logout 1.0 section 2.7). */
    public Ground withoutSession() {
        return new Ground(authenticated, accessId, null);
    }

    /** The ids that end what rests on it. */
    public List<UUID> ids() {
        return Stream.concat(Stream.of(accessId), Optional.ofNullable(sessionId).stream())
                .toList();
    }
}
