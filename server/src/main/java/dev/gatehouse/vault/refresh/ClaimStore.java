package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Who refreshes which row, and how that ended if not with tokens. Thread-safe. */
final class ClaimStore {
    /**
     * A lease that ended without a word leaves open whether the refresh token was redeemed. A process that is gone will
     * not tell any more, so it is tried again at once. One that still exists may hold the new tokens in its hands: it is
     * given time while the access token is good, and two minutes at least.
     */
    private static final String FREE = """
            case when lease_until is null then true
                 when lease_until > now() then false
                 when greatest(expires, lease_until + interval '2 minutes') <= now() then true
                 else pg_try_advisory_xact_lock(hashtextextended(lease_owner::text, 0)) end\
            """;

    private static final String CLAIMED = """
            user_id = :userId and connector = :connector and token_version = :tokenVersion
              and lease_owner = :owner and lease_until = :leaseUntil\
            """;

    private final Jdbi jdbi;
    private final UUID owner;
    private final Duration lease;
    private final Duration patience;

    /**
     * @param owner this process, as it shows itself to others
     * @param patience for how long a refresh is tried that does not work
     */
    ClaimStore(Jdbi jdbi, UUID owner, Duration lease, Duration patience) {
        this.jdbi = jdbi;
        this.owner = owner;
        this.lease = lease;
        this.patience = patience;
    }

    /** A connector that has due connections. */
    record DueConnector(String name, URI endpoint) {}

    /** The connectors of which at least one connection is due. */
    List<DueConnector> dueConnectors() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select connector, refresh_url from connector
                         where refresh_url is not null
                           and exists (select from connection
                                        where connection.connector = connector.connector and refresh_due <= now())
                        """)
                .map((row, _) -> new DueConnector(row.getString("connector"), URI.create(row.getString("refresh_url"))))
                .list());
    }

    /** Claims this connection if its tokens are still of that version and nobody else may be refreshing them. */
    Optional<Claim> claim(ConnectionId id, long tokenVersion) {
        Stopwatch since = Stopwatch.start();
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update connection
                           set lease_owner = :owner, lease_until = now() + :lease, refresh_due = now() + :lease
                         where user_id = :userId and connector = :connector and token_version = :tokenVersion
                           and status in ('connected', 'retrying')
                           and\s""" + FREE + """
                         returning user_id, connector, token_version, now() as claimed, lease_until,
                                   null::timestamptz as due
                        """)
                .bindMethods(id)
                .bind("tokenVersion", tokenVersion)
                .bind("owner", owner)
                .bind("lease", lease)
                .map((row, _) -> claim(row, since))
                .findOne());
    }

    /** Claims those of a connector's due connections that have waited longest and that nobody else is claiming. */
    List<Claim> claimDue(String connector, int atMost) {
        Stopwatch since = Stopwatch.start();
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        with due as materialized (
                            select user_id, connector, refresh_due from connection
                             where connector = :connector and refresh_due <= now()
                               and\s""" + FREE + """
                             order by refresh_due limit :atMost
                               for update skip locked)
                        update connection
                           set lease_owner = :owner, lease_until = now() + :lease,
                               refresh_due = now() + :lease
                          from due
                         where connection.user_id = due.user_id and connection.connector = due.connector
                        returning connection.user_id, connection.connector, token_version, now() as claimed,
                                  lease_until, due.refresh_due as due
                        """)
                .bind("connector", connector)
                .bind("atMost", atMost)
                .bind("owner", owner)
                .bind("lease", lease)
                .map((row, _) -> claim(row, since))
                .list());
    }

    private Claim claim(ResultSet row, Stopwatch since) throws SQLException {
        return new Claim(
                new ConnectionId(row.getString("user_id"), row.getString("connector")),
                owner,
                row.getLong("token_version"),
                Times.read(row, "claimed"),
                Times.read(row, "lease_until"),
                row.getObject("due") == null ? null : Times.read(row, "due"),
                since);
    }

    /** The current time of the clock that all processes share. */
    Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp() as now")
                .map((row, _) -> Times.read(row, "now"))
                .one();
    }

    /**
     * Notes a failure that may pass and gives the claim back; nothing where it has passed to somebody else. Where it has not
     * worked for too long, the person has to connect again.
     *
     * @param until when the refresh token ends, or null where nobody said
     */
    Optional<Connection> retryLater(
            Handle transaction, Claim claim, String error, Duration wait, @Nullable Instant until) {
        return end(
                transaction,
                claim,
                transaction
                        .createQuery("""
                        with tried as materialized (
                            select coalesce(failing_since, now()) + :patience <= now() as for_long,
                                   coalesce(:until <= now(), false) as out_of_time
                              from connection where user_id = :userId and connector = :connector)
                        update connection
                           set status = case when for_long or out_of_time then 'reconnect_required' else 'retrying' end,
                               refresh_due = case when for_long or out_of_time then null else now() + :wait end,
                               last_error = case when for_long then 'tried for too long, at last: '
                                                 when out_of_time then 'the refresh token has ended, at last: '
                                                 else '' end || :error,
                               failing_since = coalesce(failing_since, now()),
                               attempts = attempts + 1, last_error_at = now(), lease_owner = null, lease_until = null
                          from tried
                         where\s""" + CLAIMED + " returning " + ConnectionStore.COLUMNS)
                        .bind("error", error)
                        .bind("wait", wait)
                        .bind("patience", patience)
                        .bind("until", until));
    }

    /** Notes that the grant is over and gives the claim back; nothing where it has passed to somebody else. */
    Optional<Connection> requireReconnect(Handle transaction, Claim claim, String error) {
        return end(
                transaction,
                claim,
                transaction
                        .createQuery("""
                        update connection
                           set status = 'reconnect_required', attempts = attempts + 1, last_error = :error,
                               last_error_at = now(), refresh_due = null, lease_owner = null, lease_until = null
                         where\s""" + CLAIMED + " returning " + ConnectionStore.COLUMNS)
                        .bind("error", error));
    }

    private static Optional<Connection> end(Handle transaction, Claim claim, Query update) {
        Optional<Connection> ended = update.bindMethods(claim.id())
                .bind("tokenVersion", claim.tokenVersion())
                .bind("owner", claim.owner())
                .bind("leaseUntil", claim.leaseUntil())
                .map(ConnectionStore::connection)
                .findOne();
        ended.ifPresent(connection -> ConnectionStore.announce(transaction, connection.id()));
        return ended;
    }
}
