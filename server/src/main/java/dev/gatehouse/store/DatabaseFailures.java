package dev.gatehouse.store;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;

/** Tells what a failure of the database means, whatever it is wrapped in. Stateless. */
public final class DatabaseFailures {
    private static final Set<String> AWAY = Set.of(
            "57P01", // admin_shutdown
            "57P02", // crash_shutdown
            "57P03", // cannot_connect_now
            "53300"); // too_many_connections

    private DatabaseFailures() {}

    /** The answer to a request that failed because the database is away; empty for any other failure. */
    public static Optional<ApiException> translate(Throwable failure) {
        return causes(failure).anyMatch(DatabaseFailures::isAway)
                ? Optional.of(ErrorCode.DATABASE_UNAVAILABLE.with().withHeader("Retry-After", "2"))
                : Optional.empty();
    }

    /** Whether a row was refused because another has the same key (SQLSTATE 23505). */
    public static boolean isUniqueViolation(Throwable failure, String constraint) {
        return violates(failure, "23505", constraint);
    }

    /** Whether a row was refused because what it refers to is missing, or because it is referred to (23503). */
    public static boolean isForeignKeyViolation(Throwable failure, String constraint) {
        return violates(failure, "23503", constraint);
    }

    /** Whether a transaction was ended because it and another waited for each other (40P01). */
    static boolean isDeadlock(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql && "40P01".equals(sql.getSQLState()));
    }

    private static boolean violates(Throwable failure, String state, String constraint) {
        return causes(failure)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .filter(cause -> state.equals(cause.getSQLState()))
                .flatMap(cause -> Stream.ofNullable(cause.getServerErrorMessage()))
                .anyMatch(message -> constraint.equals(message.getConstraint()));
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case SQLTransientConnectionException _, SocketTimeoutException _ -> true;
            case SQLException sql ->
                sql.getSQLState() != null && (sql.getSQLState().startsWith("08") || AWAY.contains(sql.getSQLState()));
            default -> false;
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
