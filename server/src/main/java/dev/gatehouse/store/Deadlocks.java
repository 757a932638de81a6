package dev.gatehouse.store;

import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** What to do where the database ends a transaction, since it and another wait for each other. Stateless. */
public final class Deadlocks {
    private static final int ATTEMPTS = 5;

    private Deadlocks() {}

    /**
     * Does it again where it was ended for that reason; then the other one is through.
     *
     * @param transaction one transaction and nothing else, so that nothing is left of an attempt that failed
     */
    public static <T> T repeating(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !DatabaseFailures.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }
}
