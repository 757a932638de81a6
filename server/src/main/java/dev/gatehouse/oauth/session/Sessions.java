package dev.gatehouse.oauth.session;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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
    private final List<SessionEnd> resting;
    private final Clock clock;
    private final SessionStore store = new SessionStore();

    /** @param resting end what rests on a session that somebody ends */
    public Sessions(Jdbi jdbi, List<SessionEnd> resting, Clock clock) {
        this.jdbi = jdbi;
        this.resting = List.copyOf(resting);
        this.clock = clock;
    }

    /**
     * Somebody who just authenticated.
     *
     * @param accessId the access that the account had when the password was found right
     * @param clientId the client that sent them here, or empty
     */
    public record SignedIn(String userId, UUID accessId, String clientId) {}

    /**
     * Begins a session; returns its secret, or nothing where the user's access was ended meanwhile.
     *
     * @param before the session that the browser had. It becomes another user's end of session; the same user's goes on under
     *     its name, since whoever only has to show the password once more is not to lose what rests on it
     * @param userAgent how the browser names itself, or null
     */
    public Optional<SecretValue> begin(SignedIn user, Optional<Session> before, @Nullable String userAgent) {
        SecretValue secret = SecretValue.generate();
        Instant now = Times.now(clock);
        String agent = userAgent == null ? "" : userAgent;
        return jdbi.inTransaction(handle -> {
            UUID sessionId = before.flatMap(session -> replaced(handle, session, user.userId()))
                    .orElseGet(UUID::randomUUID);
            SessionStore.Begun begun = new SessionStore.Begun(
                    secret.hash(), sessionId, user, agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
            if (!store.insert(handle, begun, now, now.plus(MAX_TIME))) {
                return Optional.empty();
            }
            Caller self = new Caller(user.userId(), user.clientId(), Set.of());
            record(handle, "session.begin", self, user.userId(), sessionId);
            return Optional.of(secret);
        });
    }

    /** The name of the session, where it goes on. */
    private Optional<UUID> replaced(Handle handle, Session session, String userId) {
        if (!session.userId().equals(userId)) {
            end(
                    handle,
                    self(session.userId()),
                    session.userId(),
                    session.sessionId().toString());
            return Optional.empty();
        }
        return store.delete(handle, userId, session.sessionId().toString())
                ? Optional.of(session.sessionId())
                : Optional.empty();
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

    /** A page of sessions and, where the page is counted, how many there are. */
    public record Listing(List<Session> sessions, long total) {}

    /** The user's running sessions, by their names. */
    public Listing list(String userId, Page page) {
        Instant now = Times.now(clock);
        Instant idleSince = now.minus(IDLE);
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, userId, page, now, idleSince),
                page.isCounted() ? store.count(handle, userId, now, idleSince) : 0));
    }

    /** Ends the session, if it still runs, and what rests on it. */
    public void end(Session session) {
        endOf(session.userId(), session.sessionId().toString());
    }

    /** The same by its name, if it is the user's. */
    public void endOf(String userId, String sessionId) {
        endOf(self(userId), userId, sessionId);
    }

    /** The same by whoever may. @return false where the user has no such session */
    public boolean endOf(Caller caller, String userId, String sessionId) {
        return jdbi.inTransaction(handle -> end(handle, caller, userId, sessionId));
    }

    private boolean end(Handle handle, Caller caller, String userId, String name) {
        if (!store.delete(handle, userId, name)) {
            return false;
        }
        UUID sessionId = UUID.fromString(name);
        resting.forEach(each -> each.ended(handle, userId, sessionId));
        record(handle, "session.end", caller, userId, sessionId);
        return true;
    }

    private static Caller self(String userId) {
        return new Caller(userId, "", Set.of());
    }

    private static void record(Handle handle, String action, Caller caller, String userId, UUID sessionId) {
        AuditStore.record(handle, caller, action, "user/" + userId, Map.of("sessionId", sessionId));
    }
}
