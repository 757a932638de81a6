package dev.gatehouse.vault.connection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection, apart from its secrets. Immutable; times are cut to microseconds.
 *
 * @param registrant the client that registered the connector
 * @param tokenVersion grows with every other set of tokens
 * @param expires of the access token, or null where nobody said
 */
public record Connection(
        ConnectionId id,
        String registrant,
        ConnectionStatus status,
        long tokenVersion,
        @Nullable Instant expires,
        Refreshing refreshing,
        History history) {

    /**
     * How refreshing its tokens goes.
     *
     * @param refreshDue when the background looks at it next, or null for never
     * @param leaseUntil until when somebody refreshes it at most, or null
     * @param attempts failed refreshes since the last that worked
     * @param lastError what went wrong last since the last refresh that worked, or null
     */
    public record Refreshing(
            @Nullable Instant refreshDue,
            @Nullable Instant leaseUntil,
            int attempts,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt) {}

    /**
     * When something was done with it.
     *
     * @param refreshed when tokens were refreshed last, or null
     * @param lastAccess when a caller got tokens last, to the day
     */
    public record History(Instant connected, @Nullable Instant refreshed, Instant lastAccess) {}

    /** One that begins now. */
    public static Connection begin(
            ConnectionId id, String registrant, @Nullable Instant expires, @Nullable Instant refreshDue, Instant now) {
        return new Connection(
                id,
                registrant,
                ConnectionStatus.CONNECTED,
                1,
                expires,
                new Refreshing(refreshDue, null, 0, null, null),
                new History(now, null, now));
    }

    /** The status to show: a lease that has not ended says that it is being refreshed. */
    public ConnectionStatus statusAt(Instant now) {
        return leaseUntil() != null && leaseUntil().isAfter(now) ? ConnectionStatus.REFRESHING : status;
    }

    /** Whether the access token is good until then at least; one of unknown end is taken for good. */
    public boolean isValidUntil(Instant time) {
        return expires == null || !expires.isBefore(time);
    }

    /**
     * Whether the access token lives as long as wanted, or nearly as long as those of the last refresh did: to ask for
     * another would hardly help.
     */
    public boolean isFresh(Duration wanted, Instant now) {
        if (history.refreshed() == null || expires == null) {
            return isValidUntil(now.plus(wanted));
        }
        Duration life = Duration.between(history.refreshed(), expires);
        Duration hopedFor = life.minus(life.dividedBy(10));
        return isValidUntil(now.plus(wanted.compareTo(hopedFor) < 0 ? wanted : hopedFor));
    }

    public @Nullable Instant refreshDue() {
        return refreshing.refreshDue();
    }

    public @Nullable Instant leaseUntil() {
        return refreshing.leaseUntil();
    }

    public int attempts() {
        return refreshing.attempts();
    }

    public @Nullable String lastError() {
        return refreshing.lastError();
    }

    public @Nullable Instant lastErrorAt() {
        return refreshing.lastErrorAt();
    }

    public Instant connected() {
        return history.connected();
    }

    public @Nullable Instant refreshed() {
        return history.refreshed();
    }

    public Instant lastAccess() {
        return history.lastAccess();
    }
}
