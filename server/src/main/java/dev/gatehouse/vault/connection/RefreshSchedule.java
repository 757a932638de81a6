package dev.gatehouse.vault.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides when the background looks at a connection that has a refresh token. Implementations are thread-safe. */
@FunctionalInterface
public interface RefreshSchedule {
    /** @param expires of the access token, or null where nobody said */
    Instant due(Instant now, @Nullable Instant expires);
}
