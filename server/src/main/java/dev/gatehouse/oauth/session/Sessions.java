package dev.gatehouse.oauth.session;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Begins, finds and ends sessions; one ends after 12 hours without use and after 7 days in any case. Thread-safe. */
public final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration MAX_TIME = Duration.ofDays(7);

    /** Uses closer together than this are not written down one by one. */
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    private static final int MAX_USER_AGENT = 300;

    private final Jdbi jdbi;
    private final Clock clock;
    private final SessionStore store = new SessionStore();

    public Sessions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Begins a session for somebody who just authenticated; returns its secret.
     *
     * @param userAgent how the browser names itself, or null
     */
    public SecretValue begin(String userId, @Nullable String userAgent) {
        SecretValue secret = SecretValue.generate();
        Instant now = Times.now(clock);
        String agent = userAgent == null ? "" : userAgent;
        SessionStore.Begun begun = new SessionStore.Begun(
                secret.hash(),
                UUID.randomUUID().toString(),
                userId,
                agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
        jdbi.useHandle(handle -> store.insert(handle, begun, now, now.plus(MAX_TIME)));
        return secret;
    }

    /** The session with this secret, if it still runs; it counts as used now. There is none where the secret is null. */
    public Optional<Session> find(@Nullable String secret) {
        if (secret == null) {
            return Optional.empty();
        }
        byte[] hash = SecretValue.of(secret).hash();
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> {
            Optional<Session> found = store.find(handle, hash, now, now.minus(IDLE));
            if (found.isPresent() && found.get().lastUsed().plus(USE_STEP).isBefore(now)) {
                store.used(handle, hash, now);
            }
            return found;
        });
    }

    /** The user's running sessions, the one used last first. */
    public List<Session> of(String userId) {
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> store.of(handle, userId, now, now.minus(IDLE)));
    }

    /** Ends the session with this secret, if there is one; nothing where it is null. */
    public void end(@Nullable String secret) {
        if (secret != null) {
            jdbi.useHandle(handle -> store.delete(handle, SecretValue.of(secret).hash()));
        }
    }

    /** Ends a session of the user's by its name. */
    public void endOf(String userId, String sessionId) {
        jdbi.useHandle(handle -> store.deleteOf(handle, userId, sessionId));
    }

    /** Ends every session of the user's. */
    public void endAllOf(String userId) {
        jdbi.useHandle(handle -> store.deleteAllOf(handle, userId));
    }
}
