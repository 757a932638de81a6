package dev.gatehouse.store.server;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a database without any fault of ours, told apart by SQLSTATE, and how requests are answered. */
public enum DatabaseFault {
    /** It does not answer, or ends our connections. */
    AWAY(ErrorCode.DATABASE_UNAVAILABLE, 2, "cannot be reached"),
    /** It is at a limit of its own: connections, memory. */
    CROWDED(ErrorCode.DATABASE_CROWDED, 5, "is at a limit of its own"),
    /** It is a standby, or may not be written to. */
    READ_ONLY(ErrorCode.DATABASE_READ_ONLY, 5, "takes no writes"),
    /** Its disk is full. */
    FULL(ErrorCode.DATABASE_FULL, 30, "has no room on its disk"),
    /** Somebody holds a lock that requests wait for. */
    LOCKED(ErrorCode.DATABASE_LOCKED, 2, "lets requests wait too long for locks that others hold"),
    /** A statement took longer than it may. */
    TIMED_OUT(ErrorCode.DATABASE_TIMED_OUT, 5, "takes too long"),
    /** All connections of our own pool are in use; nothing is wrong with the database. */
    BUSY(ErrorCode.SERVER_BUSY, 1, "is asked over more connections than the pool has");

    private final ErrorCode code;
    private final int retrySeconds;
    private final String told;

    DatabaseFault(ErrorCode code, int retrySeconds, String told) {
        this.code = code;
        this.retrySeconds = retrySeconds;
        this.told = told;
    }

    /** What the database does, for the log: continues "The database". */
    String told() {
        return told;
    }

    /** The answer to a request that met it: 503 with {@code Retry-After}. */
    ApiException answer() {
        ApiException answer = this == BUSY ? code.with("database connections") : code.with();
        return answer.withHeader("Retry-After", Integer.toString(retrySeconds));
    }

    /** Whether nothing can be written as long as it lasts, whoever asks. */
    boolean stopsWrites() {
        return this == READ_ONLY || this == FULL;
    }

    /** Whether it ends as soon as a write works again; the others are over when nobody meets them any more. */
    boolean endsWithAWrite() {
        return this == AWAY || this == CROWDED || stopsWrites();
    }

    /** What a failure means, whatever it is wrapped in; empty where it is the statement's own fault. */
    public static Optional<DatabaseFault> of(Throwable failure) {
        List<Throwable> causes = causes(failure).toList();
        return causes.stream()
                .map(DatabaseFault::byState)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> causes.stream()
                        .map(DatabaseFault::byType)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** The cause of a failure in one line. */
    public static String reason(Throwable failure) {
        Throwable root = causes(failure)
                .filter(cause -> cause.getMessage() != null)
                .reduce((_, cause) -> cause)
                .orElse(failure);
        String message = String.valueOf(root.getMessage());
        return (root instanceof UnknownHostException ? "unknown host " : "")
                + message.lines().findFirst().orElse("");
    }

    private static Optional<DatabaseFault> byState(Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null
                ? Optional.ofNullable(of(sql.getSQLState()))
                : Optional.empty();
    }

    /** See the appendix "PostgreSQL Error Codes" of its manual. */
    private static @Nullable DatabaseFault of(String state) {
        return switch (state) {
            case "53100" -> FULL; // disk_full
            case "25006", "42501" ->
                READ_ONLY; // read_only_sql_transaction; insufficient_privilege, a read-only disk too
            case "55P03", "40P01", "40001" -> LOCKED; // lock_not_available, deadlock_detected, serialization_failure
            case "57014", "25P03", "25P04" -> TIMED_OUT; // query_canceled, idle_in_transaction and transaction_timeout
            default -> ofClass(state);
        };
    }

    private static @Nullable DatabaseFault ofClass(String state) {
        return switch (state.substring(0, Math.min(state.length(), 3))) {
            case "57P" -> AWAY; // admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout
            default ->
                switch (state.substring(0, Math.min(state.length(), 2))) {
                    case "08", "58" -> AWAY; // connection exception, system error
                    case "53" -> CROWDED; // insufficient resources
                    default -> null;
                };
        };
    }

    /** The pool says why it got no connection; where there is no reason, all are in use. */
    private static Optional<DatabaseFault> byType(Throwable cause) {
        return switch (cause) {
            case SQLTransientConnectionException waited -> Optional.of(waited.getCause() == null ? BUSY : AWAY);
            case SocketTimeoutException _ -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }

    /** The failure and what it is wrapped around, from the outside to the inside. */
    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
