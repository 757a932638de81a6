package dev.gatehouse.users;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of counted guesses. Stateless. */
final class GuessStore {
    /** How many guesses were counted in the time that ends then. */
    record Count(int failures, Instant ends) {}

    /**
     * Counts one more guess before it is tried, so that many at once are all counted.
     *
     * @param ends when a time that begins now is over
     */
    Count add(Handle handle, byte[] guessed, Instant now, Instant ends) {
        return handle.createQuery("""
                        insert into password_guess (guessed_hash, failures, ends) values (:guessed, 1, :ends)
                        on conflict (guessed_hash) do update
                           set failures = case when password_guess.ends <= :now then 1
                                               else password_guess.failures + 1 end,
                               ends = case when password_guess.ends <= :now then :ends else password_guess.ends end
                        returning failures, ends
                        """)
                .bind("guessed", guessed)
                .bind("now", now)
                .bind("ends", ends)
                .map(GuessStore::count)
                .one();
    }

    /** Takes one guess back that turned out to be right. */
    void takeBack(Handle handle, byte[] guessed) {
        handle.createUpdate("""
                        update password_guess set failures = failures - 1
                         where guessed_hash = :guessed and failures > 0
                        """).bind("guessed", guessed).execute();
    }

    /** Forgets every guess. */
    void clear(Handle handle, byte[] guessed) {
        handle.createUpdate("delete from password_guess where guessed_hash = :guessed")
                .bind("guessed", guessed)
                .execute();
    }

    private static Count count(ResultSet row, StatementContext context) throws SQLException {
        return new Count(row.getInt("failures"), Times.read(row, "ends"));
    }
}
