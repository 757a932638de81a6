package dev.gatehouse.store;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.server.DatabaseFault;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;

/** Tells what a failed statement means, whatever its failure is wrapped in. Stateless. */
public final class DatabaseFailures {
    private DatabaseFailures() {}

    /** Whether it is the database that something is wrong with, and not what it was asked. */
    public static boolean isOutage(Throwable failure) {
        return DatabaseFault.of(failure).isPresent();
    }

    /** What to tell whoever starts a process that met one; without a stack trace. */
    public static StartupException whileStarting(Throwable outage) {
        return new StartupException("the database cannot be used: " + DatabaseFault.reason(outage));
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
        return DatabaseFault.causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql && "40P01".equals(sql.getSQLState()));
    }

    private static boolean violates(Throwable failure, String state, String constraint) {
        return DatabaseFault.causes(failure)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .filter(cause -> state.equals(cause.getSQLState()))
                .flatMap(cause -> Stream.ofNullable(cause.getServerErrorMessage()))
                .anyMatch(message -> constraint.equals(message.getConstraint()));
    }
}
