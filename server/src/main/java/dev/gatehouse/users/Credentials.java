package dev.gatehouse.users;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** People's passwords, for the pages where they sign in. Thread-safe. */
public final class Credentials {
    /** The least number of characters of a password. */
    public static final int SHORTEST = 8;

    /** The most characters of a password. */
    public static final int LONGEST = 1024;

    private final Jdbi jdbi;
    private final Clock clock;

    public Credentials(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Somebody whose password was right. */
    public record Account(String userId, boolean passwordChangeRequired) {}

    private record Row(Account account, String passwordHash) {}

    /**
     * Who has this password, if anybody; takes the same time whatever is wrong.
     *
     * @param name a user id or an email address
     */
    public Optional<Account> check(String name, String password) {
        Optional<Row> row = find(name);
        String hash = row.map(Row::passwordHash).orElse(Passwords.NOBODYS);
        boolean right = Passwords.matches(password, hash);
        return right ? row.map(Row::account) : Optional.empty();
    }

    /** What keeps the text from being a password, if anything; it must differ from the present one. */
    public Optional<String> problem(String userId, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("The new password needs at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("The new password may have at most " + LONGEST + " characters.");
        }
        boolean same = find(userId)
                .filter(row -> Passwords.matches(password, row.passwordHash()))
                .isPresent();
        return same ? Optional.of("The new password must not be the one you have now.") : Optional.empty();
    }

    /**
     * Puts a password that the user chose in the place of one that somebody else had set.
     *
     * @return false where that was done already
     */
    public boolean replaceInitial(String userId, String password) {
        String hash = Passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            int changed = handle.createUpdate("""
                            update users
                               set password_hash = :hash, password_change_required = false, updated = :now
                             where user_id = :userId and password_change_required
                            """)
                    .bind("hash", hash)
                    .bind("now", Times.now(clock))
                    .bind("userId", userId)
                    .execute();
            if (changed > 0) {
                Caller self = new Caller(userId, "", Set.of());
                AuditLog.record(handle, self, "user.password", "user/" + userId, null);
                ChangeFeed.announce(handle, Users.TOPIC, userId);
            }
            return changed > 0;
        });
    }

    /** The address comes first: nobody takes it over by choosing it as an id. */
    private Optional<Row> find(String name) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select user_id, password_hash, password_change_required
                          from users
                         where user_id = :name or lower(email) = lower(:name)
                         order by lower(email) = lower(:name) desc
                         limit 1
                        """).bind("name", name).map(Credentials::row).findOne());
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Account account = new Account(row.getString("user_id"), row.getBoolean("password_change_required"));
        return new Row(account, row.getString("password_hash"));
    }
}
